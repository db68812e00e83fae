/** What incarnations read and wrote, as columns: a run of 100,000 incarnations has more than a million accesses. */
import type { CellKey, CellValue } from '../../core/cell.ts';
import type { Delta, Read, Write } from '../../core/effects.ts';
import { integer, quantity } from '../../core/hex.ts';
import type { Version } from '../../core/version.ts';

const READ = 0;
const ZERO = 1;
const WRITE = 2;
const DELTA = 3;

export interface LoggedRead {
  readonly key: CellKey;
  readonly version: Version;
  /** Given where it was materialised from deltas or predicted. */
  readonly value: CellValue | undefined;
  /** Given where only this was asked. */
  readonly zero: boolean | undefined;
}

/** An incarnation's use of one cell; both where it read and wrote it. */
export interface CellUse {
  readonly row: number;
  readonly reads: boolean;
  /** It wrote the cell, or added to it. */
  readonly writes: boolean;
}

export class AccessLog {
  readonly #keys: CellKey[] = [];
  readonly #ids = new Map<CellKey, number>();
  readonly #cell: number[] = [];
  readonly #kind: number[] = [];
  readonly #row: number[] = [];
  /** Of reads. */
  readonly #version: number[] = [];
  readonly #value: (CellValue | undefined)[] = [];
  /** By row: where its accesses begin. */
  readonly #begin = new Map<number, number>();

  add(row: number, reads: readonly Read[], writes: readonly Write[], deltas: readonly Delta[]): void {
    this.#begin.set(row, this.#cell.length);
    for (const { key, version, value, zero } of reads)
      if (zero === undefined) this.#push(row, key, READ, version, value);
      else this.#push(row, key, ZERO, version, zero ? '' : '1');
    for (const { key, value } of writes) this.#push(row, key, WRITE, -1, value);
    for (const { key, amount } of deltas) this.#push(row, key, DELTA, -1, quantity(amount));
  }

  /** Whether the row's incarnation has run. */
  has(row: number): boolean {
    return this.#begin.has(row);
  }

  reads(row: number): LoggedRead[] {
    const reads: LoggedRead[] = [];
    for (const at of this.#of(row)) {
      const kind = this.#kind[at];
      if (kind !== READ && kind !== ZERO) continue;
      const value = this.#value[at];
      const asked = kind === ZERO ? { value: undefined, zero: value === '' } : { value, zero: undefined };
      reads.push({ key: this.#keyAt(at), version: this.#version[at] as Version, ...asked });
    }
    return reads;
  }

  /** What the row's incarnation wrote and added. */
  changed(row: number): { readonly writes: Write[]; readonly deltas: Delta[] } {
    const [writes, deltas]: [Write[], Delta[]] = [[], []];
    for (const at of this.#of(row)) {
      const [key, value] = [this.#keyAt(at), this.#value[at] ?? ''];
      if (this.#kind[at] === WRITE) writes.push({ key, value });
      else if (this.#kind[at] === DELTA) deltas.push({ key, amount: integer(value) });
    }
    return { writes, deltas };
  }

  /** What the row's incarnation left in a cell; undefined: it has not written it, or only added to it. */
  written(row: number, key: CellKey): CellValue | undefined {
    const cell = this.#ids.get(key);
    for (const at of this.#of(row)) if (this.#cell[at] === cell && this.#kind[at] === WRITE) return this.#value[at];
    return undefined;
  }

  /** All uses of a cell, by row in the order in which they ran. */
  uses(key: CellKey): CellUse[] {
    const cell = this.#ids.get(key);
    const uses = new Map<number, CellUse>();
    if (cell === undefined) return [];
    for (let at = 0; at < this.#cell.length; at++) {
      if (this.#cell[at] !== cell) continue;
      const row = this.#row[at] ?? 0;
      const before = uses.get(row);
      const writes = (this.#kind[at] ?? 0) >= WRITE;
      uses.set(row, { row, reads: before?.reads === true || !writes, writes: before?.writes === true || writes });
    }
    return [...uses.values()];
  }

  #push(row: number, key: CellKey, kind: number, version: number, value: CellValue | undefined): void {
    let id = this.#ids.get(key);
    if (id === undefined) this.#ids.set(key, (id = this.#keys.push(key) - 1));
    this.#row.push(row);
    this.#cell.push(id);
    this.#kind.push(kind);
    this.#version.push(version);
    this.#value.push(value);
  }

  *#of(row: number): Iterable<number> {
    const begin = this.#begin.get(row);
    if (begin === undefined) return;
    for (let at = begin; this.#row[at] === row; at++) yield at;
  }

  #keyAt(at: number): CellKey {
    return this.#keys[this.#cell[at] ?? 0] as CellKey;
  }
}
