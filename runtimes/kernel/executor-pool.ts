/**
 * The executor processes: starts them, knows their lanes, restarts what dies. It carries messages and does not look into
 * transactions.
 */
import type { LedgerConfig } from '../core/block.ts';
import type { LaneRef } from '../core/schedule.ts';
import type { RuntimeId } from '../core/transaction.ts';
import {
  decodeFromExecutor,
  encodeToExecutor,
  PROTOCOL,
  type FromExecutor,
  type ToExecutor,
  type TraceMode,
} from '../core/wire.ts';
import type { Launch, RemoteProcess } from '../process/transport.ts';

export interface RuntimeHost {
  readonly runtime: RuntimeId;
  /** Stands in receipts. */
  readonly version: string;
  /** false: every transaction that it has a part in is recorded. */
  readonly deterministic: boolean;
  /** URL of the runtime's executor module. */
  readonly module: string;
  /** Started at once; 0: one is started when something of the runtime is to run. */
  readonly executors: number;
  readonly lanes: number;
}

export interface PoolLane {
  /** Unique for the life of the pool: a restarted executor has new lanes. */
  readonly id: number;
  readonly ref: LaneRef;
  readonly runtime: RuntimeId;
}

export interface PoolEvents {
  laneUp(lane: PoolLane): void;
  /** All lanes of an executor; they are gone already. `blameless`: not because of what they ran. */
  lanesDown(lanes: readonly PoolLane[], cause: 'lost' | 'deadline', reason: string, blameless: boolean): void;
  message(lane: PoolLane, message: FromExecutor): void;
  /** An executor that does not come up any more. */
  failed(executor: string, reason: string): void;
  started(executor: string, pid: number | undefined): void;
}

export interface ExecutorInfo {
  readonly id: string;
  readonly runtime: RuntimeId;
  readonly pid: number | undefined;
  readonly restarts: number;
}

interface Executor {
  readonly id: string;
  readonly host: RuntimeHost;
  process: RemoteProcess | undefined;
  lanes: PoolLane[];
  starts: number;
  /** Starts in a row that did not reach ready. */
  failures: number;
  /** The same, but killed from outside: that says nothing about whether it could start. */
  kills: number;
  cause: 'lost' | 'deadline';
  /** What it said before it ended itself. */
  lastWords: string | undefined;
  /** Somebody asked for its end: what it ran is not to blame. */
  isUnwanted: boolean;
}

const ATTEMPTS = 3;
/** Yet something that kills every start, as a system out of memory does, must come to an end. */
const KILLS = 20;

export class ExecutorPool {
  readonly #launch: Launch;
  readonly #entry: string;
  readonly #config: LedgerConfig;
  readonly #events: PoolEvents;
  readonly #trace: TraceMode;
  readonly #hosts = new Map<RuntimeId, RuntimeHost>();
  readonly #executors: Executor[] = [];
  readonly #byLane = new Map<number, Executor>();
  #nextLane = 0;
  #closed = false;

  constructor(options: { launch: Launch; entry: string; config: LedgerConfig; events: PoolEvents; trace: TraceMode }) {
    this.#trace = options.trace;
    this.#launch = options.launch;
    this.#entry = options.entry;
    this.#config = options.config;
    this.#events = options.events;
  }

