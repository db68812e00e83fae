/**
 * A cell as the kernel holds it: its committed value, the uncommitted writes above it, and who has read it. A key is looked up once,
 * when a message is taken in; from there on everything is reached through the record, since looking up long keys is what
 * would otherwise cost most.
 */
import { accountOfCell, type AccountId, type CellKey, type CellValue } from '../core/cell.ts';
import type { Effects } from '../core/effects.ts';
import type { Version } from '../core/version.ts';

/** An uncommitted write. */
export interface Entry {
  readonly index: number;
  readonly incarnation: number;
  /** undefined: a delta. */
  readonly value: CellValue | undefined;
  readonly delta: bigint;
  /** Its incarnation was aborted: what the next one will write is not known. */
  estimate: boolean;
}

export interface CellRead {
  readonly cell: Cell;
  readonly version: Version;
  readonly value: CellValue | undefined;
  readonly zero?: boolean | undefined;
}

export interface CellWrite {
  readonly cell: Cell;
  readonly value: CellValue | undefined;
  readonly delta: bigint;
}

/** A read that a new write may make stale. */
export interface Reader {
  readonly index: number;
  readonly read: CellRead;
}

/** Shared by all cells that nobody reads or writes, which is most of them; never pushed to. */
export const NOBODY: Reader[] = [];
export const NOTHING: Entry[] = [];

/** Effects with their keys resolved. `writes` holds the full writes first, then the deltas. */
export interface BoundEffects {
  readonly effects: Effects;
  readonly reads: readonly CellRead[];
  readonly writes: readonly CellWrite[];
}

/** Somebody who holds a copy of a cell and must hear of changes. */
export interface Follower {
  /** Gone for good: whoever meets it takes it off the list. */
  readonly closed: boolean;
  changed(cell: Cell): void;
}

const NO_FOLLOWERS: readonly Follower[] = [];

/** A list of exactly its size: there are hundreds of thousands, and an array that grows by itself takes 17 places at once. */
export const withFollower = (followers: readonly Follower[], follower: Follower): readonly Follower[] =>
  followers.length === 0 ? [follower] : followers.concat(follower);

export class Cell {
  readonly key: CellKey;
  readonly account: AccountCells;
  /** Committed. */
  value: CellValue;
  version: Version;
  /** By index, ascending. */
  entries: Entry[] = NOTHING;
  /** Executed and not committed. A few in an array; a map where there are many, as for a popular contract's code. */
  readers: Reader[] | Map<number, Reader> = NOBODY;
  followers: readonly Follower[] = NO_FOLLOWERS;

  constructor(key: CellKey, account: AccountCells, value: CellValue, version: Version) {
    this.key = key;
    this.account = account;
    this.value = value;
    this.version = version;
  }
}

export class AccountCells {
  readonly id: AccountId;
  /** Those who hold every cell of the account. */
  followers: readonly Follower[] = NO_FOLLOWERS;
  /** Storage cells committed by the block that is running; the other cells are few and known by name. */
  changed: Cell[] | undefined = undefined;

  constructor(id: AccountId) {
    this.id = id;
  }
}

/** All cells met so far, by key. */
export class CellTable {
  readonly #load: (key: CellKey) => { readonly value: CellValue; readonly version: Version };
  readonly #cells = new Map<CellKey, Cell>();
  readonly #accounts = new Map<AccountId, AccountCells>();

  /** @param load the committed value of a cell that is met for the first time. */
  constructor(load: (key: CellKey) => { readonly value: CellValue; readonly version: Version }) {
    this.#load = load;
  }

  cell(key: CellKey): Cell {
    let cell = this.#cells.get(key);
    if (cell === undefined) {
      const { value, version } = this.#load(key);
      this.#cells.set(key, (cell = new Cell(key, this.account(accountOfCell(key)), value, version)));
    }
    return cell;
  }

  /** Whether the cell has been met, without meeting it. */
  knows(key: CellKey): boolean {
    return this.#cells.has(key);
  }

  account(id: AccountId): AccountCells {
    let account = this.#accounts.get(id);
    if (account === undefined) this.#accounts.set(id, (account = new AccountCells(id)));
    return account;
  }

  bind(effects: Effects): BoundEffects {
    const reads: CellRead[] = [];
    for (const { key, version, value, zero } of effects.reads)
      reads.push({ cell: this.cell(key), version, value, zero });
    const writes: CellWrite[] = [];
    for (const { key, value } of effects.writes) writes.push({ cell: this.cell(key), value, delta: 0n });
    for (const { key, amount } of effects.deltas)
      writes.push({ cell: this.cell(key), value: undefined, delta: amount });
    return { effects, reads, writes };
  }
}
