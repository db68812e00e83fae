/**
 * Uncommitted writes of a block, by cell and index (Block-STM's multi-version data structure, Gelashvili et al. 2022), with the
 * executed reads of each cell registered, so that a new write finds the reads it makes stale without scanning the block.
 */
import { addQuantity, type CellValue } from '../core/cell.ts';
import { blockOf, indexOf, version, type Version } from '../core/version.ts';
import { NOBODY, NOTHING, type Cell, type CellRead, type CellWrite, type Entry, type Reader } from './cell.ts';

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

/** Readers of a cell from which on a map finds one faster. */
const MANY = 12;

export class MultiVersionMemory {
  readonly #block: number;

  constructor(block: number) {
    this.#block = block;
  }

  /** What the transaction at `index` must see in a cell, as far as is known now. */
  resolve(cell: Cell, index: number): Resolved {
    const { entries } = cell;
    let newest: Entry | undefined;
    let sum = 0n;
    for (let i = entries.length - 1; i >= 0; i--) {
      const entry = entries[i] as Entry;
      if (entry.index >= index) continue;
      newest ??= entry;
      if (entry.estimate) return this.#found(newest, true, newest !== entry, '');
      if (entry.value !== undefined) {
        const chain = entry !== newest;
        return this.#found(newest, false, chain, chain ? addQuantity(entry.value, sum) : entry.value);
      }
      sum += entry.delta;
    }
    if (newest !== undefined) return this.#found(newest, false, true, addQuantity(cell.value, sum));
    const writer = blockOf(cell.version) === this.#block ? indexOf(cell.version) : -1;
    return { version: cell.version, writer, committed: true, estimate: false, chain: false, value: cell.value };
  }

  /** Whether a read still stands. */
  stands({ cell, version: seen, value, zero }: CellRead, index: number): boolean {
    if (zero !== undefined) {
      const { estimate, value: now } = this.resolve(cell, index);
      return !estimate && (now === '') === zero;
    }
    // By far the most frequent case, without building an answer.
    if (value === undefined && cell.entries.length === 0) return seen === cell.version;
    const found = this.resolve(cell, index);
    if (found.estimate) return false;
    return value === undefined ? !found.chain && seen === found.version : value === found.value;
  }

  /** Enters an incarnation's writes. Entries of its earlier incarnations that it did not write again go. */
  record(
    index: number,
    incarnation: number,
    writes: readonly CellWrite[],
    before: readonly CellWrite[],
    estimate: boolean,
  ): void {
    for (const { cell, value, delta } of writes) put(cell, { index, incarnation, value, delta, estimate });
    for (const { cell } of before) {
      const at = find(cell, index);
      if (at >= 0 && (cell.entries[at] as Entry).incarnation !== incarnation) remove(cell, at);
    }
  }

  /** The incarnation was aborted: what it wrote stays as a hint of what its next one will write. */
  markEstimates(index: number, writes: readonly CellWrite[]): void {
    for (const { cell } of writes) {
      const entry = cell.entries[find(cell, index)];
      if (entry !== undefined) entry.estimate = true;
    }
  }

  register(index: number, reads: readonly CellRead[]): void {
    for (const read of reads) {
      const { cell } = read;
      const { readers } = cell;
      if (readers instanceof Map) readers.set(index, { index, read });
      else if (readers.length === 0) cell.readers = [{ index, read }];
      else if (readers.length < MANY) readers.push({ index, read });
      else cell.readers = new Map([...readers, { index, read }].map((reader) => [reader.index, reader]));
    }
  }

  unregister(index: number, reads: readonly CellRead[]): void {
    for (const { cell } of reads) {
      const { readers } = cell;
      if (readers instanceof Map) {
        readers.delete(index);
        continue;
      }
      const at = readers.findIndex((reader) => reader.index === index);
      if (at < 0) continue;
      if (readers.length === 1) cell.readers = NOBODY;
      else readers.splice(at, 1);
    }
  }

  /** Registered reads of a cell above `index` that no longer stand. */
  stale(cell: Cell, index: number): readonly Reader[] {
    const { readers } = cell;
    if (readers === NOBODY) return NOBODY;
    const list = readers instanceof Map ? [...readers.values()] : readers;
    return list.filter((reader) => reader.index > index && !this.stands(reader.read, reader.index));
  }

  /** The transaction committed: its entries are in the committed state now. */
  release(index: number, writes: readonly CellWrite[]): void {
    for (const { cell } of writes) {
      const at = find(cell, index);
      if (at >= 0) remove(cell, at);
    }
  }

  #found(entry: Entry, estimate: boolean, chain: boolean, value: CellValue): Resolved {
    return {
      version: version(this.#block, entry.index, entry.incarnation),
      writer: entry.index,
      committed: false,
      estimate,
      chain,
      value,
    };
  }
}

function find(cell: Cell, index: number): number {
  const { entries } = cell;
  for (let i = 0; i < entries.length; i++) if ((entries[i] as Entry).index === index) return i;
  return -1;
}

function remove(cell: Cell, at: number): void {
  if (cell.entries.length === 1) cell.entries = NOTHING;
  else cell.entries.splice(at, 1);
}

function put(cell: Cell, entry: Entry): void {
  if (cell.entries.length === 0) {
    cell.entries = [entry];
    return;
  }
  const { entries } = cell;
  let at = entries.length;
  while (at > 0 && (entries[at - 1] as Entry).index > entry.index) at--;
  if (at > 0 && (entries[at - 1] as Entry).index === entry.index) entries[at - 1] = entry;
  else if (at === entries.length) entries.push(entry);
  else entries.splice(at, 0, entry);
}
