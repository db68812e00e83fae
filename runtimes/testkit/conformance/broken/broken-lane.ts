/** Breaks a working runtime in one place: what its contracts do goes through a journal that cheats, or what they did is told otherwise. */
import type { FrameCall, FrameResult } from '../../../core/frame.ts';
import type { Transaction } from '../../../core/transaction.ts';
import type { Journal } from '../../../sdk/journal.ts';
import type { Execution, ExecutorModule, LaneHost } from '../../../sdk/runtime.ts';

export interface Breakage {
  /** Overrides of the journal of a transaction; one object for each lane, so that it may remember. */
  readonly journal?: () => (journal: Journal) => Partial<Journal>;
  readonly host?: (host: LaneHost) => Partial<LaneHost>;
  readonly before?: (tx: Transaction) => void;
  readonly after?: (done: Execution) => Execution;
  /** Of frames that other runtimes call. */
  readonly entering?: (call: FrameCall) => FrameCall;
  readonly leaving?: (result: FrameResult) => FrameResult;
}

/** `base` with methods replaced; the others keep their `this`. */
function overridden<T extends object>(base: T, changes: Partial<T>): T {
  return new Proxy(base, {
    get: (target, name) => {
      if (name in changes) return changes[name as keyof T];
      const member: unknown = target[name as keyof T];
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
}

export const brokenLane = ({ createLane }: ExecutorModule, breakage: Breakage): ExecutorModule => ({
  createLane: async (host) => {
    const lane = await createLane(breakage.host === undefined ? host : overridden(host, breakage.host(host)));
    const overrides = breakage.journal?.();
    const cheating = (journal: Journal): Journal =>
      overrides === undefined ? journal : overridden(journal, overrides(journal));
    let last: readonly [honest: Journal, cheating: Journal] | undefined;
    // The same for all frames of a transaction.
    const journalOf = (journal: Journal): Journal => {
      if (last?.[0] !== journal) last = [journal, cheating(journal)];
      return last[1];
    };
    return {
      execute: async (tx, block, journal, mode) => {
        breakage.before?.(tx);
        const done = await lane.execute(tx, block, journalOf(journal), mode);
        return breakage.after?.(done) ?? done;
      },
      frame: async (call, scene) => {
        const entering = breakage.entering?.(call) ?? call;
        const result = await lane.frame(entering, { ...scene, journal: journalOf(scene.journal) });
        return breakage.leaving?.(result) ?? result;
      },
    };
  },
});
