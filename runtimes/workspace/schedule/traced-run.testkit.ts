/** A scenario that is run for a test, with its schedule and all events. */
import { execute, type Finished } from '../run/run-scenario.ts';
import type { RunOptions, TrafficAbout } from '../run/report.ts';
import type { ScheduleEvent } from '../../core/schedule.ts';
import { ScheduleRecorder } from './schedule-recorder.ts';

export interface TestRun {
  readonly recorder: ScheduleRecorder;
  readonly about: TrafficAbout;
  readonly events: readonly { readonly block: number; readonly event: ScheduleEvent }[];
  readonly finished: Finished;
  close(): Promise<void>;
}

/** @throws Error where the scenario does not run. */
export async function tracedRun(options: RunOptions): Promise<TestRun> {
  let recorder = new ScheduleRecorder();
  let about: TrafficAbout | undefined;
  const events: { block: number; event: ScheduleEvent }[] = [];
  const ran = await execute({
    ...options,
    exports: false,
    observer: {
      onTraffic: (told) => {
        about = told;
        const { ledger } = told.chain;
        recorder = new ScheduleRecorder(told.lanes, (key) => ledger.ahead.read(key).value);
      },
      onBlock: (number, transactions, at) => recorder.block(number, transactions, at),
      onEvent: (block, event, at) => {
        events.push({ block, event });
        recorder.event(block, event, at);
      },
    },
  });
  if (!ran.ok) throw new Error(ran.error.message);
  if (about === undefined) throw new Error('there was no traffic');
  const { chain, base, report } = ran.value;
  chain.close();
  recorder.close(report.elapsedMs);
  return { recorder, about, events, finished: ran.value, close: () => base.close() };
}
