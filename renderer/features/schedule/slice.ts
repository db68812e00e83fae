/** The run that is shown: its schedule, which grows while it runs, what is selected in it, and how it is looked at. */
import type { PolicyName } from '../../../runtimes/core/policy.ts';
import type { EventData } from '../../../runtimes/service/contract/methods.ts';
import type { Explanation, RunView } from '../../../runtimes/service/contract/runs.ts';
import type { SliceContext } from '../../store/store.ts';
import { rowFilter, type Filter } from './filters.ts';
import { decodeUses, type PinnedCell } from './pinned-cell.ts';
import { createRunControl, isPaused, type RunControl } from './run-control.ts';
import type { TimeRange } from './range-figures.ts';
import { ScheduleData, type RowFilter } from './schedule-data.ts';

export interface ScheduleSlice extends RunControl {
  readonly shownRun: RunView | undefined;
  /** Changes in place; `scheduleVersion` says when. */
  readonly schedule: ScheduleData;
  readonly scheduleVersion: number;
  /** Grows when the panel is to be shown. */
  readonly scheduleTurn: number;
  readonly selectedRow: number | undefined;
  readonly explanation: Explanation | undefined;
  readonly scheduleAsTable: boolean;
  readonly scheduleFilters: readonly Filter[];
  readonly rowFilter: RowFilter | undefined;
  /** ms; undefined: the end. */
  readonly playhead: number | undefined;
  readonly playing: boolean;
  /** Times slower than it ran. */
  readonly slowness: number;
  /** Cells whose uses over time stand below the lanes. */
  readonly pinnedCells: readonly PinnedCell[];
  /** Selected in the ruler. */
  readonly scheduleRange: TimeRange | undefined;
  readonly runPolicy: PolicyName | undefined;
  /**
   * Runs a scenario under the policy chosen: the one given, the file in front, the last one, or the first there is. A run that is paused goes on.
   * @param paused it stands before the first decision of the scheduler.
   */
  startRun(path?: string, paused?: boolean): Promise<void>;
  verifyRun(): Promise<void>;
  choosePolicy(policy: PolicyName | undefined): void;
  selectRow(row: number | undefined): Promise<void>;
  pinCell(key: string, name: string): Promise<void>;
  unpinCell(key: string): void;
  selectRange(range: TimeRange | undefined): void;
  showAsTable(table: boolean): void;
  setFilters(filters: readonly Filter[]): void;
  setPlayhead(at: number | undefined, playing?: boolean): void;
  setSlowness(times: number): void;
  loadRuns(): Promise<void>;
  followRun(progress: EventData<'run.progress'>): Promise<void>;
  followEnd(run: RunView): Promise<void>;
}

const SCENARIO = /(^|\/)(scenario|demo)[\w.-]*\.ya?ml$/i;
const YAML = /\.ya?ml$/i;

