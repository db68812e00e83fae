/** Runs a scenario and leaves its schedule as a file of Chrome trace events. */
import { writeFile } from 'node:fs/promises';
import { err, ok, type Result } from '../../core/result.ts';
import type { RunFailure, RunOptions, RunReport, TrafficAbout } from '../run/report.ts';
import { runScenario } from '../run/run-scenario.ts';
import { ScheduleRecorder } from './schedule-recorder.ts';
import { traceEvents } from './trace-events.ts';

/** @param file absolute. */
export async function runTraced(options: RunOptions, file: string): Promise<Result<RunReport, RunFailure>> {
  let recorder = new ScheduleRecorder();
  let about: TrafficAbout | undefined;
  const { observer = {} } = options;
  const ran = await runScenario({
    ...options,
    observer: {
      ...observer,
      onTraffic: (told) => {
        about = told;
        recorder = new ScheduleRecorder(told.lanes);
      },
      onBlock: (number, transactions, at) => recorder.block(number, transactions, at),
      onEvent: (block, event, at) => recorder.event(block, event, at),
    },
  });
  if (!ran.ok) return ran;
  const { scenario, policy, seed, elapsedMs } = ran.value;
  recorder.close(elapsedMs);
  const trace = traceEvents(recorder, (key) => about?.names.cell(key) ?? key, { scenario, policy, seed: String(seed) });
  try {
    await writeFile(file, JSON.stringify(trace));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return err({ kind: 'export', message: `the run is done, but its trace cannot be written: ${why}` });
  }
  return ok(ran.value);
}
