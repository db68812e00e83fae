/**
 * Runs recorded blocks again on the product's scheduler under a virtual clock: any policy and any number of lanes, and exactly the same
 * every time. A transaction takes as long as its gas says; each message between kernel and lane takes `HOP`. Every incarnation is taken to read
 * and write the cells that the recorded one did: an aborted one may really have gone another way.
 */
import type { CellKey, CellValue } from '../../core/cell.ts';
import type { Effects } from '../../core/effects.ts';
import { nonceCell } from '../../core/cell.ts';
import { quantity } from '../../core/hex.ts';
import type { PolicyName } from '../../core/policy.ts';
import type { ScheduleEvent } from '../../core/schedule.ts';
import type { Transaction } from '../../core/transaction.ts';
import { GENESIS, version, type Version } from '../../core/version.ts';
import type { TaskResult } from '../../core/wire.ts';
import { CellTable } from '../../scheduler/cell.ts';
import { createPolicy } from '../../scheduler/create-policy.ts';
import type { AccessForecast } from '../../scheduler/declared.ts';
import { newPace, type Pace } from '../../scheduler/pace.ts';
import { Scheduler } from '../../scheduler/scheduler.ts';
import { VirtualClock } from '../../scheduler/sim/virtual-clock.ts';
import type { ScheduleLane } from '../schedule/schedule-rows.ts';
import { SimulatedLane, type QueuedBatch, type Recorded } from './simulated-lane.ts';

/** Virtual time of one unit of gas, ns: 21,000 gas take 0.21 ms, about what a transfer really takes. */
export const NS_PER_GAS = 10;
/** Virtual time of a message between kernel and lane, ms. */
export const HOP = 0.1;
/** Virtual ms after which finished results are sent although the batch goes on, as in a real lane. */
const FLUSH = 3;

export const gasMs = (gas: bigint | number): number => (Number(gas) * NS_PER_GAS) / 1_000_000;

export interface SimulatedTransaction extends Recorded {
  readonly label: string;
  readonly sender: string;
  readonly runtime: string;
  readonly transaction: Transaction;
}

export interface SimulatedBlock {
  readonly number: number;
  readonly transactions: readonly SimulatedTransaction[];
}

