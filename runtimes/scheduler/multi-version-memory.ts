/**
 * Uncommitted writes of a block, by cell and index (Block-STM's multi-version data structure, Gelashvili et al. 2022), with the
 * executed reads of each cell registered, so that a new write finds the reads it makes stale without scanning the block.
 */
import { addQuantity, type CellKey, type CellValue } from '../core/cell.ts';
import type { Effects, Read } from '../core/effects.ts';
import { blockOf, indexOf, version, type Version } from '../core/version.ts';

/** The value of a cell in the committed state. */
export interface CommittedValue {
  readonly value: CellValue;
  readonly version: Version;
}

export interface Resolved {
  /** The newest version that contributes. */
  readonly version: Version;
  /** Index of the newest contributor; -1: an earlier block. */
  readonly writer: number;
  /** Nothing uncommitted contributes. */
  readonly committed: boolean;
  /** The newest contributor was aborted: what it will write is not known. */
  readonly estimate: boolean;
  /** Built from at least one delta. */
  readonly chain: boolean;
  /** '' where `estimate`. */
  readonly value: CellValue;
}

interface Entry {
  readonly index: number;
  readonly incarnation: number;
  readonly value: CellValue | undefined;
  readonly delta: bigint;
  estimate: boolean;
}

interface Cell {
  /** By index, ascending. */
  readonly entries: Entry[];
  readonly readers: Map<number, Read>;
}

export interface StaleRead {
  readonly reader: number;
  readonly read: Read;
}

export class MultiVersionMemory {
  readonly #cells = new Map<CellKey, Cell>();
  readonly #block: number;
  readonly #committed: (key: CellKey) => CommittedValue;

  constructor(block: number, committed: (key: CellKey) => CommittedValue) {
    this.#block = block;
    this.#committed = committed;
  }

  /** What the transaction at `index` must see in a cell, as far as is known now. */
  resolve(key: CellKey, index: number): Resolved {
    const entries = this.#cells.get(key)?.entries;
    let newest: Entry | undefined;
    let sum = 0n;
    if (entries !== undefined) {
      for (let i = entries.length - 1; i >= 0; i--) {
        const entry = entries[i] as Entry;
        if (entry.index >= index) continue;
        newest ??= entry;
        if (entry.estimate) return { ...this.#source(newest), estimate: true, chain: newest !== entry, value: '' };
        if (entry.value !== undefined) {
          const chain = entry !== newest;
          return { ...this.#source(newest), estimate: false, chain, value: chain ? addQuantity(entry.value, sum) : entry.value };
        }
        sum += entry.delta;
      }
    }
    const base = this.#committed(key);
    if (newest === undefined) {
      const writer = blockOf(base.version) === this.#block ? indexOf(base.version) : -1;
      return { version: base.version, writer, committed: true, estimate: false, chain: false, value: base.value };
    }
    return { ...this.#source(newest), estimate: false, chain: true, value: addQuantity(base.value, sum) };
  }

  /** Whether a read still stands, and what it should have seen where it does not. */
  check(read: Read, index: number): { readonly valid: boolean; readonly found: Resolved } {
    const found = this.resolve(read.key, index);
    if (found.estimate) return { valid: false, found };
    if (read.value !== undefined) return { valid: read.value === found.value, found };
    return { valid: !found.chain && read.version === found.version, found };
  }

  /** Enters an incarnation's writes. Entries of its earlier incarnations that it did not write again go. */
  record(index: number, incarnation: number, effects: Effects, before: readonly CellKey[], estimate: boolean): CellKey[] {
    const keys: CellKey[] = [];
    for (const { key, value } of effects.writes) {
      keys.push(key);
      this.#put(key, { index, incarnation, value, delta: 0n, estimate });
    }
    for (const { key, amount } of effects.deltas) {
      keys.push(key);
      this.#put(key, { index, incarnation, value: undefined, delta: amount, estimate });
    }
    if (before.length > 0) {
      const now = new Set(keys);
      for (const key of before) if (!now.has(key)) this.#remove(key, index);
    }
    return keys;
  }

  /** The incarnation was aborted: what it wrote stays as a hint of what its next one will write. */
  markEstimates(index: number, keys: readonly CellKey[]): void {
    for (const key of keys) {
      const entry = this.#cells.get(key)?.entries.find((candidate) => candidate.index === index);
      if (entry !== undefined) entry.estimate = true;
    }
  }

  register(index: number, reads: readonly Read[]): void {
    for (const read of reads) this.#cell(read.key).readers.set(index, read);
  }

  unregister(index: number, reads: readonly Read[]): void {
    for (const { key } of reads) {
      const cell = this.#cells.get(key);
      if (cell === undefined) continue;
      cell.readers.delete(index);
      this.#tidy(key, cell);
    }
  }

  /** Registered reads of a cell above `index` that no longer stand. */
  stale(key: CellKey, index: number): StaleRead[] {
    const readers = this.#cells.get(key)?.readers;
    if (readers === undefined) return [];
    const found: StaleRead[] = [];
    for (const [reader, read] of readers) if (reader > index && !this.check(read, reader).valid) found.push({ reader, read });
    return found;
  }

  /** The transaction committed: its entries are in the committed state now. */
  release(index: number, keys: readonly CellKey[]): void {
    for (const key of keys) this.#remove(key, index);
  }

  #source(entry: Entry): { version: Version; writer: number; committed: false } {
    return { committed: false, version: version(this.#block, entry.index, entry.incarnation), writer: entry.index };
  }

  #cell(key: CellKey): Cell {
    let cell = this.#cells.get(key);
    if (cell === undefined) this.#cells.set(key, (cell = { entries: [], readers: new Map() }));
    return cell;
  }

  #put(key: CellKey, entry: Entry): void {
    const { entries } = this.#cell(key);
    let at = entries.length;
    while (at > 0 && (entries[at - 1] as Entry).index > entry.index) at--;
    if (at > 0 && (entries[at - 1] as Entry).index === entry.index) entries[at - 1] = entry;
    else entries.splice(at, 0, entry);
  }

  #remove(key: CellKey, index: number): void {
    const cell = this.#cells.get(key);
    if (cell === undefined) return;
    const at = cell.entries.findIndex((entry) => entry.index === index);
    if (at >= 0) cell.entries.splice(at, 1);
    this.#tidy(key, cell);
  }

  #tidy(key: CellKey, cell: Cell): void {
    if (cell.entries.length === 0 && cell.readers.size === 0) this.#cells.delete(key);
  }
}
