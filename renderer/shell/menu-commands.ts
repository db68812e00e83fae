import type { PageMenus } from '../../runtimes/service/contract/page-menus.ts';
import type { KeyMap } from '../features/settings/read-settings.ts';
import { COMMANDS, type Command } from './commands.ts';
import { keysFor } from './keys.ts';
import { MENUS } from './menus.ts';

/** What a menu shows now: the commands that make sense, with lines between groups of them. */
export function menuCommands(ids: readonly string[], hasWorkspace: boolean): readonly (Command | '-')[] {
  const found = ids.map((id) => {
    if (id === '-') return id;
    const command = COMMANDS.find((one) => one.id === id);
    return command?.needsWorkspace === true && !hasWorkspace ? undefined : command;
  });
  const shown = found.filter((one) => one !== undefined);
  return shown.filter((one, n) => one !== '-' || isBetween(shown, n));
}

/** Whether a line has commands on both sides, and is the first of several. */
const isBetween = (all: readonly (Command | '-')[], at: number): boolean =>
  at > 0 && all[at - 1] !== '-' && all.slice(at).some((one) => one !== '-');

/** Names of keys that every system's menu can show. */
const SHOWN = /^(?:(?:Ctrl|Alt|Shift)\+)*(?:[A-Z\d]|[,.\\/;=-]|F\d{1,2})$/;

/** All menus, for a window whose system draws them. */
export const systemMenus = (hasWorkspace: boolean, own: KeyMap): PageMenus =>
  MENUS.map(({ title, commands }) => ({
    title,
    entries: menuCommands(commands, hasWorkspace).map((one) => {
      if (one === '-') return one;
      const keys = keysFor(one, own)[0] ?? '';
      return { id: one.id, title: one.title, keys: SHOWN.test(keys) ? keys : '' };
    }),
  }));
