/** Puts what lanes measured onto the kernel's clock. A lane runs one transaction after the other, so its bars never overlap. */
import { statusNumber } from '../../core/incarnation-status.ts';
import type { ScheduleRows } from './schedule-rows.ts';

interface Batch {
  /** The kernel sent it. */
  readonly sent: number;
  /** Where its executor's zero stands on the kernel's clock: never before it was sent, and no later than any report allows. */
  zero: number;
  readonly done: { readonly row: number; readonly start: number; readonly end: number }[];
  /** Where the lane's bars of earlier batches end. */
  floor: number | undefined;
}

export class LaneTimes {
  readonly #rows: ScheduleRows;
  readonly #changed: (row: number) => void;
  readonly #batchOf = new Map<number, Batch>();
  readonly #batches = new Map<string, Batch>();
  /** Rows that a lane still has, and where its last bar ends. */
  readonly #lanes = new Map<number, { queue: number[]; free: number }>();

  constructor(rows: ScheduleRows, changed: (row: number) => void) {
    this.#rows = rows;
    this.#changed = changed;
  }

  dispatched(row: number, key: string, at: number): void {
    let batch = this.#batches.get(key);
    if (batch === undefined) this.#batches.set(key, (batch = { sent: at, zero: Infinity, done: [], floor: undefined }));
    this.#batchOf.set(row, batch);
    const lane = this.#lane(row);
    lane.queue.push(row);
    if (lane.queue.length === 1) this.#begin(row, Math.max(at, lane.free));
  }

  /** @param start, end as its executor measured them, from the beginning of the batch. */
  executed(row: number, start: number, end: number, at: number): void {
    const batch = this.#batchOf.get(row);
    if (batch === undefined) return;
    batch.done.push({ row, start, end });
    const lane = this.#lane(row);
    batch.floor ??= lane.free;
    const zero = Math.max(batch.sent, batch.floor, Math.min(batch.zero, at - end));
    if (zero < batch.zero) {
      batch.zero = zero;
      for (const one of batch.done) {
        this.#place(one.row, zero + one.start, zero + one.end);
        if (one.row !== row) this.#changed(one.row);
      }
    } else this.#place(row, zero + start, zero + end);
    lane.free = Math.max(lane.free, this.#rows.end[row] ?? 0);
    this.#leave(row);
  }

  /** It never reported: its lane is gone, or its report will not be looked at. */
  takenBack(row: number, at: number): void {
    const { start, end } = this.#rows;
    const lane = this.#lane(row);
    // What a lane had not begun took no time.
    if (Number.isNaN(start[row])) start[row] = at;
    end[row] = Math.max(at, start[row] ?? at);
    if (lane.queue[0] === row) lane.free = Math.max(lane.free, end[row] ?? 0);
    this.#leave(row);
  }

  #place(row: number, start: number, end: number): void {
    this.#rows.start[row] = start;
    this.#rows.end[row] = end;
  }

  #begin(row: number, at: number): void {
    this.#rows.start[row] = at;
    this.#rows.status[row] = statusNumber('executing');
  }

  #leave(row: number): void {
    const lane = this.#lane(row);
    const place = lane.queue.indexOf(row);
    if (place >= 0) lane.queue.splice(place, 1);
    this.#batchOf.delete(row);
    const next = lane.queue[0];
    if (place !== 0 || next === undefined) return;
    this.#begin(next, lane.free);
    this.#changed(next);
  }

  #lane(row: number): { queue: number[]; free: number } {
    const id = this.#rows.lane[row] ?? 0;
    let lane = this.#lanes.get(id);
    if (lane === undefined) this.#lanes.set(id, (lane = { queue: [], free: 0 }));
    return lane;
  }
}
