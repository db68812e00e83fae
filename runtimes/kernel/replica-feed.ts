/**
 * What one lane's replica must be told: which cells it holds, and what changed in them since it was last told. The lane's own
 * committed writes need not be sent back, it has them.
 */
import type { CellKey } from '../core/cell.ts';
import type { CellUpdate, FetchAnswer, Notice } from '../core/wire.ts';
import type { AccountPage, CommittedCell } from '../ledger/ledger.ts';
import { withFollower, type AccountCells, type Cell, type Follower } from '../scheduler/cell.ts';

/** An account with at most so many cells is shipped whole on the first miss; of a larger one the lane gets what it asks for. */
export const PAGE = 8_192;

/** The same for an account that a transaction names: so few cells cost less than asking for them. */
const SMALL = 64;

/** A lane that has missed so many changes starts anew: to tell it all of them would take longer than it is worth. */
const STALE = 16_384;

/** Cells sent along with the one asked for, of a large account: the plain ones, and those of the variables it began with. */
const NEIGHBOURS = 24;

export type Told = Pick<Notice, 'reset' | 'dropped' | 'updates' | 'complete'>;

/** Where what is shipped is read: the committed state, or for a snapshot block its start. */
export interface CellSource {
  read(key: CellKey): CommittedCell;
  page(account: AccountCells, limit: number): AccountPage;
}

export class ReplicaFeed implements Follower {
  closed = false;
  readonly #stale: number;
  #fresh = true;
  /** Accounts too large to be told whole. */
  readonly #large = new Set<AccountCells>();
  #pending = new Set<Cell>();
  #complete: AccountCells[] = [];
  #dropped: { index: number; incarnation: number }[] = [];

  constructor(stale = STALE) {
    this.#stale = stale;
  }

  /** A cell that the lane holds was committed by somebody else. */
  changed(cell: Cell): void {
    this.#pending.add(cell);
  }

  /** The lane's own write was committed: it has the value, and holds the cell from now on. */
  wrote(cell: Cell): void {
    if (this.#pending.size > 0) this.#pending.delete(cell);
    this.#follow(cell);
  }

  /** The lane has been away for long; better to give it a new feed. */
  get isStale(): boolean {
    return this.#pending.size > this.#stale;
  }

  /** The lane has not been told yet to forget what it held before this feed. */
  get isFresh(): boolean {
    return this.#fresh;
  }

  onWithdraw(index: number, incarnation: number): void {
    this.#dropped.push({ index, incarnation });
  }

  /** What the lane's next batch must carry. */
  take(): Told {
    const updates: CellUpdate[] = [];
    for (const { key, value, version } of this.#pending) updates.push({ key, value, version });
    const complete = this.#complete.map((account) => account.id);
    const told = { reset: this.#fresh, dropped: this.#dropped, updates, complete };
    this.#fresh = false;
    this.#complete = [];
    this.#dropped = [];
    this.#pending = new Set();
    return told;
  }

  /** Whether the lane holds every cell of the account. */
  holds(account: AccountCells): boolean {
    return account.followers.includes(this);
  }

  /** The lane will probably need the account: tell it with the next batch. `cell` finds the record of a key. */
  prefetchAccount(account: AccountCells, source: CellSource, cell: (key: CellKey) => Cell): void {
    if (this.holds(account) || this.#large.has(account)) return;
    const page = source.page(account, SMALL);
    for (const [key] of page.cells) {
      const known = cell(key);
      if (known.followers.includes(this)) continue;
      this.#pending.add(known);
      if (!page.complete) known.followers = withFollower(known.followers, this);
    }
    if (page.complete) {
      account.followers = withFollower(account.followers, this);
      this.#complete.push(account);
    } else {
      this.#large.add(account);
    }
  }

  prefetchCell(cell: Cell): void {
    if (this.holds(cell.account) || cell.followers.includes(this)) return;
    cell.followers = withFollower(cell.followers, this);
    this.#pending.add(cell);
  }

  /** Answers a miss, from now on following what is sent. */
  answer(asked: Cell, source: CellSource, cell: (key: CellKey) => Cell): FetchAnswer {
    const { account } = asked;
    const page = source.page(account, this.#large.has(account) ? NEIGHBOURS : PAGE);
    if (!page.complete) this.#large.add(account);
    const sent = page.complete ? page.cells : page.cells.slice(0, NEIGHBOURS);
    const cells = sent.map(([key, { value, version }]): CellUpdate => ({ key, value, version }));
    if (page.complete) {
      if (!this.holds(account)) account.followers = withFollower(account.followers, this);
      return { cells, complete: account.id };
    }
    if (!cells.some(({ key }) => key === asked.key)) {
      const { value, version } = source.read(asked.key);
      cells.push({ key: asked.key, value, version });
    }
    for (const { key } of cells) this.#follow(cell(key));
    return { cells };
  }

  #follow(cell: Cell): void {
    if (this.holds(cell.account) || cell.followers.includes(this)) return;
    cell.followers = withFollower(cell.followers, this);
  }
}

/** Tells whoever holds a committed cell, but not the lane that wrote it. */
export function announce(cell: Cell, writer: ReplicaFeed | undefined): void {
  if (tell(cell, cell.followers, writer)) cell.followers = cell.followers.filter(isOpen);
  const { account } = cell;
  if (tell(cell, account.followers, writer)) account.followers = account.followers.filter(isOpen);
}

const isOpen = (follower: Follower): boolean => !follower.closed;

/** @returns whether somebody on the list is gone. */
function tell(cell: Cell, followers: readonly Follower[], writer: ReplicaFeed | undefined): boolean {
  let someGone = false;
  for (const follower of followers) {
    if (follower.closed) someGone = true;
    else if (follower !== writer) follower.changed(cell);
  }
  return someGone;
}
