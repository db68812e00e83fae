/**
 * Keeps what the scheduler decided as rows with times. Events are stamped as the kernel hears of them; what an executor measures is
 * relative to its batch, whose beginning is where the report that took least time on its way puts it.
 */
import type { CellKey, CellValue } from '../../core/cell.ts';
import { statusNumber, type IncarnationStatus } from '../../core/incarnation-status.ts';
import type { Conflict, LaneRef, RetryCause, ScheduleEvent } from '../../core/schedule.ts';
import { blockOf, indexOf, version } from '../../core/version.ts';
import { AccessLog } from './access-log.ts';
import { LaneTimes } from './lane-times.ts';
import {
  emptyRows,
  type Schedule,
  type ScheduleBlock,
  type ScheduleFrames,
  type ScheduleLane,
  type ScheduleOutage,
  type ScheduleRows,
  type ScheduleTransaction,
} from './schedule-rows.ts';

type Executed = Extract<ScheduleEvent, { kind: 'execute' }>;

export interface WorkSums {
  readonly committedMs: number;
  readonly wastedMs: number;
  readonly aborts: number;
  readonly committed: number;
  /** The longest chain of committed incarnations that read each other's writes. */
  readonly criticalMs: number;
  readonly criticalLength: number;
}

export class ScheduleRecorder implements Schedule {
  readonly rows: ScheduleRows = emptyRows();
  readonly frames: ScheduleFrames = { row: [], lane: [], start: [], end: [] };
  readonly lanes: ScheduleLane[] = [];
  readonly blocks: ScheduleBlock[] = [];
  readonly outages: ScheduleOutage[] = [];
  readonly transactions: ScheduleTransaction[] = [];
  readonly cells: CellKey[] = [];
  readonly retries = new Map<number, RetryCause>();
  /** Rows in the order in which they came or changed: who has seen n of them asks for the rest. */
  readonly changes: number[] = [];
  readonly #laneIds = new Map<string, number>();
  readonly #cellIds = new Map<CellKey, number>();
  /** By version: the row of the incarnation that writes it. */
  readonly #byVersion = new Map<number, number>();
  readonly #firstOf = new Map<number, number>();
  readonly #times: LaneTimes;
  /** When frames that have not ended began, by row and lane: a transaction may come back to a lane of which it has a frame already. */
  readonly #open = new Map<string, number[]>();
  /** What incarnations read and wrote: a conflict shows the value that was found, and where in the code. */
  readonly accesses = new AccessLog();
  /** What cells held before the traffic changed them. */
  readonly #before = new Map<CellKey, CellValue>();
  readonly #committed: ((key: CellKey) => CellValue) | undefined;
  /** Transactions of the block that a row has read from, until it is settled. */
  readonly #sources = new Map<number, readonly number[]>();
  readonly #chain = new Map<number, { readonly ms: number; readonly length: number }>();
  #sums = { committedMs: 0, wastedMs: 0, aborts: 0, committed: 0, criticalMs: 0, criticalLength: 0 };

  /** @param committed what a cell holds without the block that runs; without it no values from before the traffic are kept. */
  constructor(lanes: readonly ScheduleLane[] = [], committed?: (key: CellKey) => CellValue) {
    this.#committed = committed;
    this.#times = new LaneTimes(this.rows, (row) => this.changes.push(row));
    for (const lane of lanes) this.#lane({ executor: lane.executor, lane: lane.lane }, lane.runtime);
  }

  get sums(): WorkSums {
    return this.#sums;
  }

  block(number: number, transactions: readonly Omit<ScheduleTransaction, 'block' | 'index'>[], at: number): void {
    const first = this.transactions.length;
    this.#firstOf.set(number, first);
    this.#chain.clear();
    this.blocks.push({ number, first, transactions: transactions.length, began: at });
    for (const [index, one] of transactions.entries()) this.transactions.push({ ...one, block: number, index });
  }

  /** @param at ms since the traffic began, by the kernel's clock. */
  event(block: number, event: ScheduleEvent, at: number): void {
    if (event.kind === 'dispatch') this.#dispatch(block, event, at);
    if (event.kind === 'decide' || event.kind === 'dispatch') return;
    const row = this.#byVersion.get(version(block, event.index, event.incarnation));
    if (row === undefined) return;
    if (event.kind === 'execute') this.#execute(block, row, event, at);
    else if (event.kind === 'abort') this.#conflict(block, row, 'aborted', event.conflict, at);
    else if (event.kind === 'invalidate') this.#conflict(block, row, 'invalidated', event.conflict, at);
    else if (event.kind === 'retry') {
      this.retries.set(row, event.cause);
      this.#settle(row, event.cause === 'lane' ? 'waiting' : 'aborted', at);
    } else if (event.kind === 'commit') this.#commit(block, row, event.outcome === 'success', at);
    else this.#frame(row, event, at);
  }

  /** An executor's lanes have all gone, or are there again. */
  lanesChanged(executor: string, isUp: boolean, reason: string, at: number): void {
    const open = this.outages.findIndex((one) => one.executor === executor && Number.isNaN(one.to));
    if (!isUp && open < 0) this.outages.push({ executor, from: at, to: NaN, reason });
    else if (isUp && open >= 0) this.outages[open] = { ...(this.outages[open] as ScheduleOutage), to: at };
  }

  /** The traffic is over: what lanes still had is void. */
  close(at: number): void {
    for (const [row, status] of this.rows.status.entries())
      if (status <= statusNumber('executing')) this.#settle(row, 'aborted', at);
  }

