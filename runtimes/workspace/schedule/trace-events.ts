/**
 * A schedule as Chrome trace-event JSON, which Perfetto and chrome://tracing open: a process per executor, a thread per lane, a slice per
 * incarnation, an arrow between each cause and the incarnation that it made void.
 */
import type { CellKey } from '../../core/cell.ts';
import { statusOf } from '../../core/incarnation-status.ts';
import { formatVersion, type Version } from '../../core/version.ts';
import { laneSlices } from './lane-slices.ts';
import type { Schedule, ScheduleFrames, ScheduleRows } from './schedule-rows.ts';

/** Times in microseconds. */
export interface TraceEvent {
  readonly name: string;
  readonly ph: 'X' | 'M' | 's' | 'f';
  readonly pid: number;
  readonly tid: number;
  readonly ts?: number;
  readonly dur?: number;
  readonly cat?: string;
  readonly id?: number;
  readonly bp?: 'e';
  readonly args?: Readonly<Record<string, string | number | boolean>>;
}

export interface TraceFile {
  readonly displayTimeUnit: 'ms';
  readonly otherData: Readonly<Record<string, string>>;
  readonly traceEvents: readonly TraceEvent[];
}

export function traceEvents(
  schedule: Schedule,
  cellName: (key: CellKey) => string,
  about: Readonly<Record<string, string>>,
): TraceFile {
  const { rows, lanes } = schedule;
  const executors = [...new Set(lanes.map(({ executor }) => executor))];
  const place = (lane: number): { pid: number; tid: number } => ({
    pid: executors.indexOf(lanes[lane]?.executor ?? '') + 1,
    tid: (lanes[lane]?.lane ?? 0) + 1,
  });
  const events: TraceEvent[] = executors.map((name, n) => ({
    name: 'process_name',
    ph: 'M',
    pid: n + 1,
    tid: 0,
    args: { name },
  }));
  for (const [n, lane] of lanes.entries())
    events.push({ name: 'thread_name', ph: 'M', ...place(n), args: { name: `lane ${lane.lane + 1}` } });
  const names = schedule.cells.map(cellName);
  const slices = laneSlices(schedule);
  const { start: starts, end: ends } = slices.rows;
  for (const [row, tx] of rows.tx.entries()) {
    const [start, end] = [starts[row] ?? NaN, ends[row] ?? NaN];
    if (Number.isNaN(end)) continue;
    const one = schedule.transactions[tx];
    const incarnation = rows.incarnation[row] ?? 0;
    const at = place(rows.lane[row] ?? 0);
    const status = statusOf(rows.status[row] ?? 0);
    const conflict = names[rows.cell[row] ?? -1];
    events.push({
      name: `${one?.index ?? tx}·${incarnation} ${one?.label ?? ''}`.trim(),
      cat: status,
      ph: 'X',
      ...at,
      ts: micro(start),
      dur: micro(end - start),
      args: {
        block: one?.block ?? 0,
        transaction: one?.index ?? tx,
        incarnation,
        sender: one?.sender ?? '',
        status,
        ...cutOf(rows, row, end - start),
        ...(conflict !== undefined && {
          cell: conflict,
          read: formatVersion(rows.read[row] as Version),
          found: formatVersion(rows.found[row] as Version),
        }),
      },
    });
    const cause = rows.cause[row] ?? -1;
    const written = ends[cause];
    if (written === undefined || Number.isNaN(written)) continue;
    // An arrow begins and ends inside a slice, and runs with the time: where the cause came only after the incarnation, towards the cause.
    const arrow = { name: conflict ?? 'conflict', cat: 'conflict', id: row + 1 };
    const from = place(rows.lane[cause] ?? 0);
    const [began, ended] = [starts[cause] ?? written, inside(start, end)];
    const arrowEnds =
      began <= ended
        ? [
            { ...from, ts: Math.min(inside(began, written), ended) },
            { ...at, ts: ended },
          ]
        : [
            { ...at, ts: ended },
            { ...from, ts: inside(began, written) },
          ];
    const [tail, tip] = arrowEnds.map((one) => ({ ...one, ts: micro(one.ts) }));
    if (tail !== undefined) events.push({ ...arrow, ph: 's', ...tail });
    if (tip !== undefined) events.push({ ...arrow, ph: 'f', bp: 'e', ...tip });
  }
  // Of slices that begin at the same time a viewer takes the one that comes first for the outer one.
  const { frames } = slices;
  const outerFirst = [...schedule.frames.row.keys()]
    .filter((n) => !Number.isNaN(frames.end[n] ?? NaN))
    .sort(
      (a, b) => (frames.start[a] ?? 0) - (frames.start[b] ?? 0) || (frames.end[b] ?? 0) - (frames.end[a] ?? 0) || b - a,
    );
  for (const n of outerFirst) {
    const [row, start, end] = [schedule.frames.row[n] ?? -1, frames.start[n] ?? 0, frames.end[n] ?? 0];
    const one = schedule.transactions[rows.tx[row] ?? -1];
    events.push({
      name: `frame of ${one?.index ?? 0}·${rows.incarnation[row] ?? 0}`,
      cat: 'frame',
      ph: 'X',
      ...place(schedule.frames.lane[n] ?? 0),
      ts: micro(start),
      dur: micro(end - start),
      args: cutOf(schedule.frames, n, end - start),
    });
  }
  return { displayTimeUnit: 'ms', otherData: about, traceEvents: events };
}

const micro = (ns: number): number => Math.round(ns) / 1000;

/** How long it was by the clocks, where that is not how long it is shown. */
function cutOf({ start, end }: ScheduleRows | ScheduleFrames, n: number, shown: number): { measuredMs?: number } {
  const measured = (end[n] ?? 0) - (start[n] ?? 0);
  return Math.abs(measured * 1e6 - shown) > 1 ? { measuredMs: measured } : {};
}

const inside = (start: number, end: number): number => Math.max(start, end - (end - start) / 100);
