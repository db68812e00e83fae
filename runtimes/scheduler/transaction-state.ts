/** What the scheduler remembers of a transaction, and of a lane. */
import type { RuntimeId } from '../core/transaction.ts';
import type { BoundEffects, CellWrite } from './cell.ts';
import type { Lane, Settlement } from './scheduler-options.ts';

/** `settled`: not to be run. `held`: aborted so often that it waits until it is the lowest uncommitted one. */
export type Status = 'ready' | 'held' | 'running' | 'executed' | 'settled' | 'committed';

export interface TransactionState {
  runtime: RuntimeId;
  status: Status;
  incarnation: number;
  aborts: number;
  suspect: boolean;
  soloLosses: number;
  lane: number | undefined;
  batch: number;
  horizon: number;
  /** Of the last execution, kept after an abort as a hint of what the next one reads. */
  bound: BoundEffects | undefined;
  /** What stands in the memory of it, be it as estimates. */
  writes: readonly CellWrite[];
  /** What it probably depends on: whose write aborted it, at first its sender's transaction before it. */
  blocker: number | undefined;
  settlement: Settlement | undefined;
}

export interface LaneBook extends Lane {
  /** Unreported tasks in the order in which the lane runs them, with their batch. */
  readonly queue: Map<number, number>;
  /** Unreported tasks of each batch. */
  readonly batches: Map<number, number>;
}

export const newState = (
  runtime: RuntimeId,
  settlement: Settlement | undefined,
  blocker: number | undefined,
): TransactionState => ({
  runtime,
  status: settlement === undefined ? 'ready' : 'settled',
  incarnation: 0,
  aborts: 0,
  suspect: false,
  soloLosses: 0,
  lane: undefined,
  batch: -1,
  horizon: -1,
  bound: undefined,
  writes: [],
  blocker,
  settlement,
});