  /** Row of an incarnation. */
  rowOf(block: number, index: number, incarnation: number): number | undefined {
    return this.#byVersion.get(version(block, index, incarnation));
  }

  rowOfVersion(of: number): number | undefined {
    return this.#byVersion.get(of);
  }

  /** What the row's incarnation read in a cell; undefined: nobody kept it. */
  valueRead(key: CellKey, of: number): CellValue | undefined {
    const row = this.rowOfVersion(of);
    return row === undefined ? (this.#before.get(key) ?? this.#committed?.(key)) : this.accesses.written(row, key);
  }

  #dispatch(
    block: number,
    { index, incarnation, lane, batch }: Extract<ScheduleEvent, { kind: 'dispatch' }>,
    at: number,
  ) {
    const { rows } = this;
    const row = rows.tx.length;
    rows.tx.push((this.#firstOf.get(block) ?? 0) + index);
    rows.incarnation.push(incarnation);
    rows.lane.push(this.#lane(lane));
    rows.start.push(NaN);
    rows.end.push(NaN);
    rows.settled.push(NaN);
    rows.status.push(statusNumber('queued'));
    rows.cause.push(-1);
    rows.cell.push(-1);
    rows.read.push(-1);
    rows.found.push(-1);
    rows.withdrawn.push(0);
    this.#byVersion.set(version(block, index, incarnation), row);
    this.changes.push(row);
    this.#times.dispatched(row, `${block}:${batch}:${lane.executor}`, at);
  }

  #execute(block: number, row: number, { start, end, reads, writes, deltas }: Executed, at: number): void {
    this.rows.status[row] = statusNumber('validating');
    this.#times.executed(row, start, end, at);
    this.accesses.add(row, reads, writes, deltas);
    this.#keepBefore(writes);
    this.#keepBefore(deltas);
    const sources = new Set<number>();
    for (const { version: read } of reads) if (blockOf(read) === block) sources.add(indexOf(read));
    this.#sources.set(row, [...sources]);
    this.changes.push(row);
  }

  #keepBefore(changed: readonly { readonly key: CellKey }[]): void {
    if (this.#committed === undefined) return;
    for (const { key } of changed) if (!this.#before.has(key)) this.#before.set(key, this.#committed(key));
  }

  #conflict(block: number, row: number, status: IncarnationStatus, conflict: Conflict, at: number): void {
    const { rows } = this;
    rows.cell[row] = this.#cell(conflict.cell);
    rows.read[row] = conflict.read;
    rows.found[row] = conflict.found;
    rows.withdrawn[row] = conflict.withdrawn ? 1 : 0;
    rows.cause[row] = blockOf(conflict.found) === block ? (this.#byVersion.get(conflict.found) ?? -1) : -1;
    this.#settle(row, status, at);
  }

  #commit(block: number, row: number, succeeded: boolean, at: number): void {
    const before = (this.#sources.get(row) ?? []).map((index) => this.#chain.get(index));
    this.#settle(row, succeeded ? 'committed' : 'reverted', at);
    const { rows } = this;
    let longest = { ms: 0, length: 0 };
    for (const one of before) if (one !== undefined && one.ms > longest.ms) longest = one;
    const own = duration(rows, row);
    const chain = { ms: longest.ms + own, length: longest.length + 1 };
    this.#chain.set((rows.tx[row] ?? 0) - (this.#firstOf.get(block) ?? 0), chain);
    if (chain.ms > this.#sums.criticalMs) {
      this.#sums.criticalMs = chain.ms;
      this.#sums.criticalLength = chain.length;
    }
  }

  #settle(row: number, status: IncarnationStatus, at: number): void {
    const { rows } = this;
    if (Number.isNaN(rows.end[row])) this.#times.takenBack(row, at);
    rows.status[row] = statusNumber(status);
    rows.settled[row] = Math.max(at, rows.end[row] ?? at);
    this.#sources.delete(row);
    this.changes.push(row);
    if (status === 'committed' || status === 'reverted') {
      this.#sums.committedMs += duration(rows, row);
      this.#sums.committed++;
    } else {
      this.#sums.wastedMs += duration(rows, row);
      if (status === 'aborted' || status === 'invalidated') this.#sums.aborts++;
    }
  }

  #frame(row: number, event: Extract<ScheduleEvent, { kind: 'enter' | 'leave' }>, at: number): void {
    const { frames } = this;
    const lane = this.#lane(event.lane);
    const key = `${row}:${lane}`;
    const open = this.#open.get(key) ?? [];
    if (event.kind === 'enter') {
      this.#open.set(key, [...open, at]);
      return;
    }
    const began = open.pop();
    if (began === undefined) return;
    if (open.length === 0) this.#open.delete(key);
    frames.row.push(row);
    frames.lane.push(lane);
    frames.start.push(began);
    frames.end.push(at);
  }

  #lane({ executor, lane }: LaneRef, runtime = executor.slice(0, executor.lastIndexOf('#'))): number {
    const key = `${executor}:${lane}`;
    let id = this.#laneIds.get(key);
    if (id === undefined) {
      this.#laneIds.set(key, (id = this.lanes.length));
      this.lanes.push({ executor, lane, runtime });
    }
    return id;
  }

  #cell(key: CellKey): number {
    let id = this.#cellIds.get(key);
    if (id === undefined) {
      this.#cellIds.set(key, (id = this.cells.length));
      this.cells.push(key);
    }
    return id;
  }
}

const duration = ({ start, end }: ScheduleRows, row: number): number => {
  const ms = (end[row] ?? NaN) - (start[row] ?? NaN);
  return Number.isNaN(ms) ? 0 : ms;
};
