/**
 * What one lane's replica must be told: which cells it holds, and what changed in them since it was last told. The lane's own
 * committed writes need not be sent back, it has them.
 */
import { accountOfCell, type AccountId, type CellKey } from '../core/cell.ts';
import type { CellUpdate, FetchAnswer, Notice } from '../core/wire.ts';
import type { AccountPage, CommittedCell } from '../ledger/ledger.ts';

/** An account with at most so many cells is shipped whole on the first miss; of a larger one the lane gets what it asks for. */
export const PAGE = 2_048;

/** Neighbours sent along with a cell of a large account. */
const NEIGHBOURS = 64;

export type Told = Pick<Notice, 'reset' | 'dropped' | 'updates'>;

export class ReplicaFeed {
  #fresh = true;
  readonly #accounts = new Set<AccountId>();
  readonly #cells = new Set<CellKey>();
  readonly #pending = new Map<CellKey, CellUpdate>();
  #dropped: { index: number; incarnation: number }[] = [];

  /** A transaction was committed. `own`: keys of full writes that this very lane made and keeps. */
  onCommit(updates: readonly CellUpdate[], own: ReadonlySet<CellKey> | undefined): void {
    for (const update of updates) {
      if (own?.has(update.key)) {
        this.#pending.delete(update.key);
        this.#cells.add(update.key);
      } else if (this.follows(update.key)) {
        this.#pending.set(update.key, update);
      }
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
    const told = { reset: this.#fresh, dropped: this.#dropped, updates: [...this.#pending.values()] };
    this.#fresh = false;
    this.#dropped = [];
    this.#pending.clear();
    return told;
  }

  /** Answers a miss, from now on following what is sent. */
  answer(key: CellKey, page: AccountPage, read: (key: CellKey) => CommittedCell): FetchAnswer {
    const account = accountOfCell(key);
    const known = page.complete ? page.cells : page.cells.slice(0, NEIGHBOURS);
    const cells = known.map(([neighbour, cell]): CellUpdate => ({ key: neighbour, value: cell.value, version: cell.version }));
    if (page.complete) {
      this.#accounts.add(account);
      return { cells, complete: account };
    }
    const asked = read(key);
    if (!known.some(([neighbour]) => neighbour === key)) cells.push({ key, value: asked.value, version: asked.version });
    for (const cell of cells) this.#cells.add(cell.key);
    return { cells };
  }
}