export function createScheduleSlice(context: SliceContext): ScheduleSlice {
  const { set, get, service } = context;
  let pulling: Promise<void> | undefined;
  const failed = (text: string): void => get().notify({ kind: 'error', text });

  /** Brings the schedule up to where the run is. */
  async function pull(): Promise<void> {
    const { shownRun: run, schedule } = get();
    if (run === undefined) return;
    for (let more = true; more;) {
      const page = await service.request('run.schedule', { run: run.id, since: schedule.known });
      // Another run is shown meanwhile.
      if (!page.ok || get().schedule !== schedule) return;
      schedule.take(page.value);
      more = page.value.more;
      set({ scheduleVersion: schedule.version });
    }
  }
  const pullOnce = (): Promise<void> =>
    (pulling ??= pull().finally(() => {
      pulling = undefined;
    }));

  /** What is selected has come to something else meanwhile. */
  async function explainAnew(): Promise<void> {
    const { selectedRow: row, explanation, schedule, shownRun: run } = get();
    if (row === undefined || run === undefined || explanation?.row !== row) return;
    const told = explanation.incarnations.find((one) => one.row === row)?.status;
    if (told === schedule.statusName(row)) return;
    const explained = await service.request('run.explain', { run: run.id, row });
    if (explained.ok && get().selectedRow === row && get().shownRun?.id === run.id)
      set({ explanation: explained.value });
  }

  /** What is known of a run only when its traffic begins: policy, seed, lanes. */
  async function askAbout(id: number): Promise<void> {
    const runs = await service.request('run.list', {});
    const asked = runs.ok ? runs.value.find((one) => one.id === id) : undefined;
    const shown = get().shownRun;
    if (asked?.state !== 'running' || shown?.id !== id || shown.state !== 'running') return;
    const { scenario, policy, seed, lanes } = asked;
    set({ shownRun: { ...shown, scenario, policy, seed, lanes } });
  }

  function show(run: RunView): void {
    set({
      shownRun: run,
      schedule: new ScheduleData(),
      scheduleVersion: 0,
      selectedRow: undefined,
      explanation: undefined,
      scheduleFilters: [],
      rowFilter: undefined,
      playhead: undefined,
      playing: false,
      pinnedCells: [],
      scheduleRange: undefined,
    });
  }

  async function usesOf(run: RunView, key: string, name: string): Promise<PinnedCell | undefined> {
    const uses = await service.request('run.uses', { run: run.id, key });
    if (uses.ok) return { key, name, ...decodeUses(uses.value) };
    failed(uses.error.message);
    return undefined;
  }

  return {
    ...createRunControl(context),
    shownRun: undefined,
    schedule: new ScheduleData(),
    scheduleVersion: 0,
    scheduleTurn: 0,
    selectedRow: undefined,
    explanation: undefined,
    scheduleAsTable: false,
    scheduleFilters: [],
    rowFilter: undefined,
    playhead: undefined,
    playing: false,
    slowness: 100,
    pinnedCells: [],
    scheduleRange: undefined,
    runPolicy: undefined,
    startRun: async (given, paused = false) => {
      const { entries, activePath, runPolicy, shownRun } = get();
      const files = entries.filter(({ kind, path }) => kind === 'file' && YAML.test(path)).map(({ path }) => path);
      const path =
        given ??
        (activePath !== undefined && YAML.test(activePath) ? activePath : undefined) ??
        shownRun?.path ??
        files.find((file) => SCENARIO.test(file)) ??
        files[0];
      if (path === undefined)
        return failed('There is no scenario to run: write one as scenario.yaml, or open an example');
      set(({ scheduleTurn }) => ({ scheduleTurn: scheduleTurn + 1 }));
      if (isPaused(get().shownRun)) return get().continueRun();
      if (get().shownRun?.state === 'running') return;
      await get().save(path);
      const how = { ...(runPolicy && { policy: runPolicy }), ...(paused && { paused }) };
      const started = await service.request('run.start', { path, ...how });
      if (!started.ok) return failed(started.error.message);
      if (get().shownRun?.id !== started.value.id) show(started.value);
    },
    verifyRun: async () => {
      const { shownRun: run } = get();
      if (run?.state !== 'done' || run.certificate.state === 'checking') return;
      const verified = await service.request('run.verify', { run: run.id });
      const now = get().shownRun;
      if (now?.id !== run.id) return;
      if (verified.ok) set({ shownRun: { ...now, certificate: verified.value } });
      else failed(verified.error.message);
    },
    choosePolicy: (runPolicy) => set({ runPolicy }),
    selectRow: async (row) => {
      const { shownRun: run, selectedRow } = get();
      if (row === selectedRow && get().explanation !== undefined) return;
      set({ selectedRow: row, ...(row === undefined && { explanation: undefined }) });
      if (row === undefined || run === undefined) return;
      const explained = await service.request('run.explain', { run: run.id, row });
      if (get().selectedRow !== row || get().shownRun?.id !== run.id) return;
      set({ explanation: explained.ok ? explained.value : undefined });
      if (!explained.ok) failed(explained.error.message);
    },
    pinCell: async (key, name) => {
      const { shownRun: run, pinnedCells } = get();
      if (run === undefined || pinnedCells.some((one) => one.key === key)) return;
      const pinned = await usesOf(run, key, name);
      if (pinned === undefined || get().shownRun?.id !== run.id) return;
      set({ pinnedCells: [...get().pinnedCells.filter((one) => one.key !== key), pinned] });
    },
    unpinCell: (key) => set({ pinnedCells: get().pinnedCells.filter((one) => one.key !== key) }),
    selectRange: (scheduleRange) => set({ scheduleRange }),
    showAsTable: (scheduleAsTable) => set({ scheduleAsTable }),
    setFilters: (scheduleFilters) => set({ scheduleFilters, rowFilter: rowFilter(scheduleFilters) }),
    setPlayhead: (playhead, playing = false) => set({ playhead, playing }),
    setSlowness: (slowness) => set({ slowness }),
    loadRuns: async () => {
      set({
        shownRun: undefined,
        schedule: new ScheduleData(),
        scheduleVersion: 0,
        selectedRow: undefined,
        explanation: undefined,
      });
      const runs = await service.request('run.list', {});
      const newest = runs.ok ? runs.value[0] : undefined;
      if (newest === undefined || get().shownRun !== undefined) return;
      show(newest);
      await pullOnce();
    },
    followRun: async ({ run: id, changes, ...now }) => {
      let { shownRun: run } = get();
      if (run === undefined || run.id < id) {
        const runs = await service.request('run.list', {});
        const begun = runs.ok ? runs.value.find((one) => one.id === id) : undefined;
        if (begun === undefined || (get().shownRun?.id ?? -1) >= id) return;
        show(begun);
        run = begun;
      }
      if (run.id !== id || get().shownRun?.state !== 'running') return;
      const isTraffic = now.phase === 'traffic' && get().shownRun?.phase !== 'traffic';
      set({ shownRun: { ...run, ...get().shownRun, ...now } as RunView });
      if (isTraffic) await askAbout(id);
      // Executors come and go while nothing of the schedule changes.
      if (changes > get().schedule.known.changes || now.gate.state === 'paused') await pullOnce();
      await explainAnew();
    },
    followEnd: async (run) => {
      const shown = get().shownRun;
      if (shown !== undefined && shown.id > run.id) return;
      if (shown?.id !== run.id) show(run);
      else set({ shownRun: run });
      await pulling;
      await pullOnce();
      await explainAnew();
      // Pinned while it ran: the rest of their uses.
      const pinned = await Promise.all(get().pinnedCells.map(({ key, name }) => usesOf(run, key, name)));
      if (pinned.length > 0 && get().shownRun?.id === run.id)
        set({ pinnedCells: pinned.filter((one) => one !== undefined) });
    },
  };
}
