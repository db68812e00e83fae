/**
 * One lane: runs the tasks of a batch one after the other on its runtime, over its replica of the ledger, and between them frames that
 * transactions of other lanes call. It knows nothing of processes or threads; `LaneLink` is how it reaches the kernel.
 */
import type { BlockContext, LedgerConfig } from '../core/block.ts';
import type { CellKey } from '../core/cell.ts';
import type { Preimage } from '../core/effects.ts';
import { MAX_HOPS, type FrameCall, type FrameResult } from '../core/frame.ts';
import { toHex } from '../core/hex.ts';
import type { RuntimeManifest } from '../core/manifest.ts';
import type { RuntimeId } from '../core/transaction.ts';
import type {
  FetchAnswer,
  FrameAnswer,
  FrameTask,
  FromExecutor,
  IncarnationRef,
  Notice,
  Task,
  TaskResult,
  ToExecutor,
} from '../core/wire.ts';
import type { FrameScene } from '../sdk/frame-scene.ts';
import { Abandoned, type ExecutorModule, type LaneHost, type LaneRuntime } from '../sdk/runtime.ts';
import { Replica } from './replica.ts';
import type { LaneTracer } from './lane-tracer.ts';
import { TracedJournal } from './traced-journal.ts';
import { TransactionJournal, type StateView } from './transaction-journal.ts';

/** What a transaction that waits for a frame may be told. */
export type FrameNews = Extract<ToExecutor, { kind: 'frame' | 'resume' | 'abandon' }>;

type Sent<K extends FromExecutor['kind']> = Omit<Extract<FromExecutor, { kind: K }>, 'kind' | 'lane'>;

export interface LaneLink {
  /** Both block until the kernel has answered. */
  fetch(key: CellKey, index: number): FetchAnswer;
  fetchCode(hash: string): Uint8Array | undefined;
  /** Sends what the lane has to report first. */
  call(call: Sent<'call'>): void;
  answer(answer: Sent<'return'>): void;
  /** A frame begins that the kernel wants to hear of. */
  begin(ref: IncarnationRef): void;
  /** The next message about frames of the incarnation. Blocks; only a simulation answers with a promise. */
  next(ref: IncarnationRef): FrameNews | Promise<FrameNews>;
}

/** What a lane is told of its runtime's manifest. */
export type LaneRuntimeFacts = Pick<RuntimeManifest, 'id' | 'deterministic'>;

/** The part of a transaction that this lane runs. */
interface Part extends IncarnationRef {
  readonly journal: TransactionJournal;
  readonly scene: FrameScene;
}

/** Preimages remembered as sent; beyond it some are sent again, which does no harm. */
const NOTED = 200_000;
const NOTHING = new Uint8Array(0);

export class Lane implements LaneHost {
  readonly config: LedgerConfig;
  readonly tracer: LaneTracer | undefined;
  readonly #id: RuntimeId;
  readonly #deterministic: boolean;
  readonly #link: LaneLink;
  readonly #now: () => number;
  readonly #replica: Replica;
  readonly #codes = new Map<string, Uint8Array>();
  readonly #noted = new Set<string>();
  /** Of other lanes' transactions that have run frames here and may call again. */
  readonly #parts = new Map<string, Part>();
  #preimages: Preimage[] = [];
  #began = 0;
  #runtime: LaneRuntime | undefined;
  #block: BlockContext | undefined;
  #current: Part | undefined;

  constructor(
    { id, deterministic }: LaneRuntimeFacts,
    config: LedgerConfig,
    link: LaneLink,
    now: () => number,
    tracer?: LaneTracer,
  ) {
    this.tracer = tracer;
    this.#id = id;
    this.#deterministic = deterministic;
    this.config = config;
    this.#link = link;
    this.#now = now;
    this.#replica = new Replica((key, index) => link.fetch(key, index));
  }

  /** Transactions of other lanes of which this one keeps a journal. */
  get guests(): number {
    return this.#parts.size;
  }

  /** Its runtime should run nothing any more. */
  get isSpent(): boolean {
    return this.#runtime?.isSpent?.() === true;
  }

  async load(module: ExecutorModule): Promise<void> {
    this.#runtime = await module.createLane(this);
  }

  code(hash: string): Uint8Array {
    let code = this.#codes.get(hash);
    if (code === undefined) {
      code = this.#link.fetchCode(hash);
      if (code === undefined) throw new Error(`the ledger has no code ${hash}`);
      this.#codes.set(hash, code);
    }
    return code;
  }

