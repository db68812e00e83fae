import type { AccountId, CellKey } from '../core/cell.ts';
import { CommittedCells } from './committed-cells.ts';
import type { AccountPage, CommittedCell } from './ledger.ts';

type Writes = Iterable<readonly [CellKey, CommittedCell]>;

/** The cells of a ledger whose newest blocks are on their way to the disk: with what these leave, and without. */
export class PendingCells {
  /** With the blocks under way: what the next block builds on. */
  readonly ahead = new CommittedCells();
  /** Of each cell that a block under way has changed what it holds without these blocks, and the number of the newest of them. */
  readonly #behind = new Map<CellKey, { cell: CommittedCell; newest: number }>();

  /** Without the blocks under way. */
  read(key: CellKey): CommittedCell {
    return this.#behind.get(key)?.cell ?? this.ahead.read(key);
  }

  /** A block is on its way. */
  send(number: number, writes: Writes): void {
    for (const [key, cell] of writes) {
      const behind = this.#behind.get(key);
      if (behind === undefined) this.#behind.set(key, { cell: this.ahead.read(key), newest: number });
      else behind.newest = number;
      this.ahead.set(key, cell);
    }
  }

  /** The oldest block under way has arrived. */
  land(number: number, writes: Writes): void {
    for (const [key, cell] of writes) {
      const behind = this.#behind.get(key);
      if (behind === undefined) continue;
      if (behind.newest === number) this.#behind.delete(key);
      else behind.cell = cell;
    }
  }

  /** None of the blocks under way will arrive. */
  drop(): void {
    for (const [key, { cell }] of this.#behind) this.ahead.set(key, cell);
    this.#behind.clear();
  }

  /** As `Ledger.cellsOf`. */
  page(account: AccountId, limit: number): AccountPage {
    const { cells, complete } = this.ahead.page(account, limit);
    return { cells: cells.map(([key]) => [key, this.read(key)]), complete };
  }

  /** Those that hold something, without the blocks under way. */
  *present(): Generator<readonly [CellKey, CommittedCell]> {
    if (this.#behind.size === 0) return yield* this.ahead.present();
    for (const [key] of this.ahead.values()) {
      const cell = this.read(key);
      if (cell.value !== '') yield [key, cell];
    }
  }
}
