import type { CellKey } from '../../core/cell.ts';
import { statusOf } from '../../core/incarnation-status.ts';
import type { ScheduleRecorder } from './schedule-recorder.ts';

/** Row of the last transaction that was committed and has changed one of the cells; undefined: none of the run has. */
export function lastWriter({ rows, accesses }: ScheduleRecorder, cells: readonly CellKey[]): number | undefined {
  let last: number | undefined;
  for (const key of cells)
    for (const { row, writes } of accesses.uses(key)) {
      if (!writes || statusOf(rows.status[row] ?? 0) !== 'committed') continue;
      // Numbers of transactions are in the order of their commits.
      if (last === undefined || (rows.tx[row] ?? 0) > (rows.tx[last] ?? 0)) last = row;
    }
  return last;
}
