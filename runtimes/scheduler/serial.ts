/** One transaction after the other, in block order: the oracle. Batches keep the lane busy; nothing speculates. */
import type { BlockView, LaneState, Policy } from './policy.ts';

export class Serial implements Policy {
  readonly name = 'serial';
  readonly snapshot = false;

  select(lane: LaneState, limit: number, view: BlockView): number[] {
    if (view.lanes.some((other) => other.id !== lane.id && other.outstanding > 0)) return [];
    const taken: number[] = [];
    while (taken.length < limit) {
      const lowest = view.lowest();
      if (lowest === undefined || lowest.runtime !== lane.runtime) break;
      const suspect = view.isSuspect(lowest.index);
      if (suspect && (taken.length > 0 || lane.outstanding > 0)) break;
      view.take(lane.runtime);
      taken.push(lowest.index);
      if (suspect) break;
    }
    return taken;
  }
}
