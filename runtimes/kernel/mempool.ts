/** The mempool of one runtime instance: bounded, by sender and nonce. Which transaction is next is the sequencer's to say. */
import type { AccountId } from '../core/cell.ts';
import type { Transaction } from '../core/transaction.ts';

export interface Submission {
  readonly transaction: Transaction;
  /** Order of submission over all mempools. */
  readonly number: number;
}

export class Mempool {
  /** Like `evm#0`: the executor whose mempool this is. */
  readonly executor: string;
  readonly #capacity: number;
  readonly #bySender = new Map<AccountId, Submission[]>();
  #size = 0;

  constructor(executor: string, capacity: number) {
    this.executor = executor;
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#size;
  }

  get full(): boolean {
    return this.#size >= this.#capacity;
  }

  /** Puts a submission in; false where the mempool is full. */
  add(submission: Submission): boolean {
    if (this.full) return false;
    const { from, nonce } = submission.transaction;
    const queue = this.#bySender.get(from);
    if (queue === undefined) this.#bySender.set(from, [submission]);
    else {
      let at = queue.length;
      while (at > 0 && (queue[at - 1] as Submission).transaction.nonce > nonce) at--;
      queue.splice(at, 0, submission);
    }
    this.#size++;
    return true;
  }

  /** The sender's submission with exactly this nonce. */
  head(sender: AccountId, nonce: bigint): Submission | undefined {
    const first = this.#bySender.get(sender)?.[0];
    return first?.transaction.nonce === nonce ? first : undefined;
  }

  senders(): Iterable<AccountId> {
    return this.#bySender.keys();
  }

  /** Takes a sender's first submission out. */
  shift(sender: AccountId): void {
    const queue = this.#bySender.get(sender);
    if (queue === undefined) return;
    queue.shift();
    this.#size--;
    if (queue.length === 0) this.#bySender.delete(sender);
  }
}
