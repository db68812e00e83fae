import { ok } from '../../../core/result.ts';
import type { Handlers } from '../../server/handlers.ts';
import type { Session } from '../session.ts';

type CureMethods = Extract<keyof Handlers, `cure.${string}`>;

export function cureHandlers({ comparisons, cures }: Session): Pick<Handlers, CureMethods> {
  return {
    'cure.advise': async ({ comparison, run, key }) => {
      const found = comparisons.run(comparison, run);
      return found.ok ? cures.advise(found.value, key) : found;
    },
    'cure.try': async ({ comparison: id, run, key, whatIf }) => {
      const comparison = comparisons.get(id);
      if (!comparison.ok) return comparison;
      const found = comparisons.run(id, run);
      return found.ok ? cures.try(comparison.value, found.value, key, whatIf) : found;
    },
    'cure.tried': () => Promise.resolve(ok({ change: cures.tried })),
    'cure.keep': () => cures.keep(),
    'cure.discard': async () => {
      await cures.discard();
      return ok({});
    },
  };
}
