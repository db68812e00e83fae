/**
 * How much of a block may be speculated on at once, as the blocks before it have taught. Traffic goes on over the edge of a block: without it
 * each block of a contended load would waste executions until it has learned what the one before it knew.
 */
export interface Pace {
  /** Lanes at work at the same time. */
  lanes: number;
  /** Transactions of a batch. */
  batch: number;
  /** Executions on one lane since the last that was aborted, by samples. */
  calm: number;
  /** So many of them before a second lane is tried. */
  patience: number;
}

/** Before anything is known. */
const START = 32;
/** Calm executions on one lane before a second is tried; doubles each time that the trial fails. */
export const FIRST_TRIAL = 512;
/** More is not carried into the next block: what comes may be of another kind. */
const LONGEST_KEPT = 4_096;

export const newPace = (): Pace => ({
  lanes: Number.POSITIVE_INFINITY,
  batch: START,
  calm: 0,
  patience: FIRST_TRIAL,
});

/** For the block that follows. */
export function carryOver(pace: Pace): Pace {
  pace.patience = Math.min(pace.patience, LONGEST_KEPT);
  return pace;
}
