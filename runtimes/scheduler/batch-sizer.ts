/** Sizes batches so that one lasts long enough to amortise its transport and short enough to leave the lanes even work. */

/** ms of execution in a batch. */
const TARGET = 6;
const LARGEST = 512;
/** Weight of the newest execution in the running mean. */
const WEIGHT = 1 / 32;

export class BatchSizer {
  /** ms per execution, as the executors report it; a guess until they do. */
  #mean = 0.5;

  observe(duration: number): void {
    this.#mean += (Math.max(duration, 0) - this.#mean) * WEIGHT;
  }

  /** @param remaining transactions not dispatched yet. */
  limit(remaining: number, lanes: number): number {
    const byTime = Math.floor(TARGET / Math.max(this.#mean, 0.001));
    const byShare = Math.ceil(remaining / (2 * Math.max(lanes, 1)));
    return Math.max(1, Math.min(byTime, byShare, LARGEST));
  }
}
