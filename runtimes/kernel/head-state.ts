/** The committed state while a block runs: the cells of the table, over the ledger as it was before the block. */
import { addQuantity, isPlainCell, plainCells, type CellKey } from '../core/cell.ts';
import type { CodeBlob } from '../core/effects.ts';
import { MAX_BLOCK, version, type Version } from '../core/version.ts';
import type { AccountPage, CommittedCell, LedgerState } from '../ledger/ledger.ts';
import { type AccountCells, type BoundEffects, type Cell, CellTable } from '../scheduler/cell.ts';
import type { CellSource } from './replica-feed.ts';

export class HeadState implements CellSource {
  readonly table: CellTable;
  readonly #ledger: LedgerState;
  /** The lowest version of the block that is running. */
  #first: Version = version(MAX_BLOCK, 0, 0);
  #changed: Cell[] = [];
  #accounts: AccountCells[] = [];
  readonly #codes = new Map<string, CodeBlob>();

  constructor(ledger: LedgerState) {
    this.#ledger = ledger;
    this.table = new CellTable((key) => ledger.read(key));
  }

  /** Final values of the block so far. */
  changed(): ReadonlyMap<CellKey, CommittedCell> {
    return new Map(this.#changed.map((cell) => [cell.key, { value: cell.value, version: cell.version }]));
  }

  get codes(): readonly CodeBlob[] {
    return [...this.#codes.values()];
  }

  read(key: CellKey): CommittedCell {
    return this.table.cell(key);
  }

  code(hash: string): Uint8Array | undefined {
    return this.#codes.get(hash)?.bytes ?? this.#ledger.code(hash);
  }

  /** Code is addressed by its content: to have it before its transaction commits harms nobody. */
  offerCodes(codes: readonly CodeBlob[]): void {
    for (const code of codes) this.#codes.set(code.hash, code);
  }

  /** Commits a transaction's effects to the cells. */
  apply(block: number, index: number, incarnation: number, { writes }: BoundEffects): void {
    const at = version(block, index, incarnation);
    const first = version(block, 0, 0);
    this.#first = first;
    for (const { cell, value, delta } of writes) {
      if (cell.version < first) {
        this.#changed.push(cell);
        if (!isPlainCell(cell.key)) this.#noteStorage(cell);
      }
      cell.value = value ?? addQuantity(cell.value, delta);
      cell.version = at;
    }
  }

  /** Cells of the account that the block has changed so far. */
  changedOf({ id, changed }: AccountCells): readonly Cell[] {
    const plain = plainCells(id).filter((key) => this.table.knows(key));
    return [
      ...plain.map((key) => this.table.cell(key)).filter((cell) => cell.version >= this.#first),
      ...(changed ?? []),
    ];
  }

  #noteStorage(cell: Cell): void {
    const { account } = cell;
    if (account.changed !== undefined) account.changed.push(cell);
    else {
      account.changed = [cell];
      this.#accounts.push(account);
    }
  }

  /** The ledger has taken the block. */
  seal(): void {
    for (const account of this.#accounts) account.changed = undefined;
    this.#accounts = [];
    this.#changed = [];
    this.#first = version(MAX_BLOCK, 0, 0);
    this.#codes.clear();
  }

  /** Up to `limit` cells of an account as committed now. */
  page(record: AccountCells, limit: number): AccountPage {
    const page = this.#ledger.cellsOf(record.id, limit);
    const now = page.cells.map(([key]): readonly [CellKey, CommittedCell] => [key, this.table.cell(key)]);
    // What the block itself made is needed only where the page claims to be all there is; there may be very much of it.
    if (!page.complete || (record.changed?.length ?? 0) > limit) return { cells: now, complete: false };
    const cells = new Map(now);
    for (const cell of this.changedOf(record)) cells.set(cell.key, cell);
    return { cells: [...cells], complete: cells.size <= limit };
  }
}
