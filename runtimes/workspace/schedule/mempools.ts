/** What stands in each executor's mempool while a run goes on: what waits, what runs, what is done. Counted from the scheduler's events. */
import { POOL_STATES, type PoolState } from '../../core/pool-state.ts';
import type { ScheduleEvent } from '../../core/schedule.ts';

/** A transaction as it was submitted. */
export interface PooledTransaction {
  /** `market.swap`, `transfer`. */
  readonly label: string;
  /** `alice`. */
  readonly sender: string;
  /** Whose mempool it is in: `evm#0`. Any lane of its runtime may run it. */
  readonly executor: string;
  readonly nonce: number;
  /** Per gas over the base fee, wei, decimal: higher ones are taken first. */
  readonly tip: string;
}

export type PoolCounts = Readonly<Record<PoolState, number>> & { readonly executor: string };

/** A transaction of a mempool, as it stands. */
export interface PoolEntry extends PooledTransaction {
  /** In the order of submission over all mempools, from 0. */
  readonly number: number;
  /** Of its block; undefined while it waits. */
  readonly block: number | undefined;
  readonly index: number | undefined;
}

const NUMBER: Readonly<Record<PoolState, number>> = { waiting: 0, taken: 1, running: 2, done: 3 };

export class Mempools {
  readonly #transactions: readonly PooledTransaction[];
  readonly #states: Uint8Array;
  readonly #blocks = new Map<number, readonly number[]>();
  readonly #places = new Map<number, { readonly block: number; readonly index: number }>();
  readonly #counts = new Map<string, Record<PoolState, number>>();
  /** Per executor, ascending. */
  readonly #members = new Map<string, number[]>();

  constructor(executors: readonly string[], transactions: readonly PooledTransaction[]) {
    this.#transactions = transactions;
    this.#states = new Uint8Array(transactions.length);
    for (const executor of executors) {
      this.#counts.set(executor, { waiting: 0, taken: 0, running: 0, done: 0 });
      this.#members.set(executor, []);
    }
    for (const [number, { executor }] of transactions.entries()) {
      const counts = this.#counts.get(executor);
      if (counts !== undefined) counts.waiting++;
      this.#members.get(executor)?.push(number);
    }
  }

  get counts(): readonly PoolCounts[] {
    return [...this.#counts].map(([executor, counts]) => ({ executor, ...counts }));
  }

  /** A block begins. @param numbers of its transactions, in block order. */
  block(block: number, numbers: readonly number[]): void {
    this.#blocks.set(block, numbers);
    for (const [index, number] of numbers.entries()) {
      this.#places.set(number, { block, index });
      this.#move(number, 'taken');
    }
  }

  event(block: number, { kind, index }: ScheduleEvent): void {
    const number = this.#blocks.get(block)?.[index];
    if (number === undefined) return;
    if (kind === 'dispatch') this.#move(number, 'running');
    else if (kind === 'abort' || kind === 'retry') this.#move(number, 'taken');
    else if (kind === 'commit') this.#move(number, 'done');
  }

  /** The run is over: what was not committed is back where it waited. */
  close(): void {
    for (const number of this.#transactions.keys())
      if (this.#states[number] !== NUMBER.done) {
        this.#places.delete(number);
        this.#move(number, 'waiting');
      }
  }

  /** Of one mempool, those in one state, as they were submitted. */
  list(executor: string, state: PoolState, offset: number, limit: number): readonly PoolEntry[] {
    const entries: PoolEntry[] = [];
    let seen = 0;
    for (const number of this.#members.get(executor) ?? []) {
      if (this.#states[number] !== NUMBER[state] || seen++ < offset) continue;
      const place = this.#places.get(number);
      const transaction = this.#transactions[number] as PooledTransaction;
      entries.push({ ...transaction, number, block: place?.block, index: place?.index });
      if (entries.length === limit) break;
    }
    return entries;
  }

  #move(number: number, to: PoolState): void {
    const from = POOL_STATES[this.#states[number] ?? 0] ?? 'waiting';
    const counts = this.#counts.get(this.#transactions[number]?.executor ?? '');
    if (counts === undefined || from === to) return;
    counts[from]--;
    counts[to]++;
    this.#states[number] = NUMBER[to];
  }
}
