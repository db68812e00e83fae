import { ok } from '../../../core/result.ts';
import type { Handlers } from '../../server/handlers.ts';
import type { Session } from '../session.ts';

type CureMethods = Extract<keyof Handlers, `cure.${string}`>;

export function cureHandlers({ cures }: Session): Pick<Handlers, CureMethods> {
  return {
    'cure.advise': (cell) => cures.advise(cell),
    'cure.try': (cell) => cures.try(cell),
    'cure.tried': () => Promise.resolve(ok({ change: cures.tried })),
    'cure.keep': () => cures.keep(),
    'cure.discard': async () => {
      await cures.discard();
      return ok({});
    },
  };
}
