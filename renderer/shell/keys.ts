/** Which keys run which command: as they come, or as the user has them. */
import type { KeyMap } from '../features/settings/read-settings.ts';
import { COMMANDS, type Command } from './commands.ts';

export const keysFor = ({ id, keys }: Pick<Command, 'id' | 'keys'>, own: KeyMap): readonly string[] => own[id] ?? keys;

/** The command that the keys mean. */
export function commandFor(event: KeyboardEvent, own: KeyMap): Command | undefined {
  const pressed = pressedKeys(event);
  if (pressed === undefined) return undefined;
  // What the user has chosen comes before what came with the program.
  const meant = COMMANDS.filter((command) => keysFor(command, own).includes(pressed));
  return meant.find(({ id }) => own[id] !== undefined) ?? meant[0];
}

/** `Ctrl+Shift+P`; undefined while only Ctrl, Alt or Shift are held. On a Mac, Cmd stands for Ctrl. */
export function pressedKeys({ ctrlKey, metaKey, altKey, shiftKey, key }: KeyboardEvent): string | undefined {
  if (['Control', 'Meta', 'Alt', 'Shift', 'AltGraph', 'Dead', 'Unidentified'].includes(key)) return undefined;
  const name = key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key;
  return [ctrlKey || metaKey ? 'Ctrl' : '', altKey ? 'Alt' : '', shiftKey ? 'Shift' : '', name]
    .filter((part) => part !== '')
    .join('+');
}

/** Whether keys may be given to a command: without Ctrl or Alt they are for typing. */
export const isFreeToUse = (keys: string): boolean =>
  /^(?:Ctrl\+|Alt\+)/.test(keys) || /^(?:Shift\+)?F\d{1,2}$/.test(keys);

/** Other commands that the same keys run. */
export function conflictsOf(command: Command, own: KeyMap): readonly Command[] {
  const keys = keysFor(command, own);
  return COMMANDS.filter((other) => other.id !== command.id && keysFor(other, own).some((key) => keys.includes(key)));
}
