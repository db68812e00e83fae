/**
 * A schedule as Chrome trace-event JSON, which Perfetto and chrome://tracing open: a process per executor, a thread per lane, a slice per
 * incarnation, an arrow between each cause and the incarnation that it made void.
 */
import type { CellKey } from '../../core/cell.ts';
import { statusOf } from '../../core/incarnation-status.ts';
import { formatVersion, type Version } from '../../core/version.ts';
import type { Schedule } from './schedule-rows.ts';

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
  for (const [row, tx] of rows.tx.entries()) {
    const [start, end] = [rows.start[row] ?? NaN, rows.end[row] ?? NaN];
    if (Number.isNaN(start) || Number.isNaN(end)) continue;
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
        ...(conflict !== undefined && {
          cell: conflict,
          read: formatVersion(rows.read[row] as Version),
          found: formatVersion(rows.found[row] as Version),
        }),
      },
    });
    const cause = rows.cause[row] ?? -1;
    const written = rows.end[cause];
    if (written === undefined || Number.isNaN(written)) continue;
    // An arrow begins and ends inside a slice, and runs with the time: where the cause came only after the incarnation, towards the cause.
    const arrow = { name: conflict ?? 'conflict', cat: 'conflict', id: row + 1 };
    const from = place(rows.lane[cause] ?? 0);
    const [began, ended] = [rows.start[cause] ?? written, inside(start, end)];
    const ends =
      began <= ended
        ? [
            { ...from, ts: Math.min(inside(began, written), ended) },
            { ...at, ts: ended },
          ]
        : [
            { ...at, ts: ended },
            { ...from, ts: inside(began, written) },
          ];
    const [tail, tip] = ends.map((one) => ({ ...one, ts: micro(one.ts) }));
    if (tail !== undefined) events.push({ ...arrow, ph: 's', ...tail });
    if (tip !== undefined) events.push({ ...arrow, ph: 'f', bp: 'e', ...tip });
  }
  for (const [n, row] of schedule.frames.row.entries()) {
    const [start, end] = [schedule.frames.start[n] ?? NaN, schedule.frames.end[n] ?? NaN];
    if (Number.isNaN(end)) continue;
    const one = schedule.transactions[rows.tx[row] ?? -1];
    events.push({
      name: `frame of ${one?.index ?? 0}·${rows.incarnation[row] ?? 0}`,
      cat: 'frame',
      ph: 'X',
      ...place(schedule.frames.lane[n] ?? 0),
      ts: micro(start),
      dur: micro(end - start),
    });
  }
  return { displayTimeUnit: 'ms', otherData: about, traceEvents: events };
}

const micro = (ms: number): number => Math.round(ms * 1000 * 1000) / 1000;
const inside = (start: number, end: number): number => Math.max(start, end - (end - start) / 100);
