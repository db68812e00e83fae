import type { AccountId, CellKey } from './cell.ts';
import type { Delta, Read, Write } from './effects.ts';
import type { FrameResult } from './frame.ts';
import type { OutcomeStatus } from './outcome.ts';
import type { Version } from './version.ts';

/** A lane, by executor: `executor` is like `evm#0`. */
export interface LaneRef {
  readonly executor: string;
  readonly lane: number;
}

/** Why an incarnation is void: what it read is not what stands at its place in the block. */
export interface Conflict {
  readonly cell: CellKey;
  readonly read: Version;
  readonly found: Version;
  /** Index of the transaction that wrote `found`; -1: an earlier block. */
  readonly writer: number;
  /** The version found was itself aborted and will be written anew (an estimate in Block-STM's words). */
  readonly withdrawn: boolean;
}

/** A recorded decision of a block that no execution yields; an input to serial execution, verification and replay. */
export type Decision = 'runtimeLost' | 'invalidated';

export type RetryCause = 'lost' | 'deadline' | 'misrouted' | 'fault' | 'lane';

/**
 * A decision of the scheduler, in the order taken. `at` is stamped by the kernel (ms since the run began); the scheduler itself
 * knows no clock. `index` is the transaction's place in the block.
 */
export type ScheduleEvent =
  | {
      readonly kind: 'dispatch';
      readonly index: number;
      readonly incarnation: number;
      readonly lane: LaneRef;
      readonly batch: number;
      /** All transactions up to and including this index were committed when it was sent; -1: none of this block. */
      readonly horizon: number;
    }
  | {
      readonly kind: 'execute';
      readonly index: number;
      readonly incarnation: number;
      readonly lane: LaneRef;
      /** Executor's own times, ms since its batch began. */
      readonly start: number;
      readonly end: number;
      readonly reads: readonly Read[];
      readonly writes: readonly Write[];
      readonly deltas: readonly Delta[];
      readonly outcome: OutcomeStatus;
    }
  /** A frame of the transaction goes to a lane of another runtime, where it begins as soon as that lane is between transactions. */
  | {
      readonly kind: 'enter';
      readonly index: number;
      readonly incarnation: number;
      readonly lane: LaneRef;
      readonly account: AccountId;
      /** Changes of runtime down to this frame, from 1. */
      readonly hops: number;
    }
  /** It is over there; `lane` is the one that ran it. */
  | {
      readonly kind: 'leave';
      readonly index: number;
      readonly incarnation: number;
      readonly lane: LaneRef;
      readonly status: FrameResult['status'];
    }
  | { readonly kind: 'abort'; readonly index: number; readonly incarnation: number; readonly conflict: Conflict }
  /**
   * Taken back without a conflict: the executor was lost, its deadline passed, another runtime has the account's code, or a lower
   * transaction needed a lane that this one held while it waited for another (wound-wait).
   */
  | {
      readonly kind: 'retry';
      readonly index: number;
      readonly incarnation: number;
      readonly cause: RetryCause;
    }
  | { readonly kind: 'invalidate'; readonly index: number; readonly incarnation: number; readonly conflict: Conflict }
  | { readonly kind: 'decide'; readonly index: number; readonly decision: Decision }
  | { readonly kind: 'commit'; readonly index: number; readonly incarnation: number; readonly outcome: OutcomeStatus };

export { POLICIES, type PolicyName } from './policy.ts';
