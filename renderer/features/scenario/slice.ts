/** Runs of the scenario files that are open: the newest of each file, as its lenses tell it. */
import type { RunView } from '../../../runtimes/service/contract/runs.ts';
import type { EventData } from '../../../runtimes/service/contract/methods.ts';
import type { SliceContext } from '../../store/store.ts';
import { trustAction } from '../trust/slice.ts';

export interface ScenarioSlice {
  /** By path: the newest run. */
  readonly scenarioRuns: Readonly<Record<string, RunView>>;
  /** Runs what stands in the file now, on a ledger of its own. */
  runScenario(path: string): Promise<void>;
  cancelScenario(path: string): Promise<void>;
  /** Compares the newest run with a serial one. */
  verifyScenario(path: string): Promise<void>;
  tookRun(run: RunView): void;
  tookRunProgress(progress: EventData<'run.progress'>): void;
}

export function createScenarioSlice({ set, get, service }: SliceContext): ScenarioSlice {
  const put = (run: RunView): void =>
    set(({ scenarioRuns }) => ({ scenarioRuns: { ...scenarioRuns, [run.path]: run } }));
  const refused = (message: string): void => get().notify({ kind: 'error', text: message });
  return {
    scenarioRuns: {},
    runScenario: async (path) => {
      if (get().scenarioRuns[path]?.state === 'running') return;
      await get().save(path);
      const run = await service.request('run.start', { path });
      if (!run.ok) return refused(run.error.message);
      // It may have ended before its beginning was told.
      if (get().scenarioRuns[path]?.id !== run.value.id) put(run.value);
    },
    cancelScenario: async (path) => {
      const run = get().scenarioRuns[path];
      if (run?.state !== 'running') return;
      const cancelled = await service.request('run.cancel', { run: run.id });
      if (!cancelled.ok) refused(cancelled.error.message);
    },
    verifyScenario: async (path) => {
      const run = get().scenarioRuns[path];
      if (run?.state !== 'done' || run.certificate.state === 'checking') return;
      put({ ...run, certificate: { ...run.certificate, state: 'checking' } });
      const verified = await service.request('run.verify', { run: run.id });
      if (get().scenarioRuns[path]?.id !== run.id) return;
      if (verified.ok) return put({ ...run, certificate: verified.value });
      put(run);
      refused(verified.error.message);
    },
    tookRun: (run) => {
      // An older run of the same file may end later.
      if ((get().scenarioRuns[run.path]?.id ?? -1) > run.id) return;
      put(run);
      if (run.failure === null) return;
      const { message, code } = run.failure;
      get().notify({ kind: 'error', text: `${run.path}: ${message}`, ...trustAction(code, get) });
    },
    tookRunProgress: ({ run, phase, done, total }) => {
      const known = Object.values(get().scenarioRuns).find(({ id }) => id === run);
      if (known?.state === 'running') put({ ...known, phase, done, total });
    },
  };
}

export interface ScenarioAction {
  readonly title: string;
  readonly does: 'run' | 'cancel' | 'verify' | undefined;
}

/** What can be done with a scenario, and how its newest run ended. */
export function scenarioActions(run: RunView | undefined): readonly ScenarioAction[] {
  const start: ScenarioAction = { title: 'Run scenario', does: 'run' };
  if (run === undefined) return [start];
  if (run.state === 'running') {
    const done = run.total > 0 ? ` ${run.done.toLocaleString('en')} of ${run.total.toLocaleString('en')}` : '';
    return [
      { title: `running: ${run.phase}${done}`, does: undefined },
      { title: 'Cancel', does: 'cancel' },
    ];
  }
  if (run.state !== 'done' || run.report === null) return [start, { title: `last run: ${run.state}`, does: undefined }];
  const { transactions, expectations } = run.report;
  const held = expectations.filter(({ ok }) => ok).length;
  const outcome = [
    `${transactions.committed.toLocaleString('en')} of ${transactions.submitted.toLocaleString('en')} committed`,
    ...(transactions.reverted > 0 ? [`${transactions.reverted.toLocaleString('en')} reverted`] : []),
    ...(expectations.length > 0 ? [`${held} of ${expectations.length} expectations hold`] : []),
  ].join(', ');
  return [start, { title: outcome, does: undefined }, certificateAction(run)];
}

function certificateAction({ certificate: { state, text, at } }: RunView): ScenarioAction {
  switch (state) {
    case 'notChecked':
      return { title: 'Verify', does: 'verify' };
    case 'checking':
    case 'verified':
      return { title: `equals serial: ${state}`, does: undefined };
    case 'differs':
      return { title: `equals serial: differs${at ? ` at tx ${at.index} of block ${at.block}` : ''}`, does: undefined };
    case 'failed':
      return { title: `equals serial: could not be checked: ${text}`, does: 'verify' };
  }
}
