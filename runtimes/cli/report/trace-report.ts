import type { TraceReport } from '../../workspace/trace/trace-scenario.ts';
import { printable, type Layout } from './layout.ts';
import { integer } from './quantity.ts';
import { table, type Column } from './table.ts';

const CELLS: readonly Column[] = [{ title: 'cell' }, { title: 'read' }, { title: 'written' }, { title: 'credited' }];

const RECORDED =
  'Its code is not deterministic: frames and effects as they were recorded, without steps (--record-steps records them).';
const RECORDED_STEPS = 'Its code is not deterministic: its steps are those that were recorded when it ran.';

/** Frames as a tree, then the cells that were touched: the steps themselves are for `--json` and for debuggers. */
export function traceText(report: TraceReport, layout: Layout): string {
  const { paint } = layout;
  const { transaction: tx, frames, cells } = report;
  const steps = frames.reduce((sum, frame) => sum + frame.steps, 0);
  return [
    [
      `${paint('title', printable(tx.call))}  block ${tx.block}, transaction ${tx.index}`,
      `${printable(report.outcome)}; gas ${integer(report.gas)}, ${integer(steps)} steps, ${frames.length} frames`,
      ...(report.isRecorded ? [paint('warn', steps > 0 ? RECORDED_STEPS : RECORDED)] : []),
      ...(report.isCut ? [paint('warn', 'The trace is longer than what is kept: its end is missing.')] : []),
    ],
    frames.map(
      ({ depth, runtime, kind, account, input, gasUsed, status, reason }) =>
        `${'  '.repeat(depth)}${runtime} ${kind} ${account} ${kind === 'create' ? '' : input.slice(0, 10)}  ` +
        `gas ${integer(BigInt(gasUsed))}  ${paint(status === 'success' ? 'good' : 'bad', reason === '' ? status : `${status}: ${printable(reason)}`)}`,
    ),
    table(
      CELLS,
      cells.map(({ name, read, written, credited }) => [printable(name), shown(read), shown(written), credited ?? '']),
      layout,
    ),
  ]
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n');
}

/** Values are hexadecimal; a long one by its beginning. */
const shown = (value: string | null): string =>
  value === null
    ? ''
    : value === ''
      ? 'nothing'
      : value.length > 20
        ? `${printable(value.slice(0, 19))}…`
        : printable(value);
