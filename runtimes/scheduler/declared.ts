/**
 * Sealevel's rule (Yakovenko 2019): access lists, declared by the transaction or learned from earlier executions, decide
 * what may run side by side. A transaction is sent to a lane only if nothing that it is expected to conflict with runs or waits
 * elsewhere. Validation is that of `optimistic`: a list that lies costs an abort, never correctness.
 */
import type { AccountId, CellKey } from '../core/cell.ts';
import type { Effects } from '../core/effects.ts';
import { SPECULATION_SPAN, type BlockView, type LaneState, type Policy } from './policy.ts';

export interface AccessSet {
  readonly reads: readonly CellKey[];
  /** Full writes; deltas commute and are left out. */
  readonly writes: readonly CellKey[];
}

/** What a block's transactions are expected to touch; `wanted` leaves the cells of other accounts out. */
export interface AccessForecast {
  expect(index: number, wanted?: (account: AccountId) => boolean): AccessSet;
  /** What one really did: to learn from. */
  observe(index: number, effects: Effects): void;
}

/** How far behind the first ready transaction the policy looks for one that fits the lane, in batches. */
const LOOK_AHEAD = 4;

/** Transactions of other runtimes that are looked at before nothing more is taken. */
const OTHERS = 512;

class Claims {
  readonly #lanes = new Map<CellKey, Map<number, number>>();

  add(keys: readonly CellKey[], lane: number): void {
    for (const key of keys) {
      let counts = this.#lanes.get(key);
      if (counts === undefined) this.#lanes.set(key, (counts = new Map()));
      counts.set(lane, (counts.get(lane) ?? 0) + 1);
    }
  }

  remove(keys: readonly CellKey[], lane: number): void {
    for (const key of keys) {
      const counts = this.#lanes.get(key);
      const left = (counts?.get(lane) ?? 0) - 1;
      if (left > 0) counts?.set(lane, left);
      else if (counts?.delete(lane) && counts.size === 0) this.#lanes.delete(key);
    }
  }

  elsewhere(key: CellKey, lane: number): boolean {
    const counts = this.#lanes.get(key);
    return counts !== undefined && (counts.size > 1 || !counts.has(lane));
  }
}

export class Declared implements Policy {
  readonly name = 'declared';
  readonly snapshot = false;
  readonly #forecast: AccessForecast | undefined;
  readonly #reading = new Claims();
  readonly #writing = new Claims();
  readonly #running = new Map<number, { readonly set: AccessSet; readonly lane: number }>();
  /** Really touched by an earlier incarnation: better than any list. */
  readonly #seen = new Map<number, AccessSet>();

  constructor(forecast: AccessForecast | undefined) {
    this.#forecast = forecast;
  }

  select(lane: LaneState, limit: number, view: BlockView): number[] {
    const taken: number[] = [];
    const aside: number[] = [];
    const asideReads = new Set<CellKey>();
    const asideWrites = new Set<CellKey>();
    const passOver = (set: AccessSet): void => {
      for (const key of set.reads) asideReads.add(key);
      for (const key of set.writes) asideWrites.add(key);
    };
    let looked = view.commitIndex;
    let passed = 0;
    while (taken.length < limit && aside.length < limit * LOOK_AHEAD && passed < OTHERS) {
      const next = view.peek(lane.runtime);
      if (next === undefined || next > view.commitIndex + SPECULATION_SPAN) break;
      // What lies below and waits for a lane of another runtime comes first as well.
      for (; view.isMixed && looked < next && passed < OTHERS; looked++) {
        if (!view.waitsForOther(looked, lane.runtime)) continue;
        passOver(this.#set(looked));
        passed++;
      }
      const suspect = view.isSuspect(next);
      if (suspect && (taken.length > 0 || lane.outstanding > 0)) break;
      view.take(lane.runtime);
      const set = this.#set(next);
      const conflicts =
        set.writes.some(
          (key) =>
            this.#writing.elsewhere(key, lane.id) ||
            this.#reading.elsewhere(key, lane.id) ||
            asideWrites.has(key) ||
            asideReads.has(key),
        ) || set.reads.some((key) => this.#writing.elsewhere(key, lane.id) || asideWrites.has(key));
      // The commit front never waits: should it conflict with something higher, that one is aborted, rightly.
      if (conflicts && next !== view.commitIndex) {
        aside.push(next);
        passOver(set);
        continue;
      }
      taken.push(next);
      this.#claim(next, lane.id, set);
      if (suspect) break;
    }
    for (const index of aside) view.putBack(index);
    return taken;
  }

  reads(index: number): readonly CellKey[] {
    return this.#set(index).reads;
  }

  onExecuted(index: number): void {
    this.#release(index);
  }

  onAborted(index: number, effects: Effects | undefined): void {
    // Still running where it was found to be in the wrong place.
    this.#release(index);
    if (effects === undefined) return;
    this.#seen.set(index, {
      reads: effects.reads.map((read) => read.key),
      writes: effects.writes.map((write) => write.key),
    });
  }

  onRetried(index: number): void {
    this.#release(index);
  }

  #set(index: number): AccessSet {
    return (
      this.#running.get(index)?.set ??
      this.#seen.get(index) ??
      this.#forecast?.expect(index) ?? { reads: [], writes: [] }
    );
  }

  #claim(index: number, lane: number, set: AccessSet): void {
    this.#running.set(index, { set, lane });
    this.#reading.add(set.reads, lane);
    this.#writing.add(set.writes, lane);
  }

  #release(index: number): void {
    const claim = this.#running.get(index);
    if (claim === undefined) return;
    this.#running.delete(index);
    this.#reading.remove(claim.set.reads, claim.lane);
    this.#writing.remove(claim.set.writes, claim.lane);
  }
}
