/**
 * One lane: runs the tasks of a batch one after the other on its runtime, over its replica of the ledger. It knows nothing of
 * processes or threads; `LaneLink` is how it reaches the kernel.
 */
import type { BlockContext, LedgerConfig } from '../core/block.ts';
import type { Preimage } from '../core/effects.ts';
import { toHex } from '../core/hex.ts';
import type { Batch, FetchAnswer, Task, TaskResult } from '../core/wire.ts';
import type { CellKey } from '../core/cell.ts';
import type { ExecutorModule, LaneHost, LaneRuntime } from '../sdk/runtime.ts';
import { Replica } from './replica.ts';
import { TransactionJournal } from './transaction-journal.ts';

/** Both calls block until the kernel has answered. */
export interface LaneLink {
  fetch(key: CellKey, index: number): FetchAnswer;
  fetchCode(hash: string): Uint8Array | undefined;
}

/** Preimages remembered as sent; beyond it some are sent again, which does no harm. */
const NOTED = 200_000;

export class Lane implements LaneHost {
  readonly config: LedgerConfig;
  readonly #link: LaneLink;
  readonly #now: () => number;
  readonly #replica: Replica;
  readonly #codes = new Map<string, Uint8Array>();
  readonly #noted = new Set<string>();
  #preimages: Preimage[] = [];
  #began = 0;
  #runtime: LaneRuntime | undefined;
  #block: BlockContext | undefined;

  constructor(config: LedgerConfig, link: LaneLink, now: () => number) {
    this.config = config;
    this.#link = link;
    this.#now = now;
    this.#replica = new Replica((key, index) => link.fetch(key, index));
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

  enterBlock(context: BlockContext): void {
    this.#block = context;
  }

  /** A batch begins. */
  begin(batch: Batch): void {
    this.#began = this.#now();
    this.#replica.begin(batch.notice);
  }

  /** Runs the next task of the batch. */
  async run(task: Task): Promise<TaskResult> {
    const start = this.#now() - this.#began;
    const body = await this.#execute(task);
    return { index: task.index, incarnation: task.incarnation, start, end: this.#now() - this.#began, ...body };
  }

  async #execute(task: Task): Promise<ResultBody> {
    const { index, incarnation, mode } = task;
    const replica = this.#replica;
    replica.ship(task.shipped);
    const journal = new TransactionJournal((key) => replica.read(key, index));
    this.#preimages = [];
    try {
      if (this.#runtime === undefined || this.#block === undefined)
        throw new Error('lane has no runtime or no block yet');
      const pending = this.#runtime.execute(task.transaction, this.#block, journal, mode);
      const execution = pending instanceof Promise ? await pending : pending;
      const result = journal.finish();
      // Code is addressed by its content: the next transaction may run it before the kernel has heard of it.
      for (const { hash, bytes } of result.codes) this.#codes.set(hash, bytes);
      if (execution.kind === 'misrouted') return { kind: 'misrouted', runtime: execution.runtime, reads: result.reads };
      if (mode === 'transaction') replica.keep(index, incarnation, result);
      const { outcome, gasUsed } = execution;
      return { kind: 'done', effects: { outcome, gasUsed, ...result, preimages: this.#preimages } };
    } catch (error) {
      return { kind: 'fault', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  }
}

type ResultBody =
  | Pick<Extract<TaskResult, { kind: 'done' }>, 'kind' | 'effects'>
  | Pick<Extract<TaskResult, { kind: 'misrouted' }>, 'kind' | 'runtime' | 'reads'>
  | Pick<Extract<TaskResult, { kind: 'fault' }>, 'kind' | 'message'>;
