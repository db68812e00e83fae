/**
 * The scheduler of one block: a pure state machine without clock, I/O or process.
 *
 * Transactions have a preset order. `assign` hands a lane a batch of them; inside a batch, and inside a lane, a later transaction
 * sees the earlier one's uncommitted writes. `report` takes each result, checks its reads against the multi-version memory and
 * enters its writes; a write that makes an executed read stale aborts the reader, and an abort takes along who had read from it.
 * Aborted transactions return to the queue as their next incarnation. The front commits in order; what has not been aborted by
 * then has seen exactly what serial execution would have shown it. The lowest uncommitted
 * transaction, dispatched when all below it is committed, cannot fail: that is the progress guarantee.
 */
import type { Effects } from '../core/effects.ts';
import type { AccountId, CellKey } from '../core/cell.ts';
import type { Conflict, RetryCause } from '../core/schedule.ts';
import type { RuntimeId } from '../core/transaction.ts';
import type { ShippedCell, TaskResult } from '../core/wire.ts';
import { BatchSizer } from './batch-sizer.ts';
import type { BoundEffects, CellRead, CellTable, CellWrite } from './cell.ts';
import { MultiVersionMemory, type Resolved } from './multi-version-memory.ts';
import type { BlockView, LaneState, Policy } from './policy.ts';
import { ReadyWork } from './ready-work.ts';
import type { Assignment, Lane, SchedulerHost, SchedulerOptions, Settlement } from './scheduler-options.ts';
import { Shipping } from './shipping.ts';
import { newState, type LaneBook, type TransactionState } from './transaction-state.ts';

export type {
  Assignment,
  BlockTask,
  Commit,
  Lane,
  SchedulerHost,
  SchedulerOptions,
  Settlement,
} from './scheduler-options.ts';

/** Batches a lane holds at most: one running and one waiting, so that it never idles for a round trip. */
const PIPELINE = 2;
/** After so many aborts a transaction waits until it is the lowest uncommitted one, which cannot fail. */
const PATIENCE = 16;
/** Losses of an executor with only this transaction on it, before it is given up. */
export const SOLO_LOSSES = 3;

/** Why an execution was taken back while it waited for a frame. */
interface Taken {
  readonly cause: Exclude<RetryCause, 'misrouted'>;
  /** It was under way on what was lost. */
  readonly suspect: boolean;
}

export class Scheduler implements BlockView {
  readonly block: number;
  readonly count: number;
  readonly #host: SchedulerHost;
  readonly #table: CellTable;
  readonly #policy: Policy;
  readonly #validate: boolean;
  readonly #memory: MultiVersionMemory;
  readonly #transactions: TransactionState[];
  readonly #ready: ReadyWork;
  readonly #shipping: Shipping;
  readonly #lanes = new Map<number, LaneBook>();
  readonly #sizer = new BatchSizer();
  /** What was settled before the block began and is not committed yet, descending. */
  readonly #settled: number[];
  #laneStates: LaneState[] | undefined;
  #commitIndex = 0;
  #batches = 0;
  #undispatched: number;
  #holdsCommits = false;

