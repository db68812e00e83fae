import { traceEvents } from '../schedule/trace-events.ts';
import type { ComparedRun } from './compare-runs.ts';

/** The schedule of one of the runs as a file of Chrome trace events. @param n which one, from 1. */
export function comparedTrace(run: ComparedRun, n: number): { readonly name: string; readonly json: string } {
  const { variant, scenario, seed, clock, recorder, cellName, figures } = run;
  const about = { scenario, source: variant.source, policy: variant.policy, seed: String(seed), clock };
  const name = `${n}-${scenario}-${variant.policy}-${figures.lanes}-lanes`.replaceAll(/[^\w.-]+/g, '-');
  return { name: `${name}.trace.json`, json: JSON.stringify(traceEvents(recorder, cellName, about)) };
}