  notePreimage(hash: Uint8Array, preimage: Uint8Array): void {
    const key = toHex(hash);
    if (this.#noted.has(key)) return;
    if (this.#noted.size >= NOTED) this.#noted.clear();
    this.#noted.add(key);
    // Copied: engines hand out views of memory that they reuse.
    this.#preimages.push({ hash: key, preimage: preimage.slice() });
  }

  call(runtime: RuntimeId, call: FrameCall): FrameResult | Promise<FrameResult> {
    const current = this.#current;
    if (current === undefined) throw new Error('lane: a call without a transaction');
    const hops = call.hops + 1;
    if (hops > MAX_HOPS) {
      const { gas: gasLeft, refund } = call;
      return { status: 'trap', output: NOTHING, gasLeft, refund, reason: 'too many changes of runtime' };
    }
    const { index, incarnation, journal } = current;
    const sync = journal.exportTo(runtime, this.#id);
    this.#link.call({ index, incarnation, runtime, call: { ...call, hops }, sync, preimages: this.#takePreimages() });
    return this.#wait(current);
  }

  enterBlock(context: BlockContext): void {
    this.#block = context;
    this.#parts.clear();
  }

  /** Takes over what the kernel tells; in the order in which it was sent. */
  notice(notice: Notice): void {
    this.#replica.begin(notice);
  }

  /** A batch begins: the lane's times count from here, and what was shipped with the last one is not for it. */
  begin(): void {
    this.#began = this.#now();
    this.#replica.unship();
  }

  /** Runs a task of the batch. */
  async run(task: Task): Promise<TaskResult> {
    const start = this.#now() - this.#began;
    const body = await this.#execute(task);
    this.#current = undefined;
    return { index: task.index, incarnation: task.incarnation, start, end: this.#now() - this.#began, ...body };
  }

  /** Runs a frame that a transaction of another lane calls, while none of this lane's own is under way. */
  async serve(task: FrameTask): Promise<void> {
    const key = `${task.index}.${task.incarnation}`;
    let part = this.#parts.get(key);
    if (part === undefined) this.#parts.set(key, (part = this.#part(task)));
    this.#current = part;
    this.#replica.unship();
    this.#preimages = [];
    if (task.announce) this.#link.begin({ index: task.index, incarnation: task.incarnation });
    try {
      await this.#frame(part, task, true);
    } catch (error) {
      if (!(error instanceof Abandoned)) throw error;
      this.#parts.delete(key);
    } finally {
      this.#current = undefined;
    }
  }

  /** A frame was taken back before it began; the kernel waits for an answer to each. */
  decline({ index, incarnation }: IncarnationRef): void {
    this.#link.answer({ index, incarnation, answer: { kind: 'fault', message: 'taken back' }, time: 0, preimages: [] });
  }

  /** The incarnation of another lane is over. */
  forget({ index, incarnation }: IncarnationRef): void {
    this.#parts.delete(`${index}.${incarnation}`);
  }

  #part({ index, incarnation, transaction: tx, mode }: Pick<Task, 'transaction' | 'mode'> & IncarnationRef): Part {
    if (this.#block === undefined) throw new Error('lane has no block yet');
    const view: StateView = (key) => this.#replica.read(key, index);
    const journal = this.tracer ? new TracedJournal(view, this.tracer) : new TransactionJournal(view);
    if (!this.#deterministic) journal.markRecorded();
    return { index, incarnation, journal, scene: { tx, block: this.#block, journal, mode } };
  }

  async #execute(task: Task): Promise<ResultBody> {
    const { index, incarnation, mode, transaction } = task;
    const replica = this.#replica;
    replica.ship(task.shipped);
    this.#preimages = [];
    try {
      if (this.#runtime === undefined) throw new Error('lane has no runtime yet');
      const part = this.#part(task);
      this.#current = part;
      const { journal, scene } = part;
      const pending = this.#runtime.execute(transaction, scene.block, journal, mode);
      const execution = pending instanceof Promise ? await pending : pending;
      const result = journal.finish();
      // Code is addressed by its content: the next transaction may run it before the kernel has heard of it.
      for (const { hash, bytes } of result.codes) this.#codes.set(hash, bytes);
      if (execution.kind === 'misrouted') return { kind: 'misrouted', runtime: execution.runtime, reads: result.reads };
      if (mode === 'transaction') replica.keep(index, incarnation, result);
      const { outcome, gasUsed } = execution;
      return { kind: 'done', effects: { outcome, gasUsed, ...result, preimages: this.#takePreimages() } };
    } catch (error) {
      return error instanceof Abandoned ? { kind: 'abandoned' } : { kind: 'fault', message: textOf(error) };
    }
  }

  /** Waits for the frame that `part` called, and runs deeper ones of it meanwhile. */
  #wait(part: Part): FrameResult | Promise<FrameResult> {
    for (;;) {
      const news = this.#link.next(part);
      const step = news instanceof Promise ? news.then((one) => this.#hear(part, one)) : this.#hear(part, news);
      if (step instanceof Promise) return step.then((result) => result ?? this.#wait(part));
      if (step !== undefined) return step;
    }
  }

  #hear(part: Part, news: FrameNews): FrameResult | undefined | Promise<undefined> {
    if (news.kind === 'abandon') throw new Abandoned();
    if (news.kind === 'frame') return this.#frame(part, news.frame, false);
    part.journal.follow(news.sync);
    return news.result;
  }

  /** `guest`: of another lane's transaction, and not on top of a frame of it that waits here. */
  #frame(part: Part, task: FrameTask, guest: boolean): undefined | Promise<undefined> {
    const began = this.#now();
    const { index, incarnation, caller, call, sync, shipped } = task;
    const answer = (sent: FrameAnswer): undefined => {
      const time = guest ? this.#now() - began : 0;
      this.#link.answer({ index, incarnation, answer: sent, time, preimages: this.#takePreimages() });
      return undefined;
    };
    const failed = (error: unknown): undefined => {
      if (error instanceof Abandoned) throw error;
      return answer({ kind: 'fault', message: textOf(error) });
    };
    const done = (result: FrameResult): undefined =>
      answer({ kind: 'done', result, sync: part.journal.exportTo(caller, this.#id) });
    try {
      this.#replica.ship(shipped);
      part.journal.follow(sync);
      if (this.#runtime === undefined) throw new Error('lane has no runtime yet');
      const result = this.#runtime.frame(call, part.scene);
      return result instanceof Promise ? result.then(done).catch(failed) : done(result);
    } catch (error) {
      return failed(error);
    }
  }

  #takePreimages(): Preimage[] {
    const preimages = this.#preimages;
    this.#preimages = [];
    return preimages;
  }
}

const textOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/** What became of a task, without which task it was and when. */
type BodyOf<R> = R extends unknown ? Omit<R, 'index' | 'incarnation' | 'start' | 'end'> : never;
type ResultBody = BodyOf<TaskResult>;
