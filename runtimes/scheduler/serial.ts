/** One transaction after the other, in block order: the oracle. Batches keep the lane busy; nothing speculates. */
import { takeInOrder, type BlockView, type LaneState, type Policy } from './policy.ts';

export class Serial implements Policy {
  readonly name = 'serial';
  readonly snapshot = false;

  select(lane: LaneState, limit: number, view: BlockView): number[] {
    if (view.lanes.some((other) => other.id !== lane.id && other.outstanding > 0)) return [];
    return takeInOrder(lane, limit, view);
  }
}
