/** The committed state while a block runs: the ledger, under what the block has committed so far. */
import { accountOfCell, addQuantity, isPlainCell, plainCells, type AccountId, type CellKey } from '../core/cell.ts';
import type { CodeBlob, Effects } from '../core/effects.ts';
import { version, type Version } from '../core/version.ts';
import type { CellUpdate } from '../core/wire.ts';
import type { AccountPage, CommittedCell, Ledger } from '../ledger/ledger.ts';

export class HeadState {
  readonly #ledger: Ledger;
  readonly #block: number;
  readonly #changed = new Map<CellKey, CommittedCell>();
  /** Storage only: the other cells of an account are few and known. */
  readonly #storage = new Map<AccountId, CellKey[]>();
  readonly #codes = new Map<string, CodeBlob>();

  constructor(ledger: Ledger, block: number) {
    this.#ledger = ledger;
    this.#block = block;
  }

  /** Final values of the block so far. */
  get changed(): ReadonlyMap<CellKey, CommittedCell> {
    return this.#changed;
  }

  get codes(): readonly CodeBlob[] {
    return [...this.#codes.values()];
  }

  read(key: CellKey): CommittedCell {
    return this.#changed.get(key) ?? this.#ledger.read(key);
  }

  code(hash: string): Uint8Array | undefined {
    return this.#codes.get(hash)?.bytes ?? this.#ledger.code(hash);
  }

  /** Code is addressed by its content: to have it before its transaction commits harms nobody. */
  offerCodes(codes: readonly CodeBlob[]): void {
    for (const code of codes) this.#codes.set(code.hash, code);
  }

  /** Commits a transaction's effects; returns what the cells hold now. */
  apply(index: number, incarnation: number, effects: Effects): CellUpdate[] {
    const at = version(this.#block, index, incarnation);
    const updates: CellUpdate[] = [];
    for (const { key, value } of effects.writes) updates.push(this.#put(key, value, at));
    for (const { key, amount } of effects.deltas) updates.push(this.#put(key, addQuantity(this.read(key).value, amount), at));
    return updates;
  }

  /** Up to `limit` cells of an account as committed now. */
  page(account: AccountId, limit: number): AccountPage {
    const page = this.#ledger.cellsOf(account, limit);
    const changed = this.changedOf(account);
    if (changed.length === 0) return page;
    const cells = new Map(page.cells);
    for (const key of changed) cells.set(key, this.#changed.get(key) as CommittedCell);
    return { cells: [...cells], complete: page.complete };
  }

  /** Cells of the account that the block has changed so far. */
  changedOf(account: AccountId): readonly CellKey[] {
    const plain = plainCells(account).filter((key) => this.#changed.has(key));
    const storage = this.#storage.get(account);
    return storage === undefined ? plain : [...plain, ...storage];
  }

  #put(key: CellKey, value: string, at: Version): CellUpdate {
    const update = { key, value, version: at };
    if (!isPlainCell(key) && !this.#changed.has(key)) {
      const account = accountOfCell(key);
      const keys = this.#storage.get(account);
      if (keys === undefined) this.#storage.set(account, [key]);
      else keys.push(key);
    }
    this.#changed.set(key, update);
    return update;
  }
}
