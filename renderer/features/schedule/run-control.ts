/** Holding the run that is shown: pause, step, stop, and what becomes of an executor that is killed. */
import type { GateView, RunView } from '../../../runtimes/service/contract/runs.ts';
import type { SliceContext } from '../../store/store.ts';

export interface RunControl {
  /** Whether the mempools stand beside the lanes. */
  readonly showsMempools: boolean;
  pauseRun(): Promise<void>;
  continueRun(): Promise<void>;
  /** The next decision of the scheduler; where nothing runs, a run begins that stands before its first. */
  stepRun(): Promise<void>;
  /** What has been committed stays; before the traffic the run is cancelled. */
  stopRun(): Promise<void>;
  killExecutor(executor: string): Promise<void>;
  showMempools(shown: boolean): void;
}

export const isPaused = (run: RunView | undefined): boolean => run?.state === 'running' && run.gate.state === 'paused';

export function createRunControl({ set, get, service }: SliceContext): RunControl {
  const held = async (method: 'run.pause' | 'run.resume' | 'run.step'): Promise<void> => {
    const run = get().shownRun;
    if (run?.state !== 'running') return;
    const gate = await service.request(method, { run: run.id });
    if (!gate.ok) return get().notify({ kind: 'error', text: gate.error.message });
    took(run.id, gate.value);
  };
  function took(id: number, gate: GateView): void {
    const now = get().shownRun;
    if (now?.id === id && now.state === 'running') set({ shownRun: { ...now, gate } });
  }
  return {
    showsMempools: false,
    pauseRun: () => held('run.pause'),
    continueRun: () => held('run.resume'),
    stepRun: () => (get().shownRun?.state === 'running' ? held('run.step') : get().startRun(undefined, true)),
    stopRun: async () => {
      const run = get().shownRun;
      if (run?.state !== 'running') return;
      took(run.id, { ...run.gate, state: 'stopping', next: null });
      const stopped = await service.request('run.stop', { run: run.id });
      if (!stopped.ok) get().notify({ kind: 'error', text: stopped.error.message });
    },
    killExecutor: async (executor) => {
      const run = get().shownRun;
      if (run?.state !== 'running') return;
      const killed = await service.request('run.killExecutor', { run: run.id, executor });
      if (!killed.ok) get().notify({ kind: 'error', text: killed.error.message });
    },
    showMempools: (showsMempools) => set({ showsMempools }),
  };
}
