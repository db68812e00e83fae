/** Runs a scenario and opens a transaction of its traffic. */
import { dirname, resolve } from 'node:path';
import { err, type Result } from '../../core/result.ts';
import type { Opened } from '../../debug/dap/session.ts';
import { installed } from '../../registry.ts';
import type { RunFailure, RunOptions } from '../run/report.ts';
import { runPicked, type TracePick } from '../trace/run-picked.ts';
import { createReplayer } from '../trace/create-replayer.ts';
import { openDebugger, type OpenOptions } from './open-debugger.ts';
import { scenarioTarget } from './scenario-target.ts';

/** The error is a sentence. */
export async function openScenario(
  options: RunOptions,
  pick: TracePick,
  { onProgress = () => undefined, signal }: Pick<OpenOptions, 'onProgress' | 'signal'>,
): Promise<Result<Opened, string>> {
  const registry = options.registry ?? installed;
  const picked = await runPicked(
    {
      ...options,
      ...(signal && { signal }),
      observer: {
        onPhase: (phase) => onProgress(`Running the scenario: ${phase}`),
        onNote: (text) => onProgress(text),
      },
    },
    pick,
  );
  if (!picked.ok) return err(told(picked.error, options.file));
  const { finished, about, block, index } = picked.value;
  const replayer = createReplayer(registry);
  try {
    const target = scenarioTarget(about, block, index);
    if (!target.ok) return target;
    return await openDebugger(target.value, { registry, replayer, onProgress, ...(signal && { signal }) });
  } finally {
    replayer.close();
    await finished.base.close();
  }
}

/** With where it is, and all that is wrong. */
function told({ more = [], ...first }: RunFailure, scenario: string): string {
  const line = ({
    message,
    file,
    line: at,
    column,
  }: Pick<RunFailure, 'message' | 'file' | 'line' | 'column'>): string =>
    file === undefined
      ? message
      : `${[resolve(dirname(scenario), file), at, column].filter((one) => one !== undefined).join(':')}: ${message}`;
  return [first, ...more].map(line).join('\n');
}
