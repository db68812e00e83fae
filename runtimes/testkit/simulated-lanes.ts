/**
 * A simulated executor pool: the product's block runner, router, scheduler, replicas and journals, with lanes on a virtual clock instead of
 * processes. Durations, delays and losses come from the seed, and so does the order in which results arrive.
 */
import type { Random } from '../core/random.ts';
import type { RuntimeId } from '../core/transaction.ts';
import { decodeFromExecutor, encodeFromExecutor, type FromExecutor, type ToExecutor } from '../core/wire.ts';
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
import { newPace } from '../scheduler/pace.ts';
import { VirtualClock } from '../scheduler/sim/virtual-clock.ts';
import type { ExecutorModule } from '../sdk/runtime.ts';
import { DELAY, SimulatedLane, type LaneWorld } from './simulated-lane.ts';

export interface SimulatedHost {
  readonly runtime: RuntimeId;
  readonly module: ExecutorModule;
  readonly deterministic: boolean;
  /** 0: one is started when something of the runtime is to run. */
  readonly executors: number;
  readonly lanes: number;
}

export interface SimulationOptions {
  readonly ledger: Ledger;
  readonly hosts: readonly SimulatedHost[];
  readonly random: Random;
  /** Probability that an executor is lost, each time that one of its lanes begins something. */
  readonly lossRate: number;
  /** Breaks the protocol on purpose; undefined: the message is lost. */
  readonly tamper?: ((message: ToExecutor) => ToExecutor | undefined) | undefined;
  /** Sees what lanes say, as the kernel does. */
  readonly onMessage?: (message: FromExecutor) => void;
}

interface SimulatedExecutor {
  readonly id: string;
  readonly host: SimulatedHost;
  lanes: SimulatedLane[];
}

const STEP_LIMIT = 2_000_000;
/** Losses of a run; without a bound one of many frames would never end. */
const LOSSES = 25;

export class SimulatedLanes {
  readonly #options: SimulationOptions;
  readonly #clock = new VirtualClock();
  readonly #executors: SimulatedExecutor[] = [];
  readonly #lanes = new Map<number, SimulatedLane>();
  readonly #head: HeadState;
  readonly #world: LaneWorld;
  readonly #pace = newPace();
  #runner: BlockRunner | undefined;
  #nextLane = 0;
  #losses = 0;
  /** Executors started anew because something void still ran there. */
  recycled = 0;

