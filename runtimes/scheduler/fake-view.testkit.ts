import type { RuntimeId } from '../core/transaction.ts';
import type { BlockView, LaneState, Policy } from './policy.ts';
import { ReadyQueue } from './ready-queue.ts';

export const RUNTIME: RuntimeId = 'test';

/** A block seen by a policy on its own: transactions 0 to count-1 of one runtime, all ready. */
export class FakeView implements BlockView {
  readonly block = 1;
  readonly count: number;
  readonly lanes: (LaneState & { outstanding: number })[];
  commitIndex = 0;
  readonly settledNext = undefined;
  readonly #queue: ReadyQueue;

  constructor(count: number, lanes: number) {
    this.count = count;
    this.#queue = new ReadyQueue(Array.from({ length: count }, (_, index) => index));
    this.lanes = Array.from({ length: lanes }, (_, id) => ({ id, runtime: RUNTIME, outstanding: 0 }));
  }

  /** What the policy gives a lane, counted as outstanding. */
  select(policy: Policy, id: number, limit: number): number[] {
    const lane = this.lane(id);
    const taken = policy.select(lane, limit, this);
    lane.outstanding += taken.length;
    return taken;
  }

  lane(id: number): LaneState & { outstanding: number } {
    const lane = this.lanes[id];
    if (lane === undefined) throw new Error(`no lane ${id}`);
    return lane;
  }

  peek(): number | undefined {
    return this.#queue.peek();
  }

  take(): number | undefined {
    return this.#queue.pop();
  }

  putBack(index: number): void {
    this.#queue.push(index);
  }

  lowest(): { readonly index: number; readonly runtime: RuntimeId } | undefined {
    const index = this.#queue.peek();
    return index === undefined ? undefined : { index, runtime: RUNTIME };
  }

  isSuspect(): boolean {
    return false;
  }

  readonly isMixed = false;

  waitsForOther(): boolean {
    return false;
  }

  isElsewhere(): boolean {
    return false;
  }

  blocker(): undefined {
    return undefined;
  }
}
