import path from 'node:path';
import type { Result } from '../core/result.ts';
import type { RunFailure, RunOptions, RunReport } from '../workspace/run/report.ts';
import { placeOf } from '../workspace/formats/place.ts';
import { refusal, type Answer } from './answer.ts';
import { EXIT } from './exit-code.ts';
import type { ScenarioFlags } from './flags.ts';
import type { Host } from './host.ts';
import { createProgress } from './progress.ts';
import { runFailure } from './run-failure.ts';
import { findScenario } from './scenario-file.ts';

/** What commands on a scenario have in common: its file, progress, and what a failure looks like. */
export async function withScenario<R extends object>(
  scenario: string,
  { policy, lanes, executors, seed, trust, recordSteps, ...places }: ScenarioFlags,
  host: Host,
  work: (options: RunOptions) => Promise<Result<R, RunFailure>>,
  succeed: (report: R) => Answer,
): Promise<Answer> {
  const file = findScenario(scenario, host.base);
  if (!file.ok) return refusal(EXIT.input, file.error);
  const unknown = await unknownRuntime({ executors, lanes: typeof lanes === 'object' ? lanes : undefined });
  if (unknown !== undefined) return refusal(EXIT.input, { message: unknown });
  const progress = createProgress(host);
  try {
    const result = await work({
      file: file.value,
      workspace: host.base,
      ...(policy === undefined ? {} : { policy }),
      ...(lanes === undefined ? {} : { lanes }),
      ...(executors === undefined ? {} : { executors }),
      ...(seed === undefined ? {} : { seed }),
      ...(trust === true && { trust }),
      ...(recordSteps === true && { recordSteps }),
      ...absolute(places, host.base),
      observer: progress,
      signal: host.signal,
    });
    return result.ok ? succeed(result.value) : runFailure(result.error, file.value, host);
  } finally {
    progress.clear();
  }
}

/** Paths are relative to where the user calls from; `@main~3` alone is a place in the ledger that is named. */
function absolute(
  { ledger, branch, from, export: end }: Pick<ScenarioFlags, 'ledger' | 'branch' | 'from' | 'export'>,
  base: string,
): Pick<RunOptions, 'ledger' | 'branch' | 'from' | 'export'> {
  const file = ledger === undefined ? undefined : path.resolve(base, ledger);
  const inside = from?.startsWith('@') === true && file !== undefined;
  const place = inside ? { file, position: from.slice(1) } : from === undefined ? undefined : placeOf(from, base);
  return {
    ...(file !== undefined && { ledger: file }),
    ...(branch !== undefined && { branch }),
    ...(place !== undefined && { from: place }),
    ...(end !== undefined && { export: path.resolve(base, end) }),
  };
}

/** A flag that names no runtime is no fault of the file, which is what the run would say. */
async function unknownRuntime(
  flags: Readonly<Record<string, ReadonlyMap<string, number> | undefined>>,
): Promise<string | undefined> {
  if (Object.values(flags).every((counts) => counts === undefined)) return undefined;
  const known = (await import('../registry.ts')).installed.ids;
  for (const [flag, counts] of Object.entries(flags)) {
    const unknown = [...(counts?.keys() ?? [])].find((id) => !known.includes(id));
    if (unknown !== undefined) return `--${flag}: unknown runtime "${unknown}"; this version has ${known.join(', ')}`;
  }
  return undefined;
}

/** Under first-committer-wins they are reported only: which transactions stay depends on what ran at the same time. */
export const expectationsHold = ({ policy, expectations }: RunReport): boolean =>
  policy === 'first-committer-wins' || expectations.every(({ ok }) => ok);
