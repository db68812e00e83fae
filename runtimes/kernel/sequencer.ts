/**
 * Merges the mempools into one order: of the transactions whose nonce is next, the one with the highest tip, then the one
 * submitted first. The order depends on what was submitted, not on how it is spread over mempools.
 */
import type { AccountId } from '../core/cell.ts';
import type { Transaction } from '../core/transaction.ts';
import { Mempool, type Submission } from './mempool.ts';

export interface SequencerOptions {
  /** Nonce of an account in the committed state. */
  readonly nonceOf: (account: AccountId) => bigint;
  readonly baseFee: bigint;
}

export class Sequencer {
  readonly #options: SequencerOptions;
  readonly #mempools = new Map<string, Mempool>();
  /** The nonce that the next transaction of a sender must have to be taken: globally, whatever mempool it is in. */
  readonly #next = new Map<AccountId, bigint>();
  /** The nonce that the next submission of a sender gets. */
  readonly #submitted = new Map<AccountId, bigint>();
  #numbers = 0;

  constructor(options: SequencerOptions) {
    this.#options = options;
  }

  addMempool(executor: string, capacity: number): void {
    this.#mempools.set(executor, new Mempool(executor, capacity));
  }

  /** Waiting transactions by executor. */
  get waiting(): ReadonlyMap<string, number> {
    return new Map([...this.#mempools].map(([executor, mempool]) => [executor, mempool.size]));
  }

  /** The nonce that the sender's next transaction should have. */
  pendingNonce(sender: AccountId): bigint {
    return this.#submitted.get(sender) ?? this.#options.nonceOf(sender);
  }

  /** Puts an admitted transaction into an executor's mempool. @returns why not, in words. */
  submit(executor: string, transaction: Transaction): string | undefined {
    const mempool = this.#mempools.get(executor);
    if (mempool === undefined) return `there is no executor ${executor}`;
    const expected = this.pendingNonce(transaction.from);
    if (transaction.nonce < expected) return `nonce ${transaction.nonce} is used already, the next is ${expected}`;
    if (transaction.nonce > expected) return `nonce ${transaction.nonce} leaves a gap, the next is ${expected}`;
    if (!mempool.add({ transaction, number: this.#numbers }))
      return `the mempool of ${executor} is full (${mempool.size} transactions)`;
    this.#numbers++;
    this.#submitted.set(transaction.from, expected + 1n);
    return undefined;
  }

  /** The next block's transactions: at most `count`, their gas limits together at most `gas`. */
  take(count: number, gas: bigint): Transaction[] {
    const heads = new Heads((a, b) => this.#before(a, b));
    for (const mempool of this.#mempools.values()) {
      for (const sender of mempool.senders()) {
        const submission = mempool.head(sender, this.#nextNonce(sender));
        if (submission !== undefined) heads.push({ submission, mempool });
      }
    }
    const taken: Transaction[] = [];
    let left = gas;
    while (taken.length < count) {
      const head = heads.peek();
      if (head === undefined || head.submission.transaction.gasLimit > left) break;
      heads.pop();
      const { transaction } = head.submission;
      left -= transaction.gasLimit;
      head.mempool.shift(transaction.from);
      taken.push(transaction);
      const next = transaction.nonce + 1n;
      this.#next.set(transaction.from, next);
      for (const mempool of this.#mempools.values()) {
        const submission = mempool.head(transaction.from, next);
        if (submission !== undefined) heads.push({ submission, mempool });
      }
    }
    return taken;
  }

  #nextNonce(sender: AccountId): bigint {
    return this.#next.get(sender) ?? this.#options.nonceOf(sender);
  }

  #tip({ transaction }: Submission): bigint {
    const room = transaction.maxFeePerGas - this.#options.baseFee;
    return room < transaction.maxPriorityFeePerGas ? room : transaction.maxPriorityFeePerGas;
  }

  #before(a: Head, b: Head): boolean {
    const difference = this.#tip(a.submission) - this.#tip(b.submission);
    return difference === 0n ? a.submission.number < b.submission.number : difference > 0n;
  }
}

interface Head {
  readonly submission: Submission;
  readonly mempool: Mempool;
}

/** A binary heap of the mempools' heads. */
class Heads {
  readonly #items: Head[] = [];
  readonly #before: (a: Head, b: Head) => boolean;

  constructor(before: (a: Head, b: Head) => boolean) {
    this.#before = before;
  }

  peek(): Head | undefined {
    return this.#items[0];
  }

  push(item: Head): void {
    const items = this.#items;
    let at = items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#before(item, items[parent] as Head)) break;
      items[at] = items[parent] as Head;
      at = parent;
    }
    items[at] = item;
  }

  pop(): void {
    const items = this.#items;
    const last = items.pop();
    if (last === undefined || items.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && this.#before(items[child + 1] as Head, items[child] as Head)) child++;
      if (!this.#before(items[child] as Head, last)) break;
      items[at] = items[child] as Head;
      at = child;
    }
    items[at] = last;
  }
}
