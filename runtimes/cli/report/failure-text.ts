import type { Failure, Problem } from '../answer.ts';
import { checkLines } from './check-lines.ts';
import { printable, type Layout } from './layout.ts';

const MOST_MORE = 10;

/** `file:line:column: message`, up to 10 further problems, then what to do. */
export function failureText({ more = [], advice, checks, ...first }: Failure, layout: Layout): string {
  const hidden = more.length - MOST_MORE;
  return [
    problem(first, layout),
    ...more.slice(0, MOST_MORE).map((next) => problem(next, layout)),
    ...(hidden > 0 ? [`… and ${hidden} more`] : []),
    ...(checks === undefined ? [] : ['', ...checkLines(checks, layout), '']),
    ...(advice === undefined ? [] : [layout.paint('faint', advice)]),
  ].join('\n');
}

/** Lines of a longer message stay lines, indented. */
function problem({ message, file, line, column }: Problem, { paint }: Layout): string {
  const place = [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
  const lines = message.trimEnd().split(/\r?\n/).map(printable);
  return `${paint('bad', `${file === undefined ? 'error' : printable(place)}:`)} ${lines.join('\n    ')}`;
}
