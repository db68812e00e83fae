/** What a policy decides: which transactions a lane runs next, and against which state. */
import type { CellKey } from '../core/cell.ts';
import type { Effects } from '../core/effects.ts';
import type { PolicyName } from '../core/schedule.ts';
import type { RuntimeId } from '../core/transaction.ts';
import type { ShippedCell } from '../core/wire.ts';

export interface LaneState {
  readonly id: number;
  readonly runtime: RuntimeId;
  /** Tasks sent and not yet reported. */
  readonly outstanding: number;
}

/** What policies may see and do; the scheduler implements it. */
export interface BlockView {
  readonly block: number;
  readonly count: number;
  /** The lowest uncommitted index. */
  readonly commitIndex: number;
  readonly lanes: readonly LaneState[];
  /** The lowest index ready for a runtime, without taking it. */
  peek(runtime: RuntimeId): number | undefined;
  /** Takes the lowest ready index of a runtime out of the queue. */
  take(runtime: RuntimeId): number | undefined;
  /** Puts a taken index back. */
  putBack(index: number): void;
  /** The lowest ready index of all, and its runtime. */
  lowest(): { readonly index: number; readonly runtime: RuntimeId } | undefined;
  /** The lowest uncommitted index that is settled without running: what it does is seen only when it commits. */
  readonly settledNext: number | undefined;
  /** Must run alone on an idle lane, because an executor was lost while it ran. */
  isSuspect(index: number): boolean;
  /** Whether transactions of several runtimes are about. */
  readonly isMixed: boolean;
  /** Whether an index waits for a lane of another runtime than this. */
  waitsForOther(index: number, runtime: RuntimeId): boolean;
  /** Whether an index runs on another lane, or can only run on one of another runtime. */
  isElsewhere(index: number, lane: LaneState): boolean;
  /** The transaction whose write made its last incarnation stale; at first the one before it of the same sender. */
  blocker(index: number): number | undefined;
}

export interface Policy {
  readonly name: PolicyName;
  /** true: executions read the state at the start of the block; conflicts invalidate instead of re-executing. */
  readonly snapshot: boolean;
  /** Up to `limit` indices for the lane, ascending, taken from the view; empty: nothing for it now. */
  select(lane: LaneState, limit: number, view: BlockView): number[];
  /** Cells to send along with a transaction's first incarnation. */
  ship?(index: number): readonly ShippedCell[];
  /** Cells that a transaction will probably read: uncommitted values of them are sent along. */
  reads?(index: number): readonly CellKey[];
  onExecuted?(index: number, effects: Effects): void;
  /** `effects`: of the aborted incarnation. */
  onAborted?(index: number, effects: Effects | undefined): void;
  /** Taken back from its lane without having been executed. */
  onRetried?(index: number): void;
}

/** No index further than this above the commit front is dispatched: bounds what a block holds in memory. */
export const SPECULATION_SPAN = 16_384;

/** Takes ready indices as long as the lowest of all is for the lane's runtime: nothing is passed over, so each sees all before it. */
export function takeInOrder(lane: LaneState, limit: number, view: BlockView): number[] {
  const taken: number[] = [];
  while (taken.length < limit) {
    const lowest = view.lowest();
    if (lowest === undefined || lowest.runtime !== lane.runtime) break;
    if (view.settledNext !== undefined && view.settledNext < lowest.index) break;
    const suspect = view.isSuspect(lowest.index);
    if (suspect && (taken.length > 0 || lane.outstanding > 0)) break;
    view.take(lane.runtime);
    taken.push(lowest.index);
    if (suspect) break;
  }
  return taken;
}

/** Takes ready indices in ascending order: the common part of most policies. */
export function takeRun(lane: LaneState, limit: number, view: BlockView, span = SPECULATION_SPAN): number[] {
  const taken: number[] = [];
  const aside: number[] = [];
  while (taken.length < limit) {
    const next = view.peek(lane.runtime);
    if (next === undefined || next > view.commitIndex + Math.min(span, SPECULATION_SPAN)) break;
    if (view.isSuspect(next)) {
      if (taken.length > 0 || lane.outstanding > 0) break;
      view.take(lane.runtime);
      taken.push(next);
      break;
    }
    view.take(lane.runtime);
    // What it depends on has still to run elsewhere: running it now would most likely be in vain.
    const blocker = view.blocker(next);
    const waits = blocker !== undefined && (view.isElsewhere(blocker, lane) || aside.includes(blocker));
    if (waits) aside.push(next);
    else taken.push(next);
    if (aside.length > limit) break;
  }
  for (const index of aside) view.putBack(index);
  return taken;
}
