/**
 * What a lane knows of the ledger: committed cells up to a horizon, its own newer uncommitted writes, and what the kernel shipped
 * with the batch. Any of it may be stale; validation finds that out. Only the version it hands out must be honest.
 */
import { accountOfCell, addQuantity, type AccountId, type CellKey, type CellValue } from '../core/cell.ts';
import { GENESIS, indexOf, blockOf, version, type Version } from '../core/version.ts';
import type { FetchAnswer, Notice, ShippedCell } from '../core/wire.ts';
import type { JournalResult, Seen } from './transaction-journal.ts';

interface OwnEntry {
  readonly index: number;
  readonly version: Version;
  /** Exactly one of the two. */
  readonly value: CellValue | undefined;
  readonly delta: bigint;
}

interface OwnWork {
  readonly incarnation: number;
  readonly keys: readonly CellKey[];
}

interface CachedCell {
  readonly value: CellValue;
  readonly version: Version;
}

const ABSENT: CachedCell = { value: '', version: GENESIS };

/** Asks the kernel for a cell; blocks the lane until it answers. */
export type Fetch = (key: CellKey, index: number) => FetchAnswer;

export class Replica {
  readonly #fetch: Fetch;
  readonly #cache = new Map<CellKey, CachedCell>();
  /** Accounts of which the cache holds every cell: absence is known without asking. */
  readonly #complete = new Set<AccountId>();
  readonly #own = new Map<CellKey, OwnEntry[]>();
  readonly #work = new Map<number, OwnWork>();
  #shipped = new Map<CellKey, ShippedCell>();
  #block = 0;
  #chained = true;

  constructor(fetch: Fetch) {
    this.#fetch = fetch;
  }

  /** A batch begins: take over what was committed and withdrawn since the last one. */
  begin(notice: Notice): void {
    if (notice.reset) {
      this.#cache.clear();
      this.#complete.clear();
      this.#own.clear();
      this.#work.clear();
    }
    for (const { index, incarnation } of notice.dropped) {
      const work = this.#work.get(index);
      if (work?.incarnation === incarnation) this.#forget(index, work);
    }
    // What is left of an earlier block, or at or below the horizon, was neither withdrawn nor replaced: it is committed.
    const horizon = notice.block === this.#block ? notice.horizon : Number.MAX_SAFE_INTEGER;
    for (const index of [...this.#work.keys()].sort((a, b) => a - b)) if (index <= horizon) this.#promote(index);
    for (const cell of notice.updates) this.#learn(cell.key, cell);
    for (const account of notice.complete) this.#complete.add(account);
    this.#block = notice.block;
    this.#chained = notice.chained;
    this.#shipped = new Map();
  }

  /** Cells that the kernel knows the next transaction to need, newer than the committed ones. */
  ship(cells: readonly ShippedCell[]): void {
    for (const cell of cells) this.#shipped.set(cell.key, cell);
  }

  /** The newest value known that was written below `index`. */
  read(key: CellKey, index: number): Seen {
    let base: CachedCell | undefined = this.#cache.get(key);
    let byValue = false;
    const shipped = this.#shipped.get(key);
    if (shipped !== undefined && (base === undefined || shipped.version > base.version) && this.#isBelow(shipped.version, index)) {
      base = shipped;
      byValue = shipped.byValue;
    }
    const floor = base !== undefined && blockOf(base.version) === this.#block ? indexOf(base.version) : -1;
    let newest: Version | undefined;
    let sum = 0n;
    const own = this.#own.get(key);
    if (own !== undefined) {
      for (let i = own.length - 1; i >= 0; i--) {
        const entry = own[i] as OwnEntry;
        if (entry.index >= index) continue;
        // At or below the base it is contained in it, or was withdrawn.
        if (entry.index <= floor) break;
        newest ??= entry.version;
        if (entry.value !== undefined) {
          const chain = entry.version !== newest;
          return { value: chain ? addQuantity(entry.value, sum) : entry.value, version: newest, byValue: chain };
        }
        sum += entry.delta;
      }
    }
    if (base === undefined) {
      if (this.#complete.has(accountOfCell(key))) base = ABSENT;
      else {
        // The answer may contain what the loop above has just added up: look again.
        this.#miss(key, index);
        return this.read(key, index);
      }
    }
    if (newest === undefined) return { value: base.value, version: base.version, byValue };
    return { value: addQuantity(base.value, sum), version: newest, byValue: true };
  }

  /** Keeps what the lane's own incarnation wrote, for transactions above it. */
  keep(index: number, incarnation: number, result: JournalResult): void {
    if (!this.#chained) return;
    const before = this.#work.get(index);
    if (before) this.#forget(index, before);
    const keys: CellKey[] = [];
    const own = version(this.#block, index, incarnation);
    for (const { key, value } of result.writes) {
      keys.push(key);
      this.#insert(key, { index, version: own, value, delta: 0n });
    }
    for (const { key, amount } of result.deltas) {
      keys.push(key);
      this.#insert(key, { index, version: own, value: undefined, delta: amount });
    }
    this.#work.set(index, { incarnation, keys });
  }

  #isBelow(v: Version, index: number): boolean {
    return blockOf(v) < this.#block || indexOf(v) < index;
  }

  #miss(key: CellKey, index: number): void {
    const answer = this.#fetch(key, index);
    for (const cell of answer.cells) this.#learn(cell.key, cell);
    if (answer.complete !== undefined) this.#complete.add(answer.complete);
    if (!this.#cache.has(key)) this.#cache.set(key, ABSENT);
  }

  #learn(key: CellKey, cell: CachedCell): void {
    const known = this.#cache.get(key);
    if (known === undefined || cell.version >= known.version) this.#cache.set(key, { value: cell.value, version: cell.version });
  }

  #insert(key: CellKey, entry: OwnEntry): void {
    const entries = this.#own.get(key);
    if (entries === undefined) {
      this.#own.set(key, [entry]);
      return;
    }
    let at = entries.length;
    while (at > 0 && (entries[at - 1] as OwnEntry).index > entry.index) at--;
    entries.splice(at, 0, entry);
  }

  #promote(index: number): void {
    const work = this.#work.get(index) as OwnWork;
    for (const key of work.keys) {
      const entry = this.#own.get(key)?.find((candidate) => candidate.index === index);
      // A committed delta comes back folded from the kernel, if this lane holds the cell at all.
      if (entry?.value !== undefined) this.#learn(key, { value: entry.value, version: entry.version });
    }
    this.#forget(index, work);
  }

  #forget(index: number, work: OwnWork): void {
    this.#work.delete(index);
    for (const key of work.keys) {
      const entries = this.#own.get(key);
      if (entries === undefined) continue;
      const at = entries.findIndex((entry) => entry.index === index);
      if (at >= 0) entries.splice(at, 1);
      if (entries.length === 0) this.#own.delete(key);
    }
  }
}
