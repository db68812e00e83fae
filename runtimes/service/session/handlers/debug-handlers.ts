import { err, ok, type Result } from '../../../core/result.ts';
import type { DebugTarget } from '../../../workspace/debug/debug-target.ts';
import { incarnationTarget } from '../../../workspace/debug/incarnation-target.ts';
import { liveTarget, plannedTarget } from '../../../workspace/debug/live-target.ts';
import type { DebugTargetChoice } from '../../contract/debug.ts';
import type { ServiceError } from '../../contract/error.ts';
import type { Handlers } from '../../server/handlers.ts';
import type { Session } from '../session.ts';
import { callingOf } from './contract-handlers.ts';
import { ledgerError } from './ledger-handlers.ts';

type DebugMethods = Extract<keyof Handlers, `debug.${string}`>;

export function debugHandlers(session: Session): Pick<Handlers, DebugMethods> {
  const { debuggers } = session;
  return {
    'debug.open': async ({ target: choice }, context) => {
      const target = await targetOf(session, choice);
      return target.ok ? debuggers.open(target.value, choice.kind !== 'incarnation', context) : target;
    },
    'debug.ask': ({ session: id, command, arguments: args }) => debuggers.ask(id, command, args),
    'debug.close': ({ session: id }) => {
      debuggers.close(id);
      return Promise.resolve(ok({}));
    },
  };
}

async function targetOf(session: Session, choice: DebugTargetChoice): Promise<Result<DebugTarget, ServiceError>> {
  if (choice.kind === 'live') {
    const live = await session.live();
    return live.ok ? refused(liveTarget(live.value, choice.block, choice.index)) : live;
  }
  if (choice.kind === 'call') {
    const live = await session.live();
    if (!live.ok) return live;
    const calling = callingOf(live.value, choice);
    if (!calling.ok) return calling;
    const planned = await live.value.plan(calling.value);
    return planned.ok ? ok(plannedTarget(live.value, planned.value)) : err(ledgerError(planned.error));
  }
  const run = session.runs.get(choice.run);
  if (!run.ok) return run;
  const { recorder, about } = run.value;
  if (about === undefined) return err({ code: 'refused', message: 'the run has no traffic yet' });
  return refused(incarnationTarget(recorder, about, choice.row));
}

const refused = <T>(result: Result<T, string>): Result<T, ServiceError> =>
  result.ok ? result : err({ code: 'refused', message: result.error });
