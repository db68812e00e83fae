/**
 * A simulated executor pool: the product's block runner, scheduler, replicas and journals, with lanes on a virtual clock instead of processes.
 * Durations, delays and losses come from the seed, and so does the order in which results arrive.
 */
import type { Random } from '../core/random.ts';
import type { LedgerConfig } from '../core/block.ts';
import { decodeFromExecutor, decodeToExecutor, encodeFromExecutor, encodeToExecutor } from '../core/wire.ts';
import type { Batch, FetchAnswer, FromExecutor, TaskResult, ToExecutor } from '../core/wire.ts';
import { Lane } from '../executor/lane.ts';
import {
  BlockRunner,
  type BlockRequest,
  type BlockResult,
  type KernelError,
  type LaneAccess,
} from '../kernel/block-runner.ts';
import type { PoolLane } from '../kernel/executor-pool.ts';
import { HeadState } from '../kernel/head-state.ts';
import { ReplicaFeed } from '../kernel/replica-feed.ts';
import type { Result } from '../core/result.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { AccessForecast } from '../scheduler/declared.ts';
import { VirtualClock } from '../scheduler/sim/virtual-clock.ts';
import type { ExecutorModule } from '../sdk/runtime.ts';

export interface SimulationOptions {
  readonly ledger: Ledger;
  readonly runtime: string;
  readonly module: ExecutorModule;
  readonly lanes: number;
  readonly random: Random;
  /** Probability that a lane is lost at a batch. */
  readonly lossRate: number;
}

interface SimulatedLane {
  readonly pool: PoolLane;
  lane: Lane;
  feed: ReplicaFeed;
  readonly inbox: Batch[];
  busy: boolean;
  alive: boolean;
  answer: FetchAnswer | undefined;
  code: Uint8Array | undefined;
}

const CALL_LIMIT = 2_000_000;

export class SimulatedLanes {
  readonly #options: SimulationOptions;
  readonly #clock = new VirtualClock();
  readonly #lanes = new Map<number, SimulatedLane>();
  #runner: BlockRunner | undefined;
  #nextLane = 0;
  /** Mean duration of an execution in ms, drawn once: it decides how large batches grow. */
  readonly #pace: number;

  private constructor(options: SimulationOptions) {
    this.#options = options;
    this.#pace = 0.05 + options.random.real() ** 3 * 5;
  }

  static async create(options: SimulationOptions): Promise<SimulatedLanes> {
    const simulation = new SimulatedLanes(options);
    for (let i = 0; i < options.lanes; i++) await simulation.#addLane(i);
    return simulation;
  }

