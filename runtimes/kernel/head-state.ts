/** The committed state while a block runs: the ledger, under what the block has committed so far. */
import { accountOfCell, addQuantity, type AccountId, type CellKey } from '../core/cell.ts';
import type { CodeBlob, Effects } from '../core/effects.ts';
import { version, type Version } from '../core/version.ts';
import type { CellUpdate } from '../core/wire.ts';
import type { AccountPage, CommittedCell, Ledger } from '../ledger/ledger.ts';

export class HeadState {
  readonly #ledger: Ledger;
  readonly #block: number;
  readonly #changed = new Map<CellKey, CommittedCell>();
  readonly #byAccount = new Map<AccountId, Set<CellKey>>();
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
    const changed = this.#byAccount.get(account);
    if (changed === undefined) return page;
    const cells = new Map(page.cells);
    for (const key of changed) cells.set(key, this.#changed.get(key) as CommittedCell);
    return { cells: [...cells], complete: page.complete };
  }

  changedOf(account: AccountId): Iterable<CellKey> {
    return this.#byAccount.get(account) ?? [];
  }

  #put(key: CellKey, value: string, at: Version): CellUpdate {
    this.#changed.set(key, { value, version: at });
    const account = accountOfCell(key);
    const keys = this.#byAccount.get(account);
    if (keys === undefined) this.#byAccount.set(account, new Set([key]));
    else keys.add(key);
    return { key, value, version: at };
  }
}
