/** Where keys lead from a selected incarnation. */
import type { LaneLayout } from './layout.ts';
import { lowerBound, type RowFilter, type ScheduleData } from './schedule-data.ts';

export type Step =
  'left' | 'right' | 'up' | 'down' | 'nextConflict' | 'lastConflict' | 'later' | 'earlier' | 'cause' | 'first' | 'last';

export function step(
  data: ScheduleData,
  layout: LaneLayout,
  filter: RowFilter | undefined,
  from: number | undefined,
  where: Step,
): number | undefined {
  const lanes = data.index(filter);
  if (
    where === 'first' ||
    where === 'last' ||
    (from === undefined && where !== 'nextConflict' && where !== 'lastConflict')
  ) {
    const ends = lanes.flatMap(({ rows }) =>
      rows.length === 0 ? [] : [(where === 'last' ? rows.at(-1) : rows[0]) as number],
    );
    return ends.sort((a, b) => data.start.at(a) - data.start.at(b)).at(where === 'last' ? -1 : 0);
  }
  if (where === 'nextConflict' || where === 'lastConflict')
    return nextConflict(data, filter, from, where === 'nextConflict' ? 1 : -1);
  if (from === undefined) return undefined;
  if (where === 'cause') return data.cause.at(from) < 0 ? undefined : data.cause.at(from);
  if (where === 'later' || where === 'earlier') {
    const rows = data.rowsOf(data.tx.at(from));
    return rows[rows.indexOf(from) + (where === 'later' ? 1 : -1)];
  }
  const lane = data.lane.at(from);
  if (where === 'left' || where === 'right') {
    const rows = lanes[lane]?.rows ?? new Uint32Array();
    return rows[rows.indexOf(from) + (where === 'right' ? 1 : -1)];
  }
  const time = data.start.at(from);
  const by = where === 'down' ? 1 : -1;
  for (let place = layout.order.indexOf(lane) + by; place >= 0 && place < layout.order.length; place += by) {
    const index = lanes[layout.order[place] as number];
    if (index === undefined || index.rows.length === 0) continue;
    return index.rows[Math.min(lowerBound(index.starts, time), index.rows.length - 1)];
  }
  return undefined;
}

/** In the order of time, over all lanes, and round at the end. */
function nextConflict(
  data: ScheduleData,
  filter: RowFilter | undefined,
  from: number | undefined,
  by: 1 | -1,
): number | undefined {
  const at = (row: number): number => data.endOf(row);
  let [best, round]: (number | undefined)[] = [undefined, undefined];
  const before = (a: number, b: number): boolean => (at(a) - at(b) || a - b) * by < 0;
  for (let row = 0; row < data.count; row++) {
    if (row === from || !data.isConflict(row) || (filter !== undefined && !filter(data, row))) continue;
    if (round === undefined || before(row, round)) round = row;
    if (from !== undefined && before(row, from)) continue;
    if (best === undefined || before(row, best)) best = row;
  }
  return from === undefined ? round : (best ?? round);
}

/** A conflict to begin with: the earliest at a variable of a contract, else the earliest at all. */
export function telling(data: ScheduleData, filter: RowFilter | undefined): number | undefined {
  let best: number | undefined;
  const isOwn = (row: number): boolean => !(data.cells[data.cell.at(row)] ?? '@').includes('.@');
  for (let row = 0; row < data.count; row++) {
    if (!data.isConflict(row) || data.cell.at(row) < 0 || (filter !== undefined && !filter(data, row))) continue;
    const better = best === undefined || (isOwn(row) !== isOwn(best) ? isOwn(row) : data.endOf(row) < data.endOf(best));
    if (better) best = row;
  }
  return best;
}

/** What a live region says of it: `tx 32, incarnation 1, aborted by tx 30 at market.reserve`. */
export function announcement(data: ScheduleData, row: number): string {
  const cause = data.cause.at(row);
  const cell = data.cells[data.cell.at(row)];
  const by = cause < 0 ? '' : ` by tx ${data.txName(data.tx.at(cause))}`;
  const where = data.cell.at(row) < 0 || cell === undefined ? '' : ` at ${cell}`;
  return `tx ${data.txName(data.tx.at(row))}, ${data.label(row)}, incarnation ${data.incarnation.at(row)}, ${data.statusName(row)}${by}${where}`;
}
