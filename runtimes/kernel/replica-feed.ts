/**
 * What one lane's replica must be told: which cells it holds, and what changed in them since it was last told. The lane's own
 * committed writes need not be sent back, it has them.
 */
import { accountOfCell, type AccountId, type CellKey } from '../core/cell.ts';
import type { CellUpdate, FetchAnswer, Notice } from '../core/wire.ts';
import type { AccountPage, CommittedCell } from '../ledger/ledger.ts';

/** An account with at most so many cells is shipped whole on the first miss; of a larger one the lane gets what it asks for. */
export const PAGE = 8_192;

/** The same for an account that a transaction names: so few cells cost less than asking for them. */
const SMALL = 64;

/** Neighbours sent along with a cell of a large account. */
const NEIGHBOURS = 64;

export type Told = Pick<Notice, 'reset' | 'dropped' | 'updates' | 'complete'>;

/** Where cells to ship are read: the committed state, or for a snapshot block its start. */
export interface CellSource {
  read(key: CellKey): CommittedCell;
  page(account: AccountId, limit: number): AccountPage;
}

export class ReplicaFeed {
  #fresh = true;
  readonly #accounts = new Set<AccountId>();
  /** Too large to be told whole; what it has of plain cells was told. */
  readonly #large = new Set<AccountId>();
  readonly #cells = new Set<CellKey>();
  readonly #pending = new Map<CellKey, CellUpdate>();
  #complete: AccountId[] = [];
  #dropped: { index: number; incarnation: number }[] = [];

  /** A transaction was committed. The first `own` updates are full writes that this very lane made and keeps. */
  onCommit(updates: readonly CellUpdate[], own: number): void {
    for (let i = 0; i < updates.length; i++) {
      const update = updates[i] as CellUpdate;
      if (i >= own) {
        if (this.follows(update.key)) this.#pending.set(update.key, update);
        continue;
      }
      if (this.#pending.size > 0) this.#pending.delete(update.key);
      if (!this.#accounts.has(accountOfCell(update.key))) this.#cells.add(update.key);
    }
  }

  onWithdraw(index: number, incarnation: number): void {
    this.#dropped.push({ index, incarnation });
  }

  /** Changed since the lane was last told, although it was committed already when the lane asked (snapshot blocks). */
  remind(update: CellUpdate): void {
    if (this.follows(update.key)) this.#pending.set(update.key, update);
  }

  follows(key: CellKey): boolean {
    return this.#cells.has(key) || this.#accounts.has(accountOfCell(key));
  }

  /** What the lane's next batch must carry. */
  take(): Told {
    const told = { reset: this.#fresh, dropped: this.#dropped, updates: [...this.#pending.values()], complete: this.#complete };
    this.#fresh = false;
    this.#complete = [];
    this.#dropped = [];
    this.#pending.clear();
    return told;
  }

  /** Whether the lane holds every cell of the account. */
  holds(account: AccountId): boolean {
    return this.#accounts.has(account);
  }

  /** The lane will probably need the account: tell it with the next batch. */
  prefetchAccount(account: AccountId, source: CellSource): void {
    if (this.#accounts.has(account) || this.#large.has(account)) return;
    const page = source.page(account, SMALL);
    for (const [key, { value, version }] of page.cells) {
      if (this.#cells.has(key)) continue;
      this.#pending.set(key, { key, value, version });
      if (!page.complete) this.#cells.add(key);
    }
    if (!page.complete) {
      this.#large.add(account);
      return;
    }
    this.#accounts.add(account);
    this.#complete.push(account);
  }

  prefetchCell(key: CellKey, source: CellSource): void {
    if (this.follows(key)) return;
    const { value, version } = source.read(key);
    this.#pending.set(key, { key, value, version });
    this.#cells.add(key);
  }

  /** Answers a miss, from now on following what is sent. */
  answer(key: CellKey, source: CellSource): FetchAnswer {
    const account = accountOfCell(key);
    const page = source.page(account, PAGE);
    const known = page.complete ? page.cells : page.cells.slice(0, NEIGHBOURS);
    const cells = known.map(([neighbour, cell]): CellUpdate => ({ key: neighbour, value: cell.value, version: cell.version }));
    if (page.complete) {
      this.#accounts.add(account);
      return { cells, complete: account };
    }
    const asked = source.read(key);
    if (!known.some(([neighbour]) => neighbour === key)) cells.push({ key, value: asked.value, version: asked.version });
    for (const cell of cells) this.#cells.add(cell.key);
    return { cells };
  }
}
