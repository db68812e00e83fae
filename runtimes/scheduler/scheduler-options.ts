/** What goes into a scheduler and what comes out of it. */
import type { AccountId } from '../core/cell.ts';
import type { Effects } from '../core/effects.ts';
import type { Decision, LaneRef, ScheduleEvent } from '../core/schedule.ts';
import type { RuntimeId } from '../core/transaction.ts';
import type { ShippedCell } from '../core/wire.ts';
import type { BoundEffects, CellTable } from './cell.ts';
import type { Policy } from './policy.ts';

export interface BlockTask {
  readonly runtime: RuntimeId;
  readonly sender: AccountId;
  readonly nonce: bigint;
}

export interface Lane {
  readonly id: number;
  readonly ref: LaneRef;
  readonly runtime: RuntimeId;
}

export interface Commit {
  readonly index: number;
  readonly incarnation: number;
  readonly runtime: RuntimeId;
  /** The lane whose execution it is; undefined for a decision. */
  readonly lane: number | undefined;
  /** Of that lane; -1 for a decision. */
  readonly batch: number;
  readonly bound: BoundEffects;
}

/** What stands in for running a transaction: a decision, or the record of an earlier run. */
export type Settlement = Decision | 'recorded';

/** What the scheduler needs of its surroundings. */
export interface SchedulerHost {
  /** Must stand in the cells on return. */
  commit(commit: Commit): void;
  /** A lane's incarnation will not be committed: the lane must forget what it wrote. */
  withdraw(lane: number, index: number, incarnation: number): void;
  /** Effects, at its turn, of a transaction that no execution settles. */
  settle(index: number, how: Settlement): Effects;
  emit(event: ScheduleEvent): void;
}

export interface SchedulerOptions {
  readonly block: number;
  readonly tasks: readonly BlockTask[];
  readonly policy: Policy;
  /** The cells in which the committed state stands. */
  readonly table: CellTable;
  readonly host: SchedulerHost;
  /** What an earlier run of the same block has settled: none of these is run. */
  readonly settled?: ReadonlyMap<number, Settlement>;
  /** Only tests turn validation off, to see that they notice. */
  readonly validate?: boolean;
}

export interface Assignment {
  readonly batch: number;
  readonly horizon: number;
  readonly chained: boolean;
  readonly tasks: readonly {
    readonly index: number;
    readonly incarnation: number;
    readonly shipped: readonly ShippedCell[];
  }[];
}
