import type { ScheduleLane } from '../../../runtimes/service/contract/runs.ts';

export const GROUP_HEIGHT = 22;
export const LANE_HEIGHT = 40;
export const BAR_HEIGHT = 28;

export interface LaneGroup {
  readonly executor: string;
  readonly runtime: string;
  readonly top: number;
  readonly lanes: readonly { readonly id: number; readonly number: number; readonly top: number }[];
}

export interface LaneLayout {
  readonly groups: readonly LaneGroup[];
  /** By lane: where its row begins, px. */
  readonly tops: readonly number[];
  readonly height: number;
  /** Lanes from top to bottom. */
  readonly order: readonly number[];
}

export function layoutLanes(lanes: readonly ScheduleLane[]): LaneLayout {
  const groups: LaneGroup[] = [];
  const tops: number[] = [];
  const order: number[] = [];
  let top = 0;
  for (const executor of new Set(lanes.map((lane) => lane.executor))) {
    const begin = top;
    top += GROUP_HEIGHT;
    const own = lanes.flatMap((lane, id) => (lane.executor === executor ? [{ id, number: lane.lane + 1 }] : []));
    const placed = own.map(({ id, number }, n) => ({ id, number, top: top + n * LANE_HEIGHT }));
    for (const one of placed) {
      tops[one.id] = one.top;
      order.push(one.id);
    }
    top += own.length * LANE_HEIGHT;
    groups.push({ executor, runtime: lanes[own[0]?.id ?? 0]?.runtime ?? '', top: begin, lanes: placed });
  }
  return { groups, tops, height: top, order };
}
