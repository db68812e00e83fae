/**
 * Block-STM (Gelashvili et al. 2022): preset order, speculative execution, validation, re-execution.
 *
 * How much may speculate at once follows the share of executions that are aborted. Some aborts: smaller batches, since less is under way
 * at the same time and is found stale. Aborts by the half even so: one lane, where each transaction sees the one
 * before it, so that total contention costs what serial execution costs; from time to time a second lane is tried with small batches.
 */
import { takeInOrder, takeRun, type BlockView, type LaneState, type Policy } from './policy.ts';

/** Batches per lane that may be under way or wait to commit: what runs far ahead of a slow lane is stale when that reports. */
const AHEAD = 4;
/** Executions between two looks at the share of aborts. */
const SAMPLE = 32;
/** Above it, a further lane does not pay: what it executes is executed again. */
const TOO_MANY = 0.4;
const SOME = 0.1;
const FEW = 0.05;
const SMALLEST = 8;
/** Before anything is known. */
const START = 32;
const LARGEST = 512;
/** Calm executions on one lane before a second is tried; doubles each time that the trial fails. */
const FIRST_TRIAL = 512;
const LAST_TRIAL = 16_384;

export class Optimistic implements Policy {
  readonly name = 'optimistic';
  readonly snapshot = false;
  #lanes = Number.POSITIVE_INFINITY;
  #batch = START;
  /** Counts the changes of the two above: what was dispatched before the last one says nothing about it. */
  #era = 0;
  readonly #eras: number[] = [];
  #executed = 0;
  #aborted = 0;
  #calm = 0;
  #patience = FIRST_TRIAL;

  select(lane: LaneState, limit: number, view: BlockView): number[] {
    const others = view.lanes.filter((other) => other.id !== lane.id && other.outstanding > 0);
    if (others.length >= this.#lanes) return [];
    const lowest = view.lowest();
    if (lowest === undefined) return [];
    // The last free place belongs to the runtime that the commit front waits for.
    const lastPlace = others.length + 1 >= this.#lanes;
    if (lastPlace && lowest.runtime !== lane.runtime && !others.some((other) => other.runtime === lowest.runtime))
      return [];
    const abreast = Math.min(this.#lanes, view.lanes.length);
    const most = Math.min(limit, this.#batch);
    // On one lane at a time nothing of another runtime may be passed over either: what comes later would not see it.
    const taken =
      this.#lanes === 1 ? takeInOrder(lane, most, view) : takeRun(lane, most, view, AHEAD * this.#batch * abreast);
    for (const index of taken) this.#eras[index] = this.#era;
    return taken;
  }

  onExecuted(index: number): void {
    if (this.#eras[index] !== this.#era) return;
    this.#executed++;
    if (this.#executed < SAMPLE) return;
    const share = this.#aborted / this.#executed;
    this.#calm = share < FEW ? this.#calm + this.#executed : 0;
    this.#executed = 0;
    this.#aborted = 0;
    this.#adapt(share);
  }

  onAborted(index: number): void {
    if (this.#eras[index] === this.#era) this.#aborted++;
  }

  #adapt(share: number): void {
    if (this.#lanes === 1) {
      if (this.#calm >= this.#patience) this.#change(2, SMALLEST);
      else if (share < FEW) this.#grow();
      else this.#change(1, SMALLEST);
    } else if (share > TOO_MANY && this.#batch === SMALLEST) {
      this.#patience = Math.min(this.#patience * 2, LAST_TRIAL);
      this.#change(1, SMALLEST);
    } else if (share > TOO_MANY) this.#change(this.#lanes, SMALLEST);
    else if (share > SOME) this.#change(this.#lanes, Math.max(SMALLEST, this.#batch >> 1));
    else if (share < FEW) {
      this.#grow();
      if (this.#batch < LARGEST) return;
      this.#lanes = Number.POSITIVE_INFINITY;
      this.#patience = FIRST_TRIAL;
    }
  }

  /** Larger batches change nothing in what conflicts: the samples go on. */
  #grow(): void {
    this.#batch = Math.min(LARGEST, this.#batch * 2);
  }

  #change(lanes: number, batch: number): void {
    if (this.#lanes === lanes && this.#batch === batch) return;
    this.#lanes = lanes;
    this.#batch = batch;
    this.#calm = 0;
    this.#era++;
  }
}