  get executors(): readonly ExecutorInfo[] {
    return this.#executors.map(({ id, host, process, starts }) => ({
      id,
      runtime: host.runtime,
      pid: process?.pid,
      restarts: Math.max(0, starts - 1),
    }));
  }

  get lanes(): readonly PoolLane[] {
    return this.#executors.flatMap((executor) => executor.lanes);
  }

  /** Starts an executor where the runtime has none yet. @returns whether the runtime is known. */
  demand(runtime: RuntimeId): boolean {
    const host = this.#hosts.get(runtime);
    if (host === undefined) return false;
    if (!this.#closed && !this.#executors.some((executor) => executor.host.runtime === runtime)) this.#create(host, 0);
    return true;
  }

  /** Ends a lane's process for good and starts it anew: nothing that it still says counts. */
  recycle(lane: PoolLane): void {
    const executor = this.#byLane.get(lane.id);
    if (executor === undefined) return;
    this.#dropLanes(executor, 'restarted', true);
    executor.process?.kill();
  }

  add(host: RuntimeHost): void {
    this.#hosts.set(host.runtime, host);
    for (let i = 0; i < host.executors; i++) this.#create(host, i);
  }

  #create(host: RuntimeHost, number: number): void {
    const executor: Executor = {
      id: `${host.runtime}#${number}`,
      host,
      process: undefined,
      lanes: [],
      starts: 0,
      failures: 0,
      kills: 0,
      cause: 'lost',
      lastWords: undefined,
      isUnwanted: false,
    };
    this.#executors.push(executor);
    this.#start(executor);
  }

  send(lane: PoolLane, message: ToExecutor): void {
    this.#byLane.get(lane.id)?.process?.send(encodeToExecutor(message));
  }

  /** Ends a lane's process; its lanes go down with `deadline` as the cause and it is started anew. */
  expire(lane: PoolLane): void {
    const executor = this.#byLane.get(lane.id);
    if (executor === undefined) return;
    executor.cause = 'deadline';
    executor.process?.kill();
  }

  /** Ends an executor's process as a crash would; it is started anew, and nobody is to blame. @returns whether there is such a one. */
  kill(id: string): boolean {
    const executor = this.#executors.find((one) => one.id === id);
    if (executor?.process === undefined) return false;
    executor.isUnwanted = true;
    executor.process.kill();
    return true;
  }

  /** Ends all processes and starts them anew: their replicas know of a block that did not come to be. */
  restart(): void {
    for (const executor of this.#executors) {
      // Gone for everybody at once, not when the process has ended.
      this.#dropLanes(executor, 'restarted');
      executor.process?.kill();
    }
  }

  close(): void {
    this.#closed = true;
    for (const executor of this.#executors) executor.process?.kill();
  }

  #start(executor: Executor): void {
    const { host } = executor;
    executor.starts++;
    executor.cause = 'lost';
    const process = this.#launch(
      { entry: this.#entry, args: [host.module, String(host.lanes), host.runtime, host.version] },
      {
        message: (bytes) => this.#receive(executor, bytes),
        exit: (reason, signalled) => this.#exited(executor, reason, signalled),
      },
    );
    executor.process = process;
    this.#events.started(executor.id, process.pid);
    const { deterministic } = host;
    const [trace, config] = [this.#trace, this.#config];
    process.send(encodeToExecutor({ kind: 'configure', protocol: PROTOCOL, deterministic, trace, config }));
  }

  #receive(executor: Executor, bytes: Uint8Array): void {
    let message: FromExecutor;
    try {
      message = decodeFromExecutor(bytes);
    } catch {
      // Not our protocol: nothing it says can be trusted.
      executor.process?.kill();
      return;
    }
    if (message.kind === 'ready') {
      if (message.protocol !== PROTOCOL || executor.lanes.length > 0) {
        executor.process?.kill();
        return;
      }
      executor.failures = 0;
      executor.kills = 0;
      for (let lane = 0; lane < executor.host.lanes; lane++) {
        const up = { id: this.#nextLane++, ref: { executor: executor.id, lane }, runtime: executor.host.runtime };
        executor.lanes.push(up);
        this.#byLane.set(up.id, executor);
      }
      for (const lane of executor.lanes) this.#events.laneUp(lane);
    } else if (message.kind === 'fatal') {
      executor.lastWords = message.message;
    } else {
      const lane = executor.lanes[message.lane];
      if (lane === undefined) executor.process?.kill();
      else this.#events.message(lane, message);
    }
  }

  #exited(executor: Executor, how: string, signalled: boolean): void {
    const reason = executor.lastWords ?? how;
    executor.lastWords = undefined;
    executor.process = undefined;
    if (this.#closed) return;
    if (executor.lanes.length === 0) {
      if (signalled) executor.kills++;
      else executor.failures++;
    }
    this.#dropLanes(executor, reason, executor.isUnwanted);
    executor.isUnwanted = false;
    if (executor.failures >= ATTEMPTS || executor.kills >= KILLS) this.#events.failed(executor.id, reason);
    else this.#start(executor);
  }

  #dropLanes(executor: Executor, reason: string, blameless = false): void {
    const { lanes, cause } = executor;
    executor.lanes = [];
    for (const lane of lanes) this.#byLane.delete(lane.id);
    if (lanes.length > 0) this.#events.lanesDown(lanes, cause, reason, blameless);
  }
}
