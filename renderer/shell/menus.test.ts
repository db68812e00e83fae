import { expect, it } from 'vitest';
import { COMMANDS } from './commands.ts';
import { MENUS } from './menus.ts';

it('every entry of a menu is a command', () => {
  const ids = new Set(COMMANDS.map(({ id }) => id));
  const listed = MENUS.flatMap(({ commands }) => commands).filter((id) => id !== '-');
  expect(listed.filter((id) => !ids.has(id))).toEqual([]);
  expect(listed.length).toBeGreaterThan(30);
});