  private constructor(options: SimulationOptions) {
    this.#options = options;
    this.#head = new HeadState(options.ledger);
    const { random, lossRate } = options;
    // Mean duration of an execution in ms, drawn once: it decides how large batches grow.
    const pace = 0.05 + random.real() ** 3 * 5;
    this.#world = {
      clock: this.#clock,
      duration: (lane) => {
        const duration = pace * -Math.log(1 - random.real());
        if (lossRate > 0 && random.real() < lossRate) this.#loseSoon(lane, duration);
        return duration;
      },
      flushes: () => random.real() < 0.2,
      send: (lane, message) => this.#send(lane, message),
      ask: (lane, message) => this.#runner?.message(lane.pool, recode(message)),
    };
  }

  static async create(options: SimulationOptions): Promise<SimulatedLanes> {
    const simulation = new SimulatedLanes(options);
    for (const host of options.hosts)
      for (let i = 0; i < host.executors; i++) await simulation.#start(simulation.#addExecutor(host));
    return simulation;
  }

  /** Runs a block to its end. What the lanes know stays for the next one. @throws Error where nothing goes on any more. */
  async run(request: BlockRequest, forecast?: AccessForecast): Promise<Result<BlockResult, KernelError>> {
    const access: LaneAccess = {
      lanes: () => [...this.#lanes.values()].map((lane) => lane.pool),
      feed: (lane) => this.#lane(lane.id).feed,
      renewFeed: (lane) => {
        const simulated = this.#lane(lane.id);
        simulated.feed.closed = true;
        simulated.feed = this.#newFeed();
      },
      send: (lane, message) => {
        const { tamper } = this.#options;
        const sent = tamper === undefined ? message : tamper(message);
        if (sent !== undefined) this.#lanes.get(lane.id)?.deliver(sent);
      },
      watch: () => undefined,
      version: (runtime) => runtime,
      demand: (runtime) => this.#demand(runtime),
      recycle: (lane) => {
        this.recycled++;
        this.#lose(lane, 'lost');
      },
    };
    const { ledger } = this.#options;
    const runner = new BlockRunner({ ledger, head: this.#head, access, request, forecast, pace: this.#pace });
    this.#runner = runner;
    let result: Result<BlockResult, KernelError> | undefined;
    const done = runner.done.then((value) => (result = value));
    runner.start();
    for (let steps = 0, idle = 0; result === undefined; steps++) {
      if (steps > STEP_LIMIT) throw new Error('simulation: no end in sight');
      if (await this.#clock.step()) continue;
      // Nothing left to happen: only the ledger's commit can be under way.
      const settled = await Promise.race([
        done.then(() => true),
        new Promise((resolve) => setImmediate(() => resolve(false))),
      ]);
      if (!settled && ++idle > 100) throw new Error('simulation: deadlock: nothing runs and the block is not done');
    }
    this.#runner = undefined;
    return done;
  }

  /** Lets all that is under way end. @returns what lanes still have to do with blocks that are over. */
  async settle(): Promise<string[]> {
    while (await this.#clock.step());
    return [...this.#lanes.values()].flatMap((lane) => lane.leftovers());
  }

  #demand(runtime: RuntimeId): boolean {
    const host = this.#options.hosts.find((one) => one.runtime === runtime);
    if (host === undefined) return false;
    if (!this.#executors.some((executor) => executor.host === host)) {
      const executor = this.#addExecutor(host);
      this.#clock.after(DELAY * 10, () => this.#start(executor));
    }
    return true;
  }

  #addExecutor(host: SimulatedHost): SimulatedExecutor {
    const number = this.#executors.filter((executor) => executor.host === host).length;
    const executor = { id: `${host.runtime}#${number}`, host, lanes: [] };
    this.#executors.push(executor);
    return executor;
  }

  async #start(executor: SimulatedExecutor): Promise<void> {
    const { runtime, module, deterministic, lanes } = executor.host;
    const { config } = this.#options.ledger;
    for (let lane = 0; lane < lanes; lane++) {
      const pool: PoolLane = { id: this.#nextLane++, ref: { executor: executor.id, lane }, runtime };
      executor.lanes.push(new SimulatedLane(pool, deterministic, this.#newFeed(), config, this.#world));
    }
    for (const lane of executor.lanes) {
      await lane.start(module);
      this.#lanes.set(lane.pool.id, lane);
    }
    for (const lane of executor.lanes) this.#runner?.laneUp(lane.pool);
  }

  /** So impatient that lanes often start anew. */
  #newFeed(): ReplicaFeed {
    return new ReplicaFeed(1 + this.#options.random.below(40));
  }

  #send(lane: SimulatedLane, sent: FromExecutor): void {
    const message = recode(sent);
    this.#clock.after(DELAY, () => {
      if (!lane.alive) return;
      this.#options.onMessage?.(message);
      this.#runner?.message(lane.pool, message);
    });
  }

  /** Within a few durations: it may then run that, or something else, or wait, or have nothing to do. */
  #loseSoon(lane: SimulatedLane, duration: number): void {
    if (this.#losses++ >= LOSSES) return;
    const { random } = this.#options;
    const cause = random.real() < 0.3 ? 'deadline' : 'lost';
    this.#clock.after(duration * random.real() * 4, () => this.#lose(lane.pool, cause));
  }

  #lose({ id }: PoolLane, cause: 'lost' | 'deadline'): void {
    const executor = this.#executors.find(({ lanes }) => lanes.some((lane) => lane.pool.id === id));
    if (executor === undefined) return;
    const { lanes } = executor;
    executor.lanes = [];
    for (const lane of lanes) {
      lane.alive = false;
      lane.feed.closed = true;
    }
    const pool = lanes.map((lane) => lane.pool);
    if (pool.length > 0) this.#runner?.lanesDown(pool, cause, 'simulated loss', false);
    for (const { id: lost } of pool) this.#lanes.delete(lost);
    this.#clock.after(DELAY * 10, () => this.#start(executor));
  }

  #lane(id: number): SimulatedLane {
    const lane = this.#lanes.get(id);
    if (lane === undefined) throw new Error(`simulation: no lane ${id}`);
    return lane;
  }
}

const recode = (message: FromExecutor): FromExecutor => decodeFromExecutor(encodeFromExecutor(message));