export interface SimulationOptions {
  readonly blocks: readonly SimulatedBlock[];
  readonly policy: PolicyName;
  readonly lanes: readonly ScheduleLane[];
  /** What is foreseen of a block's transactions; the policy `declared` goes by it. */
  readonly forecast: (block: SimulatedBlock) => AccessForecast;
  readonly onBlock: (block: SimulatedBlock, at: number) => void;
  readonly onEvent: (block: number, event: ScheduleEvent, at: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** @returns virtual ms from the first dispatch to the last commit; undefined: it was cancelled. @throws Error where a scheduler stops. */
export async function simulate(options: SimulationOptions): Promise<number | undefined> {
  const clock = new VirtualClock();
  const committed = new Ground(options.blocks);
  const pace = newPace();
  for (const block of options.blocks) {
    const run = new SimulatedBlockRun(block, options, clock, committed, pace);
    run.start();
    for (let steps = 1; !run.done; steps++) {
      if (!(await clock.step())) throw new Error(`simulation: nothing goes on in block ${block.number}`);
      // Whoever wants to cancel must be heard.
      if (steps % 2_000 === 0) await new Promise((resolve) => setImmediate(resolve));
      if (options.signal?.aborted) return undefined;
    }
  }
  return clock.now;
}

/** Committed values of all cells. What they held before the first block is not known; only whether they were empty matters. */
class Ground {
  readonly #base = new Map<CellKey, { value: CellValue; version: Version }>();
  readonly #block = new Map<CellKey, { index: number; value: CellValue; version: Version }[]>();

  constructor(blocks: readonly SimulatedBlock[]) {
    for (const { transactions } of blocks)
      for (const { reads, writes, deltas } of transactions) {
        for (const { key, zero } of reads)
          if (!this.#base.has(key)) this.#base.set(key, { value: zero === true ? '' : '1', version: GENESIS });
        for (const { key } of [...writes, ...deltas])
          if (!this.#base.has(key)) this.#base.set(key, { value: '1', version: GENESIS });
      }
  }

  /** As committed up to an index of the running block. */
  at(key: CellKey, horizon: number): { readonly value: CellValue; readonly version: Version } {
    const list = this.#block.get(key) ?? [];
    for (let n = list.length - 1; n >= 0; n--) {
      const entry = list[n];
      if (entry !== undefined && entry.index <= horizon) return entry;
    }
    return this.base(key);
  }

  base(key: CellKey): { readonly value: CellValue; readonly version: Version } {
    return this.#base.get(key) ?? { value: '', version: GENESIS };
  }

  commit(key: CellKey, index: number, value: CellValue, at: Version): void {
    const list = this.#block.get(key);
    if (list === undefined) this.#block.set(key, [{ index, value, version: at }]);
    else list.push({ index, value, version: at });
  }

  seal(): void {
    for (const [key, list] of this.#block) {
      const last = list.at(-1);
      if (last !== undefined) this.#base.set(key, { value: last.value, version: last.version });
    }
    this.#block.clear();
  }
}

class SimulatedBlockRun {
  readonly #block: SimulatedBlock;
  readonly #clock: VirtualClock;
  readonly #ground: Ground;
  readonly #scheduler: Scheduler;
  readonly #lanes: readonly SimulatedLane[];
  readonly #forecast: AccessForecast;
  done = false;

  constructor(block: SimulatedBlock, options: SimulationOptions, clock: VirtualClock, ground: Ground, pace: Pace) {
    this.#block = block;
    this.#clock = clock;
    this.#ground = ground;
    this.#forecast = options.forecast(block);
    const tasks = block.transactions.map(({ runtime, transaction: { from, nonce } }) => ({
      runtime,
      sender: from,
      nonce,
    }));
    const policy = createPolicy(options.policy, { block: block.number, tasks, forecast: this.#forecast, pace });
    const table = new CellTable((key) => ground.base(key));
    options.onBlock(block, clock.now);
    this.#lanes = options.lanes.map(
      ({ executor, lane, runtime }, id) => new SimulatedLane(id, { executor, lane }, runtime, block.number, ground),
    );
    this.#scheduler = new Scheduler({
      block: block.number,
      tasks,
      policy,
      table,
      host: {
        commit: ({ index, incarnation, bound }) => {
          const at = version(block.number, index, incarnation);
          for (const { cell, value, delta } of bound.writes) {
            cell.value = value ?? quantity((cell.value === '' ? 0n : BigInt(`0x${cell.value}`)) + delta);
            cell.version = at;
            ground.commit(cell.key, index, cell.value, at);
          }
        },
        withdraw: (lane, index, incarnation) => void this.#lanes[lane]?.dropped.push({ index, incarnation }),
        settle: (index) => this.#invalidated(index),
        emit: (event) => options.onEvent(block.number, event, clock.now),
      },
    });
    for (const { id, ref, runtime } of this.#lanes) this.#scheduler.addLane({ id, ref, runtime });
  }

  start(): void {
    this.#pump();
  }

  #pump(): void {
    for (let sent = true; sent;) {
      sent = false;
      for (const lane of this.#lanes) {
        const assignment = this.#scheduler.assign(lane.id);
        if (assignment === undefined) continue;
        sent = true;
        const batch: QueuedBatch = { ...assignment, dropped: lane.dropped };
        lane.dropped = [];
        this.#clock.after(HOP, () => {
          lane.queue.push(batch);
          if (!lane.busy) this.#next(lane);
        });
      }
    }
    if (this.#scheduler.done && !this.done) {
      this.done = true;
      this.#ground.seal();
    }
  }

  #next(lane: SimulatedLane): void {
    const batch = lane.queue.shift();
    lane.busy = batch !== undefined;
    if (batch === undefined) return;
    lane.begin(batch);
    this.#task(lane, batch, { at: 0, began: this.#clock.now, flushed: this.#clock.now, results: [] });
  }

  #task(
    lane: SimulatedLane,
    batch: QueuedBatch,
    state: { at: number; readonly began: number; flushed: number; results: TaskResult[] },
  ): void {
    const task = batch.tasks[state.at];
    if (task === undefined) {
      this.#report(lane, state.results);
      this.#next(lane);
      return;
    }
    const recorded = this.#block.transactions[task.index] as SimulatedTransaction;
    const effects = lane.execute(batch, state.at, recorded);
    const start = this.#clock.now - state.began;
    const duration = gasMs(recorded.gas);
    this.#clock.after(duration, () => {
      const { index, incarnation } = task;
      state.results.push({ kind: 'done', index, incarnation, effects, start, end: start + duration });
      state.at++;
      if (this.#clock.now - state.flushed >= FLUSH && state.at < batch.tasks.length) {
        this.#report(lane, state.results);
        state.results = [];
        state.flushed = this.#clock.now;
      }
      this.#task(lane, batch, state);
    });
  }

  #report(lane: SimulatedLane, results: readonly TaskResult[]): void {
    this.#clock.after(HOP, () => {
      for (const result of results) {
        if (result.kind === 'done') this.#forecast.observe(result.index, result.effects);
        this.#scheduler.report(lane.id, result);
      }
      this.#pump();
    });
  }

  /** What the policy leaves of a transaction in conflict: its nonce is consumed. */
  #invalidated(index: number): Effects {
    const { transaction } = this.#block.transactions[index] as SimulatedTransaction;
    return {
      outcome: { status: 'invalidated' },
      gasUsed: 0n,
      reads: [],
      writes: [{ key: nonceCell(transaction.from), value: quantity(transaction.nonce + 1n) }],
      deltas: [],
      events: [],
      codes: [],
      preimages: [],
      frames: [],
      recorded: false,
    };
  }
}