  /** Runs a block to its end. */
  async run(request: BlockRequest, forecast?: AccessForecast): Promise<Result<BlockResult, KernelError>> {
    const access: LaneAccess = {
      lanes: () => [...this.#lanes.values()].map((lane) => lane.pool),
      feed: (lane) => this.#lane(lane.id).feed,
      renewFeed: (lane) => {
        const simulated = this.#lane(lane.id);
        simulated.feed.closed = true;
        simulated.feed = this.#newFeed();
      },
      send: (lane, message) => this.#deliver(this.#lanes.get(lane.id), message),
      watch: () => undefined,
      version: (runtime) => runtime,
    };
    const { ledger } = this.#options;
    const runner = new BlockRunner({ ledger, head: new HeadState(ledger), access, request, forecast });
    this.#runner = runner;
    let result: Result<BlockResult, KernelError> | undefined;
    const done = runner.done.then((value) => (result = value));
    runner.start();
    for (let steps = 0; result === undefined; steps++) {
      if (steps > CALL_LIMIT) throw new Error('simulation: no end in sight');
      if (await this.#clock.step()) continue;
      // Nothing left to happen: only the ledger's commit can be under way.
      const settled = await Promise.race([
        done.then(() => true),
        new Promise((resolve) => setImmediate(() => resolve(false))),
      ]);
      if (!settled && steps > 1000) throw new Error('simulation: deadlock: nothing runs and the block is not done');
    }
    this.#runner = undefined;
    return done;
  }

  async #addLane(executor: number): Promise<void> {
    const { runtime, ledger } = this.#options;
    const pool: PoolLane = { id: this.#nextLane++, ref: { executor: `${runtime}#${executor}`, lane: 0 }, runtime };
    const state = {
      pool,
      feed: this.#newFeed(),
      inbox: [],
      busy: false,
      alive: true,
      answer: undefined,
      code: undefined,
    };
    const simulated: SimulatedLane = { ...state, lane: undefined as unknown as Lane };
    simulated.lane = await this.#createLane(simulated, ledger.config);
    this.#lanes.set(pool.id, simulated);
    this.#runner?.laneUp(pool);
  }

  async #createLane(simulated: SimulatedLane, config: LedgerConfig): Promise<Lane> {
    const ask = (message: FromExecutor): void =>
      this.#runner?.message(simulated.pool, decodeFromExecutor(encodeFromExecutor(message)));
    const lane = new Lane(
      config,
      {
        fetch: (key, index) => {
          ask({ kind: 'fetch', lane: 0, key, index });
          return simulated.answer as FetchAnswer;
        },
        fetchCode: (hash) => {
          ask({ kind: 'fetchCode', lane: 0, hash });
          return simulated.code;
        },
      },
      () => this.#clock.now,
    );
    await lane.load(this.#options.module);
    return lane;
  }

  /** So impatient that lanes often start anew. */
  #newFeed(): ReplicaFeed {
    return new ReplicaFeed(1 + this.#options.random.below(40));
  }

  #deliver(lane: SimulatedLane | undefined, sent: ToExecutor): void {
    if (lane === undefined) return;
    const message = decodeToExecutor(encodeToExecutor(sent));
    if (message.kind === 'block') lane.lane.enterBlock(message.context);
    else if (message.kind === 'answer') lane.answer = message.answer;
    else if (message.kind === 'code') lane.code = message.code;
    else if (message.kind === 'batch') {
      // Notices must be taken over in the order sent, and only when the batch begins.
      lane.inbox.push(message.batch);
      if (!lane.busy) {
        lane.busy = true;
        this.#clock.after(this.#delay(), () => this.#nextBatch(lane));
      }
    }
  }

  #nextBatch(lane: SimulatedLane): void {
    const batch = lane.inbox.shift();
    if (batch === undefined || !lane.alive) {
      lane.busy = false;
      return;
    }
    lane.lane.begin(batch);
    const { random, lossRate } = this.#options;
    const lostAt = random.real() < lossRate ? random.below(batch.tasks.length) : -1;
    this.#nextTask(lane, batch, 0, lostAt, []);
  }

  #nextTask(lane: SimulatedLane, batch: Batch, position: number, lostAt: number, unsent: TaskResult[]): void {
    const { random } = this.#options;
    const task = batch.tasks[position];
    if (task === undefined) {
      this.#report(lane, batch, unsent);
      this.#clock.after(this.#delay(), () => this.#nextBatch(lane));
      return;
    }
    if (position === lostAt) {
      this.#lose(lane);
      return;
    }
    const duration = this.#pace * -Math.log(1 - random.real());
    this.#clock.after(duration, async () => {
      if (!lane.alive) return;
      const ended = this.#clock.now;
      const result = await lane.lane.run(task);
      unsent.push({ ...result, start: ended - duration, end: ended });
      if (random.real() < 0.2) this.#report(lane, batch, unsent.splice(0));
      this.#nextTask(lane, batch, position + 1, lostAt, unsent);
    });
  }

  #report(lane: SimulatedLane, batch: Batch, results: TaskResult[]): void {
    if (results.length === 0) return;
    const message = decodeFromExecutor(encodeFromExecutor({ kind: 'results', lane: 0, batch: batch.id, results }));
    this.#clock.after(this.#delay(), () => {
      if (lane.alive) this.#runner?.message(lane.pool, message);
    });
  }

  #lose(lane: SimulatedLane): void {
    lane.alive = false;
    lane.feed.closed = true;
    this.#lanes.delete(lane.pool.id);
    this.#runner?.laneDown(lane.pool, 'lost', 'simulated loss');
    this.#clock.after(this.#delay() * 10, () => this.#addLane(Number(lane.pool.ref.executor.split('#')[1])));
  }

  /** The same for all: a channel keeps its order. What varies is when its messages are sent. */
  #delay(): number {
    return 0.1;
  }

  #lane(id: number): SimulatedLane {
    const lane = this.#lanes.get(id);
    if (lane === undefined) throw new Error(`simulation: no lane ${id}`);
    return lane;
  }
}
