/** Whether keys reach a command: what is behind an open dialog or menu is not to be worked with. */
import type { Command } from './commands.ts';

/** What can be seen of react-aria's dialogs and menus; on their way out they are no longer in front. */
const IN_FRONT = '.overlay:not([data-exiting]), .pop:not([data-exiting])';
/** The palette's own keys change its list. */
const IN_PALETTE: ReadonlySet<string> = new Set(['palette', 'quickOpen']);

export function isReachable({ id }: Pick<Command, 'id'>, page: Pick<Document, 'querySelectorAll'> = document): boolean {
  const front = [...page.querySelectorAll(IN_FRONT)];
  if (front.length === 0) return true;
  return IN_PALETTE.has(id) && front.every((one) => one.querySelector('.palette') !== null);
}
