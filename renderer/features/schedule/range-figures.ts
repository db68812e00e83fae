/** What happened between two times: figures of the range that is selected in the ruler. */
import { statusNumber } from '../../../runtimes/core/incarnation-status.ts';
import type { RowFilter, ScheduleData } from './schedule-data.ts';
import { lowerBound } from './schedule-data.ts';

/** ms. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

export interface RangeFigures {
  /** Of which any part lies in the range. */
  readonly incarnations: number;
  readonly conflicts: number;
  /** Transactions that were committed in it. */
  readonly committed: number;
  /** Lane time in the range, ms. */
  readonly usefulMs: number;
  readonly wastedMs: number;
  /** Of the time that all lanes had, 0 to 1. */
  readonly occupancy: number;
  /** The cell of most conflicts. */
  readonly hottest: { readonly cell: string; readonly conflicts: number } | undefined;
}

const COMMITTED = statusNumber('committed');
const REVERTED = statusNumber('reverted');

export function rangeFigures(data: ScheduleData, { from, to }: TimeRange, filter?: RowFilter): RangeFigures {
  let [incarnations, conflicts, usefulMs, wastedMs] = [0, 0, 0, 0];
  const byCell = new Map<number, number>();
  for (const { rows, starts } of data.index(filter)) {
    // Bars of a lane follow each other: at most the one before the first that begins in the range reaches into it.
    for (let at = Math.max(0, lowerBound(starts, from) - 1); at < rows.length && (starts[at] ?? to) < to; at++) {
      const row = rows[at] as number;
      const inside = Math.min(data.endOf(row), to) - Math.max(starts[at] ?? 0, from);
      if (inside < 0 || (inside === 0 && data.endOf(row) <= from)) continue;
      incarnations++;
      const status = data.status.at(row);
      if (status === COMMITTED || status === REVERTED) usefulMs += inside;
      else wastedMs += inside;
      if (!data.isConflict(row)) continue;
      conflicts++;
      const cell = data.cell.at(row);
      if (cell >= 0) byCell.set(cell, (byCell.get(cell) ?? 0) + 1);
    }
  }
  const times = data.commits();
  const [hot, most = 0] = [...byCell].reduce<readonly [number, number]>((a, b) => (b[1] > a[1] ? b : a), [-1, 0]);
  const cell = data.cells[hot];
  return {
    incarnations,
    conflicts,
    committed: lowerBound(times, to) - lowerBound(times, from),
    usefulMs,
    wastedMs,
    occupancy: to > from && data.lanes.length > 0 ? (usefulMs + wastedMs) / ((to - from) * data.lanes.length) : 0,
    hottest: cell === undefined ? undefined : { cell, conflicts: most },
  };
}
