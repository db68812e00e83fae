/**
 * The kernel: one ledger, the executors, and the blocks that pass through both. Blocks and calls take turns; inside a block
 * transactions run as concurrently as its policy allows.
 */
import type { BlockContext } from '../core/block.ts';
import type { Effects } from '../core/effects.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { RuntimeId, Transaction } from '../core/transaction.ts';
import type { FromExecutor } from '../core/wire.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Launch } from '../process/transport.ts';
import type { AccessForecast } from '../scheduler/declared.ts';
import { newPace } from '../scheduler/pace.ts';
import { SOLO_LOSSES } from '../scheduler/scheduler.ts';
import { BlockSteps, type StepStore } from './block-steps.ts';
import { BlockRunner, type BlockRequest, type BlockResult, type KernelError } from './block-runner.ts';
import { ExecutorPool, type ExecutorInfo, type PoolEvents, type PoolLane, type RuntimeHost } from './executor-pool.ts';
import { HeadState } from './head-state.ts';
import { OutsideCall, type CallAnswer } from './outside-call.ts';
import { ReplicaFeed } from './replica-feed.ts';
import { targetRuntime } from './target-runtime.ts';

export interface KernelOptions {
  readonly ledger: Ledger;
  readonly hosts: readonly RuntimeHost[];
  readonly launch: Launch;
  /** Entry module of executor processes. */
  readonly entry: string;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  readonly onExecutor?: (executor: string, pid: number | undefined) => void;
  /** An executor's lanes are there, or all gone at once. `reason`: why they are gone. */
  readonly onLanes?: (executor: string, isUp: boolean, reason: string) => void;
  /** Learned access lists for the transactions of one block: what `declared` schedules by, and what is prefetched. */
  readonly forecast?: (transactions: readonly Transaction[]) => AccessForecast;
  /** Told every step of what lanes run, in the order in which one transaction takes them: for a kernel that runs one at a time. */
  readonly onSteps?: (steps: Uint8Array) => void;
  /** Whether the steps of transactions that are recorded are kept as they run (`BlockResult.steps`). */
  readonly recordSteps?: boolean;
  /** ms that a transaction may run before its executor is given up; a function of its gas. */
  readonly deadline?: (tx: Transaction) => number;
}

export interface ExecutorStats extends ExecutorInfo {
  /** Executions, aborted ones included. */
  readonly transactions: number;
  /** Frames run for transactions of other runtimes. */
  readonly frames: number;
  readonly busyMs: number;
}

interface Work {
  transactions: number;
  frames: number;
  busyMs: number;
}

const noWork = (): Work => ({ transactions: 0, frames: 0, busyMs: 0 });

/** 10 s and one second per million of gas: ten times what the slowest runtime takes on a slow machine. */
const DEADLINE = (tx: Transaction): number => 10_000 + Math.min(Number(tx.gasLimit / 1000n), 600_000);

const TICK = 250;

interface Watch {
  since: number;
  task: Transaction | undefined;
}

export class Kernel {
  #ledger: Ledger;
  #head: HeadState;
  readonly #options: KernelOptions;
  readonly #pool: ExecutorPool;
  readonly #feeds = new Map<number, ReplicaFeed>();
  readonly #watched = new Map<PoolLane, Watch>();
  readonly #work = new Map<string, Work>();
  readonly #versions: ReadonlyMap<RuntimeId, string>;
  readonly #pace = newPace();
  readonly #stepStore: StepStore = { bytes: 0 };
  readonly #timer: NodeJS.Timeout;
  #runner: BlockRunner | undefined;
  #call: OutsideCall | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #failure: KernelError | undefined;
  #closed = false;
  /** The newest block that was handed to the ledger: settles when it is durable, or was refused. */
  #landing: Promise<unknown> = Promise.resolve();
  /** Blocks that build on each other and were not refused so far: where one is, so are those after it. */
  #flight = { failed: false };
  #laneWaiters: (() => void)[] = [];

