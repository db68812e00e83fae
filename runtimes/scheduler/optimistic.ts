/**
 * Block-STM (Gelashvili et al. 2022): preset order, speculative execution, validation, re-execution.
 *
 * How much may speculate at once follows the share of executions that are aborted. Some aborts: smaller batches, since less is under way
 * at the same time and is found stale. Aborts by the half even so: one lane, where each transaction sees the one
 * before it, so that total contention costs what serial execution costs; from time to time a second lane is tried with small batches.
 */
import { FIRST_TRIAL, newPace, type Pace } from './pace.ts';
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
const LARGEST = 512;
const LAST_TRIAL = 16_384;

export class Optimistic implements Policy {
  readonly name = 'optimistic';
  readonly snapshot = false;
  readonly #pace: Pace;
  /** Counts the changes of lanes and batch: what was dispatched before the last one says nothing about it. */
  #era = 0;
  readonly #eras: number[] = [];
  #executed = 0;
  #aborted = 0;

  /** @param pace what it begins from; it is changed as the block teaches. */
  constructor(pace: Pace = newPace()) {
    this.#pace = pace;
  }

  select(lane: LaneState, limit: number, view: BlockView): number[] {
    const others = view.lanes.filter((other) => other.id !== lane.id && other.outstanding > 0);
    if (others.length >= this.#pace.lanes) return [];
    const lowest = view.lowest();
    if (lowest === undefined) return [];
    // The last free place belongs to the runtime that the commit front waits for.
    const lastPlace = others.length + 1 >= this.#pace.lanes;
    if (lastPlace && lowest.runtime !== lane.runtime && !others.some((other) => other.runtime === lowest.runtime))
      return [];
    const abreast = Math.min(this.#pace.lanes, view.lanes.length);
    const most = Math.min(limit, this.#pace.batch);
    // On one lane at a time nothing of another runtime may be passed over either: what comes later would not see it.
    const taken =
      this.#pace.lanes === 1
        ? takeInOrder(lane, most, view)
        : takeRun(lane, most, view, AHEAD * this.#pace.batch * abreast);
    for (const index of taken) this.#eras[index] = this.#era;
    return taken;
  }

  onExecuted(index: number): void {
    if (this.#eras[index] !== this.#era) return;
    this.#executed++;
    if (this.#executed < SAMPLE) return;
    const share = this.#aborted / this.#executed;
    this.#pace.calm = share < FEW ? this.#pace.calm + this.#executed : 0;
    this.#executed = 0;
    this.#aborted = 0;
    this.#adapt(share);
  }

  onAborted(index: number): void {
    if (this.#eras[index] === this.#era) this.#aborted++;
  }

  #adapt(share: number): void {
    if (this.#pace.lanes === 1) {
      if (this.#pace.calm >= this.#pace.patience) this.#change(2, SMALLEST);
      else if (share < FEW) this.#grow();
      else this.#change(1, SMALLEST);
    } else if (share > TOO_MANY && this.#pace.batch === SMALLEST) {
      this.#pace.patience = Math.min(this.#pace.patience * 2, LAST_TRIAL);
      this.#change(1, SMALLEST);
    } else if (share > TOO_MANY) this.#change(this.#pace.lanes, SMALLEST);
    else if (share > SOME) this.#change(this.#pace.lanes, Math.max(SMALLEST, this.#pace.batch >> 1));
    else if (share < FEW) {
      this.#grow();
      if (this.#pace.batch < LARGEST) return;
      this.#pace.lanes = Number.POSITIVE_INFINITY;
      this.#pace.patience = FIRST_TRIAL;
    }
  }

  /** Larger batches change nothing in what conflicts: the samples go on. */
  #grow(): void {
    this.#pace.batch = Math.min(LARGEST, this.#pace.batch * 2);
  }

  #change(lanes: number, batch: number): void {
    if (this.#pace.lanes === lanes && this.#pace.batch === batch) return;
    this.#pace.lanes = lanes;
    this.#pace.batch = batch;
    this.#pace.calm = 0;
    this.#era++;
  }
}
