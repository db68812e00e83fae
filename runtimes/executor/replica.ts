/**
 * What a lane knows of the ledger: committed cells up to a horizon, its own newer uncommitted writes, and what the kernel shipped
 * with the batch. Any of it may be stale; validation finds that out. Only the version it hands out must be honest.
 */
import { accountOfCell, addQuantity, type AccountId, type CellKey, type CellValue } from '../core/cell.ts';
import { GENESIS, indexOf, blockOf, version, type Version } from '../core/version.ts';
import type { FetchAnswer, Notice, ShippedCell } from '../core/wire.ts';
import type { JournalResult, Seen } from './transaction-journal.ts';

/** An uncommitted write of this lane. */
interface OwnEntry {
  readonly index: number;
  readonly version: Version;
  /** undefined: a delta. */
  readonly value: CellValue | undefined;
  readonly delta: bigint;
}

interface LaneCell {
  /** The committed value; undefined: not known. */
  value: CellValue | undefined;
  version: Version;
  /** By index, ascending. */
  own: OwnEntry[] | undefined;
  shipped: ShippedCell | undefined;
}

interface OwnWork {
  readonly incarnation: number;
  readonly cells: readonly LaneCell[];
}

/** Asks the kernel for a cell; blocks the lane until it answers. */
export type Fetch = (key: CellKey, index: number) => FetchAnswer;

export class Replica {
  readonly #fetch: Fetch;
  readonly #cells = new Map<CellKey, LaneCell>();
  /** Accounts of which the lane holds every cell: absence is known without asking. */
  readonly #complete = new Set<AccountId>();
  readonly #work = new Map<number, OwnWork>();
  #shipped: LaneCell[] = [];
  #block = 0;
  #chained = true;

  constructor(fetch: Fetch) {
    this.#fetch = fetch;
  }

  /** What was shipped is not for what comes next. */
  unship(): void {
    for (const cell of this.#shipped) cell.shipped = undefined;
    this.#shipped = [];
  }

  /** Takes over what was committed and withdrawn since the last notice. Notices must come in the order in which they were made. */
  begin(notice: Notice): void {
    if (notice.reset) {
      this.#cells.clear();
      this.#complete.clear();
      this.#work.clear();
    }
    for (const { index, incarnation } of notice.dropped) {
      const work = this.#work.get(index);
      if (work?.incarnation === incarnation) this.#forget(index, work);
    }
    // What is left of an earlier block, or at or below the horizon, was neither withdrawn nor replaced: it is committed.
    const horizon = notice.block === this.#block ? notice.horizon : Number.MAX_SAFE_INTEGER;
    const committed: number[] = [];
    for (const index of this.#work.keys()) if (index <= horizon) committed.push(index);
    for (const index of committed.sort((a, b) => a - b)) this.#promote(index);
    for (const { key, value, version: at } of notice.updates) learn(this.#cell(key), value, at);
    for (const account of notice.complete) this.#complete.add(account);
    this.#block = notice.block;
    this.#chained = notice.chained;
  }

  /** Cells that the kernel knows the next transaction to need, newer than the committed ones. */
  ship(cells: readonly ShippedCell[]): void {
    for (const shipped of cells) {
      const cell = this.#cell(shipped.key);
      cell.shipped = shipped;
      this.#shipped.push(cell);
    }
  }

  /** The newest value known that was written below `index`. */
  read(key: CellKey, index: number): Seen {
    const cell = this.#cells.get(key);
    let value = cell?.value;
    let base = cell?.version ?? GENESIS;
    let byValue = false;
    const shipped = cell?.shipped;
    if (
      shipped !== undefined &&
      (value === undefined || shipped.version > base) &&
      this.#isBelow(shipped.version, index)
    ) {
      ({ value, byValue } = shipped);
      base = shipped.version;
    }
    const own = cell?.own;
    let newest: Version | undefined;
    let sum = 0n;
    if (own !== undefined) {
      // At or below the base it is contained in it, or was withdrawn.
      const floor = value !== undefined && blockOf(base) === this.#block ? indexOf(base) : -1;
      for (let i = own.length - 1; i >= 0; i--) {
        const entry = own[i] as OwnEntry;
        if (entry.index >= index) continue;
        if (entry.index <= floor) break;
        newest ??= entry.version;
        if (entry.value !== undefined) {
          const chain = entry.version !== newest;
          return { value: chain ? addQuantity(entry.value, sum) : entry.value, version: newest, byValue: chain };
        }
        sum += entry.delta;
      }
    }
    if (value === undefined) {
      if (!this.#complete.has(accountOfCell(key))) {
        // The answer may contain what the loop above has just added up: look again.
        this.#miss(key, index);
        return this.read(key, index);
      }
      value = '';
    }
    if (newest === undefined) return { value, version: base, byValue };
    return { value: addQuantity(value, sum), version: newest, byValue: true };
  }

  /** Keeps what the lane's own incarnation wrote, for transactions above it. */
  keep(index: number, incarnation: number, { writes, deltas }: JournalResult): void {
    if (!this.#chained) return;
    const before = this.#work.get(index);
    if (before) this.#forget(index, before);
    const at = version(this.#block, index, incarnation);
    const cells: LaneCell[] = [];
    for (const { key, value } of writes) cells.push(this.#insert(key, { index, version: at, value, delta: 0n }));
    for (const { key, amount } of deltas)
      cells.push(this.#insert(key, { index, version: at, value: undefined, delta: amount }));
    this.#work.set(index, { incarnation, cells });
  }

  #isBelow(v: Version, index: number): boolean {
    return blockOf(v) < this.#block || indexOf(v) < index;
  }

  #miss(key: CellKey, index: number): void {
    const answer = this.#fetch(key, index);
    for (const { key: known, value, version: at } of answer.cells) learn(this.#cell(known), value, at);
    if (answer.complete !== undefined) this.#complete.add(answer.complete);
    const cell = this.#cell(key);
    if (cell.value === undefined) learn(cell, '', GENESIS);
  }

  #cell(key: CellKey): LaneCell {
    let cell = this.#cells.get(key);
    if (cell === undefined)
      this.#cells.set(key, (cell = { value: undefined, version: GENESIS, own: undefined, shipped: undefined }));
    return cell;
  }

  #insert(key: CellKey, entry: OwnEntry): LaneCell {
    const cell = this.#cell(key);
    const { own } = cell;
    if (own === undefined) cell.own = [entry];
    else {
      let at = own.length;
      while (at > 0 && (own[at - 1] as OwnEntry).index > entry.index) at--;
      own.splice(at, 0, entry);
    }
    return cell;
  }

  #promote(index: number): void {
    const work = this.#work.get(index) as OwnWork;
    for (const cell of work.cells) {
      const entry = cell.own?.find((candidate) => candidate.index === index);
      // A committed delta comes back folded from the kernel, if this lane holds the cell at all.
      if (entry?.value !== undefined) learn(cell, entry.value, entry.version);
    }
    this.#forget(index, work);
  }

  #forget(index: number, work: OwnWork): void {
    this.#work.delete(index);
    for (const cell of work.cells) {
      const { own } = cell;
      if (own === undefined) continue;
      const at = own.findIndex((entry) => entry.index === index);
      if (at >= 0) own.splice(at, 1);
      if (own.length === 0) cell.own = undefined;
    }
  }
}

function learn(cell: LaneCell, value: CellValue, at: Version): void {
  if (cell.value !== undefined && at < cell.version) return;
  cell.value = value;
  cell.version = at;
}
