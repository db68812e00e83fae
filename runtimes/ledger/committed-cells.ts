import { accountOfCell, isPlainCell, plainCells, type AccountId, type CellKey, type CellValue } from '../core/cell.ts';
import { GENESIS } from '../core/version.ts';
import type { AccountPage, CommittedCell } from './ledger.ts';

const ABSENT: CommittedCell = { value: '', version: GENESIS };

/** The committed cells at head, in memory: one look-up to read, and what each account has in its storage. */
export class CommittedCells {
  readonly #cells = new Map<CellKey, CommittedCell>();
  /** Only accounts with storage are in it, and keys are never taken out: a cleared cell still has a version. */
  readonly #storage = new Map<AccountId, CellKey[]>();

  read(key: CellKey): CommittedCell {
    return this.#cells.get(key) ?? ABSENT;
  }

  set(key: CellKey, cell: CommittedCell): void {
    const known = this.#cells.size;
    this.#cells.set(key, cell);
    if (this.#cells.size > known) this.#index(key);
  }

  /** Of all cells, cleared ones included. */
  *values(): Generator<readonly [CellKey, CellValue]> {
    for (const [key, { value }] of this.#cells) yield [key, value];
  }

  /** Those that hold something. */
  *present(): Generator<readonly [CellKey, CommittedCell]> {
    for (const entry of this.#cells) if (entry[1].value !== '') yield entry;
  }

  /** As `Ledger.cellsOf`. */
  page(account: AccountId, limit: number): AccountPage {
    const storage = this.#storage.get(account) ?? [];
    const page: (readonly [CellKey, CommittedCell])[] = [];
    for (const key of plainCells(account)) {
      const cell = this.#cells.get(key);
      if (cell) page.push([key, cell]);
    }
    const complete = page.length + storage.length <= limit;
    for (const key of storage) {
      if (page.length >= limit) break;
      page.push([key, this.read(key)]);
    }
    if (page.length > limit) page.length = limit;
    return { cells: page, complete };
  }

  #index(key: CellKey): void {
    if (isPlainCell(key)) return;
    const account = accountOfCell(key);
    const keys = this.#storage.get(account);
    if (keys) keys.push(key);
    else this.#storage.set(account, [key]);
  }
}
