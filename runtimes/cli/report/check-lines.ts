import type { CheckLine } from '../answer.ts';
import { printable, type Layout } from './layout.ts';
import { hanging } from './wrap.ts';

const MARKS = { passed: ['good', '✓'], failed: ['bad', '✗'], 'not reached': ['faint', '·'] } as const;

/** One line for each check, longer details below; what was not reached is faint. */
export function checkLines(checks: readonly CheckLine[], layout: Layout): string[] {
  return checks.flatMap(({ title, status, detail }) => {
    const [style, mark] = MARKS[status];
    const line = `  ${layout.paint(style, mark)} ${title}${status === 'not reached' ? ' (not reached)' : ''}`;
    const more = hanging(printable(detail), '      ', '      ', layout.width);
    return [status === 'not reached' ? layout.paint('faint', line) : line, ...(status === 'failed' ? more : [])];
  });
}