  constructor(options: KernelOptions) {
    this.#options = options;
    this.#ledger = options.ledger;
    this.#head = new HeadState(options.ledger.ahead);
    this.#versions = new Map(options.hosts.map((host) => [host.runtime, `${host.runtime}@${host.version}`]));
    this.#pool = new ExecutorPool({
      launch: options.launch,
      entry: options.entry,
      config: options.ledger.config,
      trace: options.onSteps !== undefined ? 'steps' : options.recordSteps === true ? 'records' : 'off',
      events: {
        started: (executor, pid) => options.onExecutor?.(executor, pid),
        laneUp: (lane) => this.#laneUp(lane),
        lanesDown: (...down) => this.#lanesDown(...down),
        message: (lane, message) => this.#message(lane, message),
        failed: (executor, reason) =>
          this.#fail({ code: 'executor', message: `${executor} does not start: ${reason}` }),
      },
    });
    for (const host of options.hosts) this.#pool.add(host);
    this.#timer = setInterval(() => this.#checkDeadlines(), TICK);
    this.#timer.unref();
  }

  get ledger(): Ledger {
    return this.#ledger;
  }

  /** Goes on with another ledger of the same configuration: what executors know of the old one is forgotten. */
  useLedger(ledger: Ledger): Promise<Result<void, KernelError>> {
    return this.#inTurn<Result<void, KernelError>>(async () => {
      await this.#landing;
      const { chainId, hardfork } = this.#ledger.config;
      if (ledger.config.chainId !== chainId || ledger.config.hardfork !== hardfork) {
        return err({ code: 'ledger', message: 'the ledger has another configuration than the executors' });
      }
      this.#ledger = ledger;
      this.#forget();
      return ok(undefined);
    });
  }

  get executors(): readonly ExecutorStats[] {
    return this.#pool.executors.map((executor) => ({
      ...executor,
      ...(this.#work.get(executor.id) ?? noWork()),
    }));
  }

  /**
   * Runs a block and commits it. Where it fails, nothing of it is committed. The next block may be given before this one is durable (from
   * `onHandedOver` on its context can be known) and runs meanwhile; where this one is refused after all, so is that.
   */
  async runBlock(request: BlockRequest): Promise<Result<BlockResult, KernelError>> {
    // In an object: a promise in a promise would be waited for.
    const { result } = await this.#inTurn(() => this.#runBlock(request));
    return result;
  }

  /** Ends when the ledger has been given the block. */
  async #runBlock(request: BlockRequest): Promise<{ readonly result: Promise<Result<BlockResult, KernelError>> }> {
    const refused = request.signal?.aborted
      ? ({ code: 'cancelled', message: 'cancelled' } as const)
      : this.#refusal(request.transactions);
    if (refused) return { result: Promise.resolve(err(refused)) };
    const runner = new BlockRunner({
      ledger: this.ledger,
      head: this.#head,
      request,
      forecast: this.#options.forecast?.(request.transactions),
      pace: this.#pace,
      steps: this.#options.recordSteps === true ? new BlockSteps(this.#stepStore) : undefined,
      access: {
        lanes: () => this.#pool.lanes,
        feed: (lane) => this.#feed(lane),
        renewFeed: (lane) => this.#renewFeed(lane),
        send: (lane, message) => this.#pool.send(lane, message),
        watch: (lane, task) => this.#watch(lane, task),
        version: (runtime) => this.#versions.get(runtime) ?? runtime,
        demand: (runtime) => this.#pool.demand(runtime),
        recycle: (lane) => this.#pool.recycle(lane),
      },
    });
    const cancel = (): void => runner.fail({ code: 'cancelled', message: 'cancelled' });
    request.signal?.addEventListener('abort', cancel);
    this.#runner = runner;
    runner.start();
    const flight = this.#flight;
    const result = runner.done.then((done) => {
      if (!done.ok && !flight.failed) this.#lost(runner, done.error);
      return done;
    });
    this.#landing = result;
    await runner.handedOver;
    if (this.#runner === runner) this.#runner = undefined;
    // Lanes still run what was not committed, and cells have what was written by it.
    if (runner.isCut && runner.isHandedOver) {
      this.#forget();
      this.#pool.restart();
    }
    request.signal?.removeEventListener('abort', cancel);
    // What failed before is dealt with before the next one begins.
    if (!runner.isHandedOver) await result;
    return { result };
  }

  /** A block failed: what lanes know of it is forgotten, and what builds on it fails as well. */
  #lost(runner: BlockRunner, { code, message }: KernelError): void {
    if (this.#closed) return;
    if (runner.isHandedOver) {
      this.#flight.failed = true;
      this.#flight = { failed: false };
    }
    const next = this.#runner;
    this.#runner = undefined;
    next?.fail({ code, message: `the block before it failed: ${message}` });
    this.#forget();
    this.#pool.restart();
  }

  /** Runs a transaction against the committed state and forgets what it did. */
  call(tx: Transaction, context: BlockContext): Promise<Result<Effects, KernelError>> {
    return this.#inTurn(async () => {
      await this.#landing;
      const refused = this.#refusal([tx]);
      if (refused) return err(refused);
      let runtime = this.#targetRuntime(tx);
      for (let losses = 0; ;) {
        if (!this.#pool.demand(runtime))
          return err({ code: 'executor', message: `no executor for runtime ${runtime}` });
        const lane = await this.#laneFor(runtime);
        if (lane === undefined) return err(this.#failure ?? { code: 'closed', message: 'the kernel is closed' });
        const result = await this.#callOn(lane, tx, context);
        if ('ok' in result) return result;
        if ('misrouted' in result) runtime = result.misrouted;
        // As for a transaction: what was lost with its executor is tried again.
        else if (++losses === SOLO_LOSSES)
          return err({ code: 'executor', message: `lost during a call: ${result.lost}` });
      }
    });
  }

  async #callOn(lane: PoolLane, transaction: Transaction, context: BlockContext): Promise<CallAnswer> {
    const call = new OutsideCall({
      lane,
      transaction,
      context,
      head: this.#head,
      lanes: () => this.#pool.lanes,
      feed: (one) => this.#feed(one),
      send: (one, message) => this.#pool.send(one, message),
      watch: (one, task) => this.#watch(one, task),
      demand: (runtime) => this.#pool.demand(runtime),
      recycle: (one) => this.#pool.recycle(one),
    });
    this.#call = call;
    call.start();
    const answer = await call.answer;
    this.#call = undefined;
    if (!('lost' in answer)) this.#watch(lane, undefined);
    return answer;
  }

  /** Ends an executor's process as a crash would, at any time: it is started anew, and what it had is run again. @returns whether there is one. */
  kill(executor: string): boolean {
    return this.#pool.kill(executor);
  }

  /** Starts an executor of the runtime if none is there, so that the first transaction need not wait for it; false: nobody knows it. */
  warm(runtime: RuntimeId): boolean {
    return this.#pool.demand(runtime);
  }

  /** Resolves when every executor has a lane, or says which one does not come up. */
  async ready(): Promise<Result<void, KernelError>> {
    const up = (): boolean => {
      const executors = new Set(this.#pool.lanes.map((lane) => lane.ref.executor));
      return executors.size === this.#pool.executors.length;
    };
    while (!up() && this.#failure === undefined && !this.#closed)
      await new Promise<void>((resolve) => this.#laneWaiters.push(resolve));
    return this.#failure === undefined ? ok(undefined) : err(this.#failure);
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    this.#fail({ code: 'closed', message: 'the kernel is closed' });
    this.#pool.close();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  #refusal(transactions: readonly Transaction[]): KernelError | undefined {
    if (this.#failure !== undefined) return this.#failure;
    for (const tx of transactions) {
      const runtime = this.#targetRuntime(tx);
      if (!this.#pool.demand(runtime)) return { code: 'executor', message: `no executor for runtime ${runtime}` };
    }
    return undefined;
  }

  #targetRuntime(tx: Transaction): RuntimeId {
    return targetRuntime(tx, this.ledger.config, (key) => this.ledger.ahead.read(key));
  }

  async #laneFor(runtime: RuntimeId): Promise<PoolLane | undefined> {
    while (this.#failure === undefined) {
      const lane = this.#pool.lanes.find((candidate) => candidate.runtime === runtime);
      if (lane !== undefined) return lane;
      await new Promise<void>((resolve) => this.#laneWaiters.push(resolve));
    }
    return undefined;
  }

  /** What cells hold and who follows them is no longer true. */
  #forget(): void {
    this.#head = new HeadState(this.#ledger.ahead);
    for (const feed of this.#feeds.values()) feed.closed = true;
    this.#feeds.clear();
  }

  #renewFeed(lane: PoolLane): void {
    this.#feed(lane).closed = true;
    this.#feeds.delete(lane.id);
  }

  #feed(lane: PoolLane): ReplicaFeed {
    let feed = this.#feeds.get(lane.id);
    if (feed === undefined) this.#feeds.set(lane.id, (feed = new ReplicaFeed()));
    return feed;
  }

  #laneUp(lane: PoolLane): void {
    if (lane.ref.lane === 0) this.#options.onLanes?.(lane.ref.executor, true, '');
    this.#runner?.laneUp(lane);
    this.#call?.laneUp(lane);
    this.#wake();
  }

  #lanesDown(...[lanes, cause, reason, blameless]: Parameters<PoolEvents['lanesDown']>): void {
    for (const lane of lanes) {
      const feed = this.#feeds.get(lane.id);
      if (feed !== undefined) feed.closed = true;
    }
    const [first] = lanes;
    if (first !== undefined) this.#options.onLanes?.(first.ref.executor, false, reason);
    this.#runner?.lanesDown(lanes, cause, reason, blameless);
    for (const lane of lanes) this.#call?.laneDown(lane, cause, reason);
    // Last: what was taken back has been noted for them once more.
    for (const lane of lanes) {
      this.#feeds.delete(lane.id);
      this.#watched.delete(lane);
    }
  }

  #message(lane: PoolLane, message: FromExecutor): void {
    this.#account(lane, message);
    if (message.kind === 'spent') this.#pool.recycle(lane);
    else if (message.kind === 'trace') this.#options.onSteps?.(message.steps);
    else if (this.#call !== undefined) this.#call.message(lane, message);
    else this.#runner?.message(lane, message);
  }

  #account(lane: PoolLane, message: FromExecutor): void {
    if (message.kind !== 'results' && message.kind !== 'return') return;
    let work = this.#work.get(lane.ref.executor);
    if (work === undefined) this.#work.set(lane.ref.executor, (work = noWork()));
    if (message.kind === 'return') {
      work.frames++;
      work.busyMs += message.time;
      return;
    }
    work.transactions += message.results.length;
    for (const result of message.results) work.busyMs += result.end - result.start;
  }

  #watch(lane: PoolLane, task: Transaction | undefined): void {
    this.#watched.set(lane, { since: this.#options.now(), task });
  }

  #checkDeadlines(): void {
    const now = this.#options.now();
    const deadline = this.#options.deadline ?? DEADLINE;
    for (const [lane, { since, task }] of this.#watched) {
      if (task === undefined || now - since < deadline(task)) continue;
      this.#watched.delete(lane);
      this.#pool.expire(lane);
    }
  }

  #fail(error: KernelError): void {
    this.#failure ??= error;
    this.#runner?.fail(error);
    this.#call?.settle(err(error));
    this.#wake();
  }

  #wake(): void {
    const waiters = this.#laneWaiters;
    this.#laneWaiters = [];
    for (const wake of waiters) wake();
  }
}
