/**
 * Block-STM (Gelashvili et al. 2022): preset order, speculative execution, validation, re-execution. How many lanes may
 * speculate at once follows the share of executions that are aborted, so that total contention costs what serial execution costs.
 */
import { takeRun, type BlockView, type LaneState, type Policy } from './policy.ts';

/** Executions between two looks at the abort ratio. */
const SAMPLE = 48;
/** Above this ratio of aborts to executions, a further lane does not pay. */
const TOO_MANY = 0.5;
const FEW = 0.15;

export class Optimistic implements Policy {
  readonly name = 'optimistic';
  readonly snapshot = false;
  #active = Number.POSITIVE_INFINITY;
  #executed = 0;
  #aborted = 0;
  #calm = 0;
  /** Executions to wait before a further lane is tried; doubles each time that the trial fails. */
  #patience = 256;

  select(lane: LaneState, limit: number, view: BlockView): number[] {
    const others = view.lanes.filter((other) => other.id !== lane.id && other.outstanding > 0);
    if (others.length >= this.#active) return [];
    const lowest = view.lowest();
    if (lowest === undefined) return [];
    // The last free place belongs to the runtime that the commit front waits for.
    const lastPlace = others.length + 1 >= this.#active;
    if (lastPlace && lowest.runtime !== lane.runtime && !others.some((other) => other.runtime === lowest.runtime)) return [];
    return takeRun(lane, limit, view);
  }

  onExecuted(): void {
    this.#executed++;
    if (this.#executed < SAMPLE) return;
    const ratio = this.#aborted / this.#executed;
    this.#calm = ratio < FEW ? this.#calm + this.#executed : 0;
    this.#executed = 0;
    this.#aborted = 0;
    if (ratio > TOO_MANY && this.#active > 1) {
      this.#active = Number.isFinite(this.#active) ? Math.max(1, Math.floor(this.#active / 2)) : 1;
      this.#patience = Math.min(this.#patience * 2, 16_384);
      this.#calm = 0;
    } else if (this.#calm >= this.#patience && Number.isFinite(this.#active)) {
      this.#active += 1;
      this.#calm = 0;
    }
  }

  onAborted(): void {
    this.#aborted++;
  }
}