  constructor({ block, tasks, policy, table, host, settled, validate }: SchedulerOptions) {
    this.block = block;
    this.count = tasks.length;
    this.#policy = policy;
    this.#host = host;
    this.#validate = validate ?? true;
    this.#table = table;
    this.#memory = new MultiVersionMemory(block);
    const ready = new Map<RuntimeId, number[]>();
    const last = new Map<AccountId, number>();
    this.#transactions = tasks.map(({ runtime, sender }, index) => {
      // One sender's transactions share its nonce and its balance.
      const before = policy.snapshot ? undefined : last.get(sender);
      last.set(sender, index);
      const settlement = settled?.get(index);
      if (settlement === undefined) {
        const list = ready.get(runtime);
        if (list === undefined) ready.set(runtime, [index]);
        else list.push(index);
      }
      return newState(runtime, settlement, before);
    });
    this.#ready = new ReadyWork(ready);
    this.#shipping = new Shipping(this.#memory, table, policy, tasks);
    this.#settled = [...(settled?.keys() ?? [])].sort((a, b) => b - a);
    this.#undispatched = this.count - this.#settled.length;
    this.#advance();
  }

  get commitIndex(): number {
    return this.#commitIndex;
  }

  get done(): boolean {
    return this.#commitIndex === this.count;
  }

  get lanes(): readonly LaneState[] {
    this.#laneStates ??= [...this.#lanes.values()].map((lane) => ({
      id: lane.id,
      runtime: lane.runtime,
      outstanding: lane.queue.size,
    }));
    return this.#laneStates;
  }

  addLane(lane: Lane): void {
    this.#lanes.set(lane.id, { ...lane, queue: new Map(), batches: new Map() });
    this.#laneStates = undefined;
  }

  /** Runtimes for which transactions wait: the kernel needs a lane for each. */
  waitingRuntimes(): RuntimeId[] {
    return this.#ready.waitingRuntimes();
  }

  /** The lane's next batch, if there is something for it now. @param most transactions in it. */
  assign(id: number, most = Infinity): Assignment | undefined {
    const lane = this.#lane(id);
    const indices = this.#select(lane, most);
    if (indices.length === 0) return undefined;
    const batch = this.#batches++;
    const horizon = this.#policy.snapshot ? -1 : this.#commitIndex - 1;
    const tasks = indices.map((index) => {
      const transaction = this.#transaction(index);
      transaction.status = 'running';
      transaction.lane = id;
      transaction.batch = batch;
      transaction.horizon = horizon;
      lane.queue.set(index, batch);
      const { incarnation } = transaction;
      this.#host.emit({ kind: 'dispatch', index, incarnation, lane: lane.ref, batch, horizon });
      return { index, incarnation, shipped: this.#shipping.withTask(index, transaction, this.#commitIndex) };
    });
    lane.batches.set(batch, tasks.length);
    this.#undispatched -= tasks.length;
    this.#laneStates = undefined;
    return { batch, horizon, chained: !this.#policy.snapshot, tasks };
  }

  #select(lane: LaneBook, most: number): number[] {
    if (lane.batches.size >= PIPELINE) return [];
    // Behind a suspect, which is always a batch of its own, nothing waits: it would be lost along with it.
    const [first] = lane.queue.keys();
    if (first !== undefined && this.#transaction(first).suspect && lane.queue.size === 1) return [];
    const limit = Math.min(most, this.#sizer.limit(this.#undispatched, this.#lanes.size));
    return this.#policy.select({ id: lane.id, runtime: lane.runtime, outstanding: lane.queue.size }, limit, this);
  }

  // One decision at a time.

  /** What `assign` would begin the lane's next batch with. Nothing is taken. */
  nextFor(id: number): { readonly index: number; readonly incarnation: number } | undefined {
    const [index] = this.#select(this.#lane(id), 1);
    if (index === undefined) return undefined;
    // As if it had been given to a lane and back.
    this.#policy.onRetried?.(index);
    this.putBack(index);
    return { index, incarnation: this.#transaction(index).incarnation };
  }

  /** Whether what is valid at the front waits for `commitNext`; else all of it is committed with each report. */
  holdCommits(isHolding: boolean): void {
    this.#holdsCommits = isHolding;
    if (!isHolding) this.#advance();
  }

  /** What `commitNext` would commit. */
  get nextCommit(): { readonly index: number; readonly incarnation: number } | undefined {
    const index = this.#commitIndex;
    return this.#mayCommit() ? { index, incarnation: this.#transaction(index).incarnation } : undefined;
  }

  commitNext(): void {
    if (!this.#mayCommit()) return;
    this.#commitFront();
    this.#wakeFront();
  }

  /** A lane reports a task. Reports of what it was not asked for are ignored. `taken`: why one was abandoned. */
  report(id: number, result: TaskResult, taken?: Taken): void {
    const lane = this.#lane(id);
    const { index, incarnation } = result;
    const transaction = this.#transactions[index];
    if (transaction?.status !== 'running' || transaction.lane !== id || transaction.incarnation !== incarnation) return;
    this.#reported(lane, index);
    this.#laneStates = undefined;
    if (result.kind === 'done') this.#executed(index, transaction, lane, result.effects, result.start, result.end);
    else if (result.kind === 'misrouted') this.#misrouted(index, transaction, result);
    else if (result.kind === 'fault') this.#suspect(index, transaction, true, 'fault');
    else if (taken === undefined || taken.cause === 'lane' || !taken.suspect)
      this.#retry(index, transaction, taken?.cause ?? 'lane');
    else this.#suspect(index, transaction, taken.cause === 'fault' || transaction.suspect, taken.cause);
    this.#advance();
  }

  /**
   * The lane's process is gone. Its tasks are retried; the one it was running becomes a suspect, unless it was serving a frame of
   * another lane's transaction then.
   */
  lost(id: number, cause: 'lost' | 'deadline', served = false): void {
    const lane = this.#lane(id);
    this.#lanes.delete(id);
    this.#laneStates = undefined;
    const solo = lane.queue.size === 1;
    const [running] = served ? [] : lane.queue.keys();
    for (const index of lane.queue.keys()) {
      const transaction = this.#transaction(index);
      if (index === running) this.#suspect(index, transaction, solo && transaction.suspect, cause);
      else this.#retry(index, transaction, cause);
    }
    this.#advance();
  }

  // What policies see.

  peek(runtime: RuntimeId): number | undefined {
    return this.#ready.peek(runtime);
  }

  take(runtime: RuntimeId): number | undefined {
    return this.#ready.take(runtime);
  }

  putBack(index: number): void {
    this.#ready.put(this.#transaction(index).runtime, index);
  }

  lowest(): { readonly index: number; readonly runtime: RuntimeId } | undefined {
    return this.#ready.lowest();
  }

  get settledNext(): number | undefined {
    return this.#settled.at(-1);
  }

  isSuspect(index: number): boolean {
    return this.#transaction(index).suspect;
  }

  get isMixed(): boolean {
    return this.#ready.isMixed;
  }

  waitsForOther(index: number, runtime: RuntimeId): boolean {
    const { status, runtime: own } = this.#transaction(index);
    return (status === 'ready' || status === 'held') && own !== runtime;
  }

  isElsewhere(index: number, { id, runtime }: LaneState): boolean {
    const transaction = this.#transaction(index);
    return transaction.status === 'running' ? transaction.lane !== id : this.waitsForOther(index, runtime);
  }

  blocker(index: number): number | undefined {
    return this.#transaction(index).blocker;
  }

  // Transitions.

  #executed(
    index: number,
    transaction: TransactionState,
    lane: LaneBook,
    effects: Effects,
    start: number,
    end: number,
  ): void {
    const { incarnation } = transaction;
    const { reads, writes, deltas, outcome } = effects;
    this.#host.emit({
      kind: 'execute',
      index,
      incarnation,
      lane: lane.ref,
      start,
      end,
      reads,
      writes,
      deltas,
      outcome: outcome.status,
    });
    const bound = this.#table.bind(effects);
    this.#sizer.observe(end - start);
    transaction.status = 'executed';
    transaction.bound = bound;
    if (this.#policy.snapshot) return;
    this.#policy.onExecuted?.(index, effects);
    const conflict = this.#validate ? this.#conflict(index, bound.reads) : undefined;
    this.#memory.record(index, incarnation, bound.writes, transaction.writes, conflict !== undefined);
    transaction.writes = bound.writes;
    if (conflict === undefined) this.#memory.register(index, bound.reads);
    else this.#abort(index, conflict);
    if (this.#validate) this.#abortReaders(index, bound.writes);
  }

  #reported(lane: LaneBook, index: number): void {
    const batch = lane.queue.get(index) ?? -1;
    lane.queue.delete(index);
    const left = (lane.batches.get(batch) ?? 0) - 1;
    if (left > 0) lane.batches.set(batch, left);
    else lane.batches.delete(batch);
  }

  #misrouted(
    index: number,
    transaction: TransactionState,
    { runtime, reads }: Extract<TaskResult, { kind: 'misrouted' }>,
  ): void {
    const bound = reads.map(({ key, version, value, zero }) => ({ cell: this.#table.cell(key), version, value, zero }));
    const conflict = this.#policy.snapshot ? undefined : this.#conflict(index, bound);
    if (conflict !== undefined) {
      this.#abort(index, conflict);
      return;
    }
    transaction.runtime = runtime;
    this.#retry(index, transaction, 'misrouted');
  }

  #suspect(index: number, transaction: TransactionState, solo: boolean, cause: 'lost' | 'deadline' | 'fault'): void {
    transaction.suspect = true;
    if (solo) transaction.soloLosses++;
    this.#retry(index, transaction, cause, transaction.soloLosses < SOLO_LOSSES);
    if (transaction.soloLosses < SOLO_LOSSES) return;
    transaction.status = 'settled';
    transaction.settlement = 'runtimeLost';
    this.#memory.release(index, transaction.writes);
    transaction.writes = [];
    this.#undispatched--;
    this.#host.emit({ kind: 'decide', index, decision: 'runtimeLost' });
  }

  #retry(index: number, transaction: TransactionState, cause: RetryCause, requeue = true): void {
    this.#host.emit({ kind: 'retry', index, incarnation: transaction.incarnation, cause });
    // Like an abort: who gives way again and again waits until nobody is below it, and a version has room for 256 incarnations.
    if (cause === 'lane') transaction.aborts++;
    this.#policy.onRetried?.(index);
    this.#withdraw(index, transaction);
    if (requeue) this.#requeue(index, transaction);
  }

  #abort(index: number, conflict: Conflict): void {
    const pending = [{ index, conflict }];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const transaction = this.#transaction(next.index);
      // Reached twice on different paths of the cascade.
      if (transaction.status !== 'executed' && transaction.status !== 'running') continue;
      const { incarnation, bound, writes } = transaction;
      this.#host.emit({ kind: 'abort', index: next.index, incarnation, conflict: next.conflict });
      this.#policy.onAborted?.(next.index, bound?.effects);
      if (bound !== undefined) this.#memory.unregister(next.index, bound.reads);
      this.#memory.markEstimates(next.index, writes);
      transaction.aborts++;
      transaction.blocker = next.conflict.writer < 0 ? undefined : next.conflict.writer;
      this.#withdraw(next.index, transaction);
      this.#requeue(next.index, transaction);
      for (const { cell } of writes) {
        for (const { index: reader, read } of this.#memory.stale(cell, next.index)) {
          pending.push({ index: reader, conflict: this.#describe(read, this.#memory.resolve(cell, reader)) });
        }
      }
    }
  }

  #abortReaders(index: number, writes: readonly CellWrite[]): void {
    for (const { cell } of writes) {
      for (const { index: reader, read } of this.#memory.stale(cell, index)) {
        if (this.#transaction(reader).status !== 'executed') continue;
        this.#abort(reader, this.#describe(read, this.#memory.resolve(cell, reader)));
      }
    }
  }

  #withdraw(index: number, transaction: TransactionState): void {
    if (transaction.lane !== undefined) this.#host.withdraw(transaction.lane, index, transaction.incarnation);
    transaction.lane = undefined;
    transaction.incarnation++;
  }

  #requeue(index: number, transaction: TransactionState): void {
    this.#undispatched++;
    if (transaction.aborts >= PATIENCE && index !== this.#commitIndex) {
      transaction.status = 'held';
      return;
    }
    transaction.status = 'ready';
    this.#ready.put(transaction.runtime, index);
  }

  /** Commits the front as far as it goes. */
  #advance(): void {
    for (this.#wakeFront(); !this.#holdsCommits && this.#mayCommit(); this.#wakeFront()) this.#commitFront();
  }

  #mayCommit(): boolean {
    const status = this.#transactions[this.#commitIndex]?.status;
    return status === 'settled' || status === 'executed';
  }

  /** What waited until it is the lowest. */
  #wakeFront(): void {
    const front = this.#transactions[this.#commitIndex];
    if (front?.status !== 'held') return;
    front.status = 'ready';
    this.#ready.put(front.runtime, this.#commitIndex);
  }

  #commitFront(): void {
    const index = this.#commitIndex;
    const transaction = this.#transaction(index);
    if (transaction.status === 'settled') {
      this.#commitSettled(index, transaction, transaction.settlement as Settlement);
      return;
    }
    const bound = transaction.bound as BoundEffects;
    // Otherwise its reads were checked when it arrived, and every write since would have aborted it had it made one stale.
    const conflict = this.#policy.snapshot && this.#validate ? this.#conflict(index, bound.reads) : undefined;
    if (conflict === undefined) this.#commit(index, transaction, bound);
    else {
      this.#host.emit({ kind: 'invalidate', index, incarnation: transaction.incarnation, conflict });
      this.#withdraw(index, transaction);
      this.#commitSettled(index, transaction, 'invalidated');
    }
  }

  #commit(index: number, transaction: TransactionState, bound: BoundEffects): void {
    const { incarnation, lane, batch, runtime } = transaction;
    transaction.status = 'committed';
    this.#commitIndex = index + 1;
    if (this.settledNext === index) this.#settled.pop();
    this.#host.commit({ index, incarnation, runtime, lane, batch, bound });
    this.#host.emit({ kind: 'commit', index, incarnation, outcome: bound.effects.outcome.status });
    if (!this.#policy.snapshot) {
      this.#memory.unregister(index, bound.reads);
      this.#memory.release(index, transaction.writes);
    }
    // The block may be large, and effects are the bulk of it: from here the host has them.
    transaction.bound = undefined;
    transaction.writes = [];
  }

  #commitSettled(index: number, transaction: TransactionState, how: Settlement): void {
    const bound = this.#table.bind(this.#host.settle(index, how));
    transaction.lane = undefined;
    this.#commit(index, transaction, bound);
    if (!this.#policy.snapshot && this.#validate) this.#abortReaders(index, bound.writes);
  }

  #conflict(index: number, reads: readonly CellRead[]): Conflict | undefined {
    for (const read of reads) {
      if (this.#memory.stands(read, index)) continue;
      const { horizon } = this.#transaction(index);
      if (!this.#policy.snapshot && horizon === index - 1) {
        throw new Error(
          `scheduler: transaction ${index} was alone at the front, yet its read of ${read.cell.key} is stale`,
        );
      }
      return this.#describe(read, this.#memory.resolve(read.cell, index));
    }
    return undefined;
  }

  #describe(read: CellRead, found: Resolved): Conflict {
    return {
      cell: read.cell.key,
      read: read.version,
      found: found.version,
      writer: found.writer,
      withdrawn: found.estimate,
    };
  }

  /** For a lane that runs a frame of it: the newest uncommitted values of what its last incarnation read, or else of `expected`. */
  shipped(index: number, expected: readonly CellKey[]): readonly ShippedCell[] {
    return this.#policy.snapshot ? [] : this.#shipping.newest(index, this.#transaction(index).bound, expected);
  }

  #lane(id: number): LaneBook {
    const lane = this.#lanes.get(id);
    if (lane === undefined) throw new Error(`scheduler: no lane ${id}`);
    return lane;
  }

  #transaction(index: number): TransactionState {
    const transaction = this.#transactions[index];
    if (transaction === undefined) throw new Error(`scheduler: no transaction ${index}`);
    return transaction;
  }
}
