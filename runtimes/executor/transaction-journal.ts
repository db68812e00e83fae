import { addQuantity, type CellKey, type CellValue } from '../core/cell.ts';
import type { CodeBlob, ContractEvent, Delta, Read, Write } from '../core/effects.ts';
import {
  NO_MARK,
  type FrameRecord,
  type JournalMark,
  type JournalStep,
  type JournalSync,
  type SeenCell,
} from '../core/frame.ts';
import type { RuntimeId } from '../core/transaction.ts';
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

/** A step of the log: what was there before, to undo it; what it did, for the other lanes of the transaction to do the same. */
type Step =
  | {
      readonly kind: 'write';
      readonly key: CellKey;
      readonly before: CellValue | undefined;
      readonly value: CellValue | undefined;
    }
  | {
      readonly kind: 'delta';
      readonly key: CellKey;
      readonly before: bigint | undefined;
      readonly amount: bigint | undefined;
    }
  | {
      readonly kind: 'scratch';
      readonly key: string;
      readonly before: string | undefined;
      readonly value: string | undefined;
    };

interface Checkpoint {
  readonly steps: number;
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
  readonly frames: readonly FrameRecord[];
  readonly recorded: boolean;
}

/** Calls to the console of which the text is kept, in one transaction: as cheap as they are, they would fill the memory. */
const MOST_SAID = 256;

