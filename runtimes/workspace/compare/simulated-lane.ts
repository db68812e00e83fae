/**
 * A lane on a virtual clock. It "executes" a transaction by reading and writing the cells that it was recorded to read and write, in the
 * versions that a real lane would know then (`executor/replica.ts`): committed up to the horizon of its batch, its own newer writes, and what
 * was shipped.
 */
import { addQuantity, type CellKey, type CellValue } from '../../core/cell.ts';
import type { Effects, Read } from '../../core/effects.ts';
import type { LaneRef } from '../../core/schedule.ts';
import type { RuntimeId } from '../../core/transaction.ts';
import { blockOf, indexOf, version, type Version } from '../../core/version.ts';
import type { ShippedCell } from '../../core/wire.ts';
import type { Assignment } from '../../scheduler/scheduler.ts';

export interface Recorded {
  readonly reads: readonly Read[];
  readonly writes: Effects['writes'];
  readonly deltas: Effects['deltas'];
  readonly outcome: Effects['outcome'];
  readonly gas: bigint;
}

/** Committed values of a cell in the block that runs, by index. */
export interface CommittedCells {
  at(key: CellKey, horizon: number): { readonly value: CellValue; readonly version: Version };
}

interface OwnEntry {
  readonly index: number;
  readonly version: Version;
  /** undefined: a delta. */
  readonly value: CellValue | undefined;
  readonly delta: bigint;
}

interface Seen {
  readonly value: CellValue;
  readonly version: Version;
  readonly byValue: boolean;
}

export interface QueuedBatch extends Assignment {
  /** Incarnations to be forgotten before it begins. */
  readonly dropped: readonly { readonly index: number; readonly incarnation: number }[];
}

export class SimulatedLane {
  readonly id: number;
  readonly ref: LaneRef;
  readonly runtime: RuntimeId;
  readonly queue: QueuedBatch[] = [];
  dropped: { index: number; incarnation: number }[] = [];
  busy = false;
  readonly #block: number;
  readonly #committed: CommittedCells;
  readonly #own = new Map<CellKey, OwnEntry[]>();
  readonly #work = new Map<number, { readonly incarnation: number; readonly keys: readonly CellKey[] }>();

  constructor(id: number, ref: LaneRef, runtime: RuntimeId, block: number, committed: CommittedCells) {
    this.id = id;
    this.ref = ref;
    this.runtime = runtime;
    this.#block = block;
    this.#committed = committed;
  }

  begin({ dropped, horizon }: QueuedBatch): void {
    for (const { index, incarnation } of dropped)
      if (this.#work.get(index)?.incarnation === incarnation) this.#forget(index);
    for (const index of [...this.#work.keys()]) if (index <= horizon) this.#forget(index);
  }

  execute({ horizon, chained, tasks }: QueuedBatch, at: number, recorded: Recorded): Effects {
    const { index, incarnation, shipped } = tasks[at] as QueuedBatch['tasks'][number];
    const reads = recorded.reads.map(({ key, zero }): Read => {
      const { value, version: seen, byValue } = this.#read(key, index, horizon, shipped);
      if (zero !== undefined) return { key, version: seen, zero: value === '' };
      return byValue ? { key, version: seen, value } : { key, version: seen };
    });
    const { writes, deltas } = recorded;
    if (chained) this.#keep(index, incarnation, recorded);
    return {
      outcome: recorded.outcome,
      gasUsed: recorded.gas,
      reads,
      writes,
      deltas,
      events: [],
      codes: [],
      preimages: [],
      frames: [],
      recorded: false,
    };
  }

  #read(key: CellKey, index: number, horizon: number, shipped: readonly ShippedCell[]): Seen {
    let base: Seen = { ...this.#committed.at(key, horizon), byValue: false };
    const sent = shipped.find((one) => one.key === key);
    const below = (v: Version): boolean => blockOf(v) < this.#block || indexOf(v) < index;
    if (sent !== undefined && sent.version > base.version && below(sent.version)) base = sent;
    const floor = blockOf(base.version) === this.#block ? indexOf(base.version) : -1;
    let newest: Version | undefined;
    let sum = 0n;
    const own = this.#own.get(key) ?? [];
    for (let n = own.length - 1; n >= 0; n--) {
      const entry = own[n] as OwnEntry;
      if (entry.index >= index) continue;
      if (entry.index <= floor) break;
      newest ??= entry.version;
      if (entry.value !== undefined) {
        const chain = entry.version !== newest;
        return { value: chain ? addQuantity(entry.value, sum) : entry.value, version: newest, byValue: chain };
      }
      sum += entry.delta;
    }
    return newest === undefined ? base : { value: addQuantity(base.value, sum), version: newest, byValue: true };
  }

  #keep(index: number, incarnation: number, { writes, deltas }: Recorded): void {
    this.#forget(index);
    const at = version(this.#block, index, incarnation);
    const keys: CellKey[] = [];
    const insert = (key: CellKey, value: CellValue | undefined, delta: bigint): void => {
      const own = this.#own.get(key) ?? [];
      let place = own.length;
      while (place > 0 && (own[place - 1] as OwnEntry).index > index) place--;
      own.splice(place, 0, { index, version: at, value, delta });
      this.#own.set(key, own);
      keys.push(key);
    };
    for (const { key, value } of writes) insert(key, value, 0n);
    for (const { key, amount } of deltas) insert(key, undefined, amount);
    this.#work.set(index, { incarnation, keys });
  }

  #forget(index: number): void {
    for (const key of this.#work.get(index)?.keys ?? []) {
      const left = (this.#own.get(key) ?? []).filter((entry) => entry.index !== index);
      if (left.length === 0) this.#own.delete(key);
      else this.#own.set(key, left);
    }
    this.#work.delete(index);
  }
}
