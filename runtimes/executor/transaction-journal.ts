import { addQuantity, type CellKey, type CellValue } from '../core/cell.ts';
import type { CodeBlob, ContractEvent, Delta, Read, Write } from '../core/effects.ts';
import type { Version } from '../core/version.ts';
import type { Journal } from '../sdk/journal.ts';

/** A cell as one transaction sees it, and where that came from. */
export interface Seen {
  readonly value: CellValue;
  readonly version: Version;
  /** The value was put together from deltas or predicted: validation must compare values. */
  readonly byValue: boolean;
}

/** Where a journal reads what its transaction has not written itself. */
export type StateView = (key: CellKey) => Seen;

type Undo =
  | { readonly kind: 'write'; readonly key: CellKey; readonly before: CellValue | undefined }
  | { readonly kind: 'delta'; readonly key: CellKey; readonly before: bigint | undefined }
  | { readonly kind: 'scratch'; readonly key: string; readonly before: string | undefined };

interface Checkpoint {
  readonly undo: number;
  readonly events: number;
  readonly codes: number;
}

/** What a finished journal leaves for the effects. */
export interface JournalResult {
  readonly reads: readonly Read[];
  readonly writes: readonly Write[];
  readonly deltas: readonly Delta[];
  readonly events: readonly ContractEvent[];
  readonly codes: readonly CodeBlob[];
}

/** The journal of one transaction: an undo log over maps, so that a checkpoint costs nothing and a revert only what it undoes. */
export class TransactionJournal implements Journal {
  readonly #view: StateView;
  readonly #reads = new Map<CellKey, Seen>();
  /** Cells of which only being zero was asked. */
  readonly #zeros = new Map<CellKey, Seen>();
  readonly #writes = new Map<CellKey, CellValue>();
  readonly #deltas = new Map<CellKey, bigint>();
  readonly #scratch = new Map<string, string>();
  readonly #events: ContractEvent[] = [];
  readonly #codes: CodeBlob[] = [];
  readonly #undo: Undo[] = [];
  readonly #checkpoints: Checkpoint[] = [];

  constructor(view: StateView) {
    this.#view = view;
  }

  get depth(): number {
    return this.#checkpoints.length;
  }

  read(key: CellKey): CellValue {
    const written = this.#writes.get(key);
    if (written !== undefined) return written;
    const base = this.original(key);
    const delta = this.#deltas.get(key);
    return delta === undefined ? base : addQuantity(base, delta);
  }

  original(key: CellKey): CellValue {
    let seen = this.#reads.get(key);
    if (seen === undefined) {
      seen = this.#zeros.get(key) ?? this.#view(key);
      this.#reads.set(key, seen);
    }
    return seen.value;
  }

  isZero(key: CellKey): boolean {
    const delta = this.#deltas.get(key) ?? 0n;
    // A debit may take a number to zero: then the number itself must be known.
    if (this.#writes.has(key) || this.#reads.has(key) || delta < 0n) return this.read(key) === '';
    let seen = this.#zeros.get(key);
    if (seen === undefined) {
      seen = this.#view(key);
      this.#zeros.set(key, seen);
    }
    return seen.value === '' && delta === 0n;
  }

  write(key: CellKey, value: CellValue): void {
    const delta = this.#deltas.get(key);
    if (delta !== undefined) {
      this.#undo.push({ kind: 'delta', key, before: delta });
      this.#deltas.delete(key);
    }
    this.#undo.push({ kind: 'write', key, before: this.#writes.get(key) });
    this.#writes.set(key, value);
  }

  credit(key: CellKey, amount: bigint): void {
    if (amount === 0n) return;
    const written = this.#writes.get(key);
    if (written !== undefined) {
      this.write(key, addQuantity(written, amount));
      return;
    }
    const before = this.#deltas.get(key);
    this.#undo.push({ kind: 'delta', key, before });
    this.#deltas.set(key, (before ?? 0n) + amount);
  }

  emit(event: ContractEvent): void {
    this.#events.push(event);
  }

  putCode(code: CodeBlob): void {
    this.#codes.push(code);
  }

  ownCode(hash: string): Uint8Array | undefined {
    return this.#codes.find((code) => code.hash === hash)?.bytes;
  }

  checkpoint(): void {
    this.#checkpoints.push({ undo: this.#undo.length, events: this.#events.length, codes: this.#codes.length });
  }

  commit(): void {
    if (this.#checkpoints.pop() === undefined) throw new Error('journal: commit without a checkpoint');
  }

  revert(): void {
    const checkpoint = this.#checkpoints.pop();
    if (checkpoint === undefined) throw new Error('journal: revert without a checkpoint');
    this.#events.length = checkpoint.events;
    this.#codes.length = checkpoint.codes;
    for (let i = this.#undo.length - 1; i >= checkpoint.undo; i--) {
      const undo = this.#undo[i] as Undo;
      if (undo.kind === 'write') restore(this.#writes, undo.key, undo.before);
      else if (undo.kind === 'delta') restore(this.#deltas, undo.key, undo.before);
      else restore(this.#scratch, undo.key, undo.before);
    }
    this.#undo.length = checkpoint.undo;
  }

  scratchGet(key: string): string | undefined {
    return this.#scratch.get(key);
  }

  scratchSet(key: string, value: string | undefined): void {
    this.#undo.push({ kind: 'scratch', key, before: this.#scratch.get(key) });
    restore(this.#scratch, key, value);
  }

  *scratchEntries(prefix: string): Iterable<readonly [string, string]> {
    for (const entry of this.#scratch) if (entry[0].startsWith(prefix)) yield entry;
  }

  /** The reads, writes, deltas, events and codes that stand. The journal is not used after this. */
  finish(): JournalResult {
    const reads: Read[] = [];
    for (const [key, seen] of this.#reads) {
      reads.push(seen.byValue ? { key, version: seen.version, value: seen.value } : { key, version: seen.version });
    }
    for (const [key, { version, value }] of this.#zeros) {
      if (!this.#reads.has(key)) reads.push({ key, version, zero: value === '' });
    }
    const writes: Write[] = [];
    // A cell written back to what was read is no write: the read is validated, so the value stands.
    for (const [key, value] of this.#writes) if (this.#reads.get(key)?.value !== value) writes.push({ key, value });
    const deltas: Delta[] = [];
    for (const [key, amount] of this.#deltas) {
      if (amount === 0n) continue;
      const seen = this.#reads.get(key);
      // Where the value was read as well, the dependency exists anyway: a plain write keeps delta chains short.
      if (seen === undefined) deltas.push({ key, amount });
      else writes.push({ key, value: addQuantity(seen.value, amount) });
    }
    return { reads, writes, deltas, events: this.#events, codes: this.#codes };
  }
}

function restore<K, V>(map: Map<K, V>, key: K, before: V | undefined): void {
  if (before === undefined) map.delete(key);
  else map.set(key, before);
}