/**
 * The journal of one transaction: an undo log over maps, so that a checkpoint costs nothing and a revert only what it undoes.
 * Where frames of the transaction run in several runtimes, each of their lanes has a copy of the same log (`exportTo`, `follow`). Whoever
 * opened a checkpoint settles it: what lies below it in the log does not change as long as its frame is open.
 */
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
  readonly #frames: FrameRecord[] = [];
  /** Of them calls to the console. */
  #said = 0;
  readonly #log: Step[] = [];
  readonly #checkpoints: Checkpoint[] = [];
  #recorded = false;

  /** How much of the log the lanes of other runtimes have; most transactions use one lane and need none. */
  #marks: Map<RuntimeId, JournalMark> | undefined;

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
      this.#log.push({ kind: 'delta', key, before: delta, amount: undefined });
      this.#deltas.delete(key);
    }
    this.#log.push({ kind: 'write', key, before: this.#writes.get(key), value });
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
    const sum = (before ?? 0n) + amount;
    this.#log.push({ kind: 'delta', key, before, amount: sum });
    this.#deltas.set(key, sum);
  }

  emit(event: ContractEvent): void {
    this.#events.push(event);
  }

  putCode(code: CodeBlob): void {
    this.#codes.push(code);
  }

  recordFrame(frame: FrameRecord): void {
    if (frame.said === undefined || ++this.#said <= MOST_SAID) this.#frames.push(frame);
    else this.#frames.push({ ...frame, said: undefined });
  }

  markRecorded(): void {
    this.#recorded = true;
  }

  ownCode(hash: string): Uint8Array | undefined {
    return this.#codes.find((code) => code.hash === hash)?.bytes;
  }

  checkpoint(): void {
    this.#checkpoints.push({ steps: this.#log.length, events: this.#events.length, codes: this.#codes.length });
  }

  commit(): void {
    if (this.#checkpoints.pop() === undefined) throw new Error('journal: commit without a checkpoint');
  }

  revert(): void {
    const checkpoint = this.#checkpoints.pop();
    if (checkpoint === undefined) throw new Error('journal: revert without a checkpoint');
    this.#backTo(checkpoint);
    const marks = this.#marks;
    if (marks !== undefined) for (const [runtime, mark] of marks) marks.set(runtime, lower(mark, checkpoint));
  }

  #backTo({ steps, events, codes }: Checkpoint): void {
    this.#events.length = Math.min(this.#events.length, events);
    this.#codes.length = Math.min(this.#codes.length, codes);
    while (this.#log.length > steps) {
      const step = this.#log.pop() as Step;
      if (step.kind === 'write') restore(this.#writes, step.key, step.before);
      else if (step.kind === 'delta') restore(this.#deltas, step.key, step.before);
      else restore(this.#scratch, step.key, step.before);
    }
  }

  /** What the lane of a runtime must do to have this journal; from then on it is taken to have it. `own`: this lane's runtime. */
  exportTo(runtime: RuntimeId, own: RuntimeId): JournalSync {
    const marks = (this.#marks ??= new Map<RuntimeId, JournalMark>());
    const base = marks.get(runtime) ?? NO_MARK;
    const now: JournalMark = {
      reads: this.#reads.size,
      zeros: this.#zeros.size,
      steps: this.#log.length,
      events: this.#events.length,
      codes: this.#codes.length,
      frames: this.#frames.length,
    };
    marks.set(runtime, now);
    marks.set(own, now);
    return {
      base,
      reads: seenFrom(this.#reads, base.reads),
      zeros: seenFrom(this.#zeros, base.zeros),
      steps: this.#log.slice(base.steps).map(toStep),
      events: this.#events.slice(base.events),
      codes: this.#codes.slice(base.codes),
      frames: this.#frames.slice(base.frames),
      marks: [...marks],
      recorded: this.#recorded,
    };
  }

  /** Follows the lane that had control. @throws Error where this journal has not what the sender thinks it has. */
  follow(sync: JournalSync): void {
    const { base } = sync;
    this.#backTo(base);
    const has =
      this.#reads.size === base.reads &&
      this.#zeros.size === base.zeros &&
      this.#log.length === base.steps &&
      this.#events.length === base.events &&
      this.#codes.length === base.codes &&
      this.#frames.length === base.frames;
    if (!has) throw new Error('journal: the lanes of the transaction disagree');
    for (const { key, ...seen } of sync.reads) this.#reads.set(key, seen);
    for (const { key, ...seen } of sync.zeros) this.#zeros.set(key, seen);
    for (const step of sync.steps) this.#redo(step);
    this.#events.push(...sync.events);
    this.#codes.push(...sync.codes);
    this.#frames.push(...sync.frames);
    for (const { said } of sync.frames) if (said !== undefined) this.#said++;
    this.#marks = new Map(sync.marks);
    if (sync.recorded) this.#recorded = true;
  }

  #redo(step: JournalStep): void {
    if (step.kind === 'write') {
      this.#log.push({ ...step, before: this.#writes.get(step.key) });
      restore(this.#writes, step.key, step.value);
    } else if (step.kind === 'delta') {
      this.#log.push({ ...step, before: this.#deltas.get(step.key) });
      restore(this.#deltas, step.key, step.amount);
    } else {
      this.#log.push({ ...step, before: this.#scratch.get(step.key) });
      restore(this.#scratch, step.key, step.value);
    }
  }

  scratchGet(key: string): string | undefined {
    return this.#scratch.get(key);
  }

  scratchSet(key: string, value: string | undefined): void {
    this.#log.push({ kind: 'scratch', key, before: this.#scratch.get(key), value });
    restore(this.#scratch, key, value);
  }

  *scratchEntries(prefix: string): Iterable<readonly [string, string]> {
    for (const entry of this.#scratch) if (entry[0].startsWith(prefix)) yield entry;
  }

  /** The reads, writes, deltas, events and codes that stand. The journal is not used after this. */
  finish(): JournalResult {
    const reads: Read[] = [];
    for (const [key, seen] of this.#reads) {
      const { version, value } = seen;
      reads.push(seen.byValue || this.#recorded ? { key, version, value } : { key, version });
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
    return {
      reads,
      writes,
      deltas,
      events: this.#events,
      codes: this.#codes,
      frames: this.#frames,
      recorded: this.#recorded,
    };
  }
}

const toStep = (step: Step): JournalStep =>
  step.kind === 'write'
    ? { kind: 'write', key: step.key, value: step.value }
    : step.kind === 'delta'
      ? { kind: 'delta', key: step.key, amount: step.amount }
      : { kind: 'scratch', key: step.key, value: step.value };

/** Maps keep the order of insertion, and reads are never taken back. */
function seenFrom(seen: ReadonlyMap<CellKey, Seen>, start: number): SeenCell[] {
  const cells: SeenCell[] = [];
  let at = 0;
  for (const [key, one] of seen) if (at++ >= start) cells.push({ key, ...one });
  return cells;
}

const lower = (mark: JournalMark, { steps, events, codes }: Checkpoint): JournalMark => ({
  ...mark,
  steps: Math.min(mark.steps, steps),
  events: Math.min(mark.events, events),
  codes: Math.min(mark.codes, codes),
});

function restore<K, V>(map: Map<K, V>, key: K, before: V | undefined): void {
  if (before === undefined) map.delete(key);
  else map.set(key, before);
}
