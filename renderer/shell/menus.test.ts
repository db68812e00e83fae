import { expect, it } from 'vitest';
import { pageMenus } from '../../runtimes/service/contract/page-menus.ts';
import { COMMANDS } from './commands.ts';
import { menuCommands, systemMenus } from './menu-commands.ts';
import { MENUS } from './menus.ts';

it('every entry of a menu is a command', () => {
  const ids = new Set(COMMANDS.map(({ id }) => id));
  const listed = MENUS.flatMap(({ commands }) => commands).filter((id) => id !== '-');
  expect(listed.filter((id) => !ids.has(id))).toEqual([]);
  expect(listed.length).toBeGreaterThan(30);
});

it('shows what makes sense, with lines between groups alone', () => {
  const shown = (ids: readonly string[], hasWorkspace: boolean): string[] =>
    menuCommands(ids, hasWorkspace).map((one) => (one === '-' ? one : one.id));
  const ids = ['-', 'save', '-', 'palette', '-', 'quickOpen', '-', 'tour', '-', 'find', '-'];
  expect(shown(ids, true)).toEqual(['save', '-', 'palette', '-', 'quickOpen', '-', 'tour', '-', 'find']);
  expect(shown(ids, false)).toEqual(['palette', '-', 'tour']);
});

it('gives the system menus that it takes, with the keys of the user', () => {
  const menus = systemMenus(true, { save: ['Ctrl+Alt+ArrowUp'], palette: ['Alt+F12'] });
  expect(pageMenus.parse(menus)).toEqual(menus);
  const keysOf = (id: string): string | undefined => {
    for (const { entries } of menus) for (const one of entries) if (one !== '-' && one.id === id) return one.keys;
    return undefined;
  };
  expect([keysOf('palette'), keysOf('save'), keysOf('quickOpen')]).toEqual(['Alt+F12', '', 'Ctrl+P']);
  expect(menus.map(({ title }) => title)).toEqual(MENUS.map(({ title }) => title));
});
