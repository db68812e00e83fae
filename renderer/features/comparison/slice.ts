/** The newest comparison: one workload in several ways, as any window has begun it. */
import { POLICIES, type PolicyName } from '../../../runtimes/core/policy.ts';
import type {
  ComparisonProgress,
  ComparisonView,
  DependenciesView,
} from '../../../runtimes/service/contract/comparisons.ts';
import { ScheduleData } from '../schedule/schedule-data.ts';
import type { SliceContext } from '../../store/store.ts';
import { chosenVariants, type Choice } from './choice.ts';

export type Clock = ComparisonView['clock'];

export interface ComparisonSlice {
  readonly comparison: ComparisonView | undefined;
  /** While it runs. */
  readonly comparisonProgress: ComparisonProgress | undefined;
  readonly comparisonChoice: Choice;
  /** Grows when the panel is to be shown. */
  readonly comparisonTurn: number;
  /** Schedules of its runs, as they have come. */
  readonly comparedSchedules: readonly (ScheduleData | undefined)[];
  readonly selectedRun: number;
  /** Of the run selected. */
  readonly dependencies: DependenciesView | undefined;
  /** A scenario of the workspace: the one given, the file in front, the last one, or the first there is. */
  scenarioToCompare(): string | undefined;
  choose(change: Partial<Choice>): void;
  startComparison(path?: string): Promise<void>;
  cancelComparison(): Promise<void>;
  selectRun(run: number): Promise<void>;
  loadComparison(): Promise<void>;
  followComparison(progress: ComparisonProgress): void;
  tookComparison(comparison: ComparisonView): Promise<void>;
}

const SCENARIO = /(^|\/)(scenario|demo)[\w.-]*\.ya?ml$/i;
const YAML = /\.ya?ml$/i;

export function createComparisonSlice({ set, get, service }: SliceContext): ComparisonSlice {
  const failed = (text: string): void => get().notify({ kind: 'error', text });

  function show(comparison: ComparisonView): void {
    set({
      comparison,
      comparisonProgress: undefined,
      comparedSchedules: [],
      selectedRun: 0,
      dependencies: undefined,
    });
  }

  async function schedule(comparison: number, run: number): Promise<ScheduleData | undefined> {
    const data = new ScheduleData();
    for (let more = true; more;) {
      const page = await service.request('compare.schedule', { comparison, run, since: data.known });
      if (!page.ok) return undefined;
      data.take(page.value);
      more = page.value.more;
    }
    return data;
  }

  /** Brings what its runs are drawn from, once each. */
  async function pull(): Promise<void> {
    const { comparison } = get();
    if (comparison === undefined) return;
    for (const { run } of comparison.runs) {
      if (get().comparedSchedules[run] !== undefined) continue;
      const data = await schedule(comparison.id, run);
      if (get().comparison?.id !== comparison.id) return;
      const schedules = [...get().comparedSchedules];
      schedules[run] = data;
      set({ comparedSchedules: schedules });
    }
    const { selectedRun, dependencies } = get();
    if (dependencies === undefined && comparison.runs.some(({ run }) => run === selectedRun))
      await loadDependencies(comparison.id, selectedRun);
  }

  async function loadDependencies(comparison: number, run: number): Promise<void> {
    const found = await service.request('compare.dependencies', { comparison, run });
    if (get().comparison?.id !== comparison || get().selectedRun !== run) return;
    set({ dependencies: found.ok ? found.value : undefined });
    if (!found.ok) failed(found.error.message);
  }

  let pulling: Promise<void> = Promise.resolve();
  const pullNext = (): Promise<void> => (pulling = pulling.then(pull, pull));

  return {
    comparison: undefined,
    comparisonProgress: undefined,
    comparisonChoice: { policies: [...POLICIES] as readonly PolicyName[], lanes: '', seeds: '', clock: 'simulated' },
    comparisonTurn: 0,
    comparedSchedules: [],
    selectedRun: 0,
    dependencies: undefined,
    scenarioToCompare: () => {
      const { entries, activePath, shownRun, comparison } = get();
      const files = entries.filter(({ kind, path }) => kind === 'file' && YAML.test(path)).map(({ path }) => path);
      const open = activePath !== undefined && YAML.test(activePath) ? activePath : undefined;
      return (
        open ?? comparison?.path ?? shownRun?.path ?? files.find((file) => SCENARIO.test(file)) ?? files[0] ?? undefined
      );
    },
    choose: (change) => set(({ comparisonChoice }) => ({ comparisonChoice: { ...comparisonChoice, ...change } })),
    startComparison: async (given) => {
      const path = given ?? get().scenarioToCompare();
      if (path === undefined)
        return failed('There is no scenario to compare: write one as scenario.yaml, or open an example');
      const variants = chosenVariants(get().comparisonChoice);
      if (!variants.ok) return failed(variants.error);
      set(({ comparisonTurn }) => ({ comparisonTurn: comparisonTurn + 1 }));
      await get().save(path);
      const { clock } = get().comparisonChoice;
      const started = await service.request('compare.start', { path, clock, variants: [...variants.value] });
      if (!started.ok) return failed(started.error.message);
      if (get().comparison?.id !== started.value.id) show(started.value);
    },
    cancelComparison: async () => {
      const { comparison } = get();
      if (comparison === undefined) return;
      const cancelled = await service.request('compare.cancel', { comparison: comparison.id });
      if (!cancelled.ok) failed(cancelled.error.message);
    },
    selectRun: async (run) => {
      const { comparison, selectedRun } = get();
      if (comparison === undefined || (run === selectedRun && get().dependencies !== undefined)) return;
      set({ selectedRun: run, dependencies: undefined });
      await loadDependencies(comparison.id, run);
    },
    loadComparison: async () => {
      set({ comparison: undefined, comparedSchedules: [], dependencies: undefined, comparisonProgress: undefined });
      const newest = await service.request('compare.newest', {});
      if (!newest.ok || newest.value.comparison === null || get().comparison !== undefined) return;
      show(newest.value.comparison);
      await pullNext();
    },
    followComparison: (progress) => {
      if (get().comparison?.id === progress.comparison && get().comparison?.state === 'running')
        set({ comparisonProgress: progress });
    },
    tookComparison: async (comparison) => {
      const shown = get().comparison;
      if (shown !== undefined && shown.id > comparison.id) return;
      if (shown?.id === comparison.id) set({ comparison });
      else show(comparison);
      if (comparison.state !== 'running') set({ comparisonProgress: undefined });
      await pullNext();
    },
  };
}
