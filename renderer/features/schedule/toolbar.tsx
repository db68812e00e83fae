import { memo, type JSX } from 'react';
import { POLICIES, type PolicyName } from '../../../runtimes/core/policy.ts';
import type { RunView } from '../../../runtimes/service/contract/runs.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button, IconButton, Select } from '../../ui/controls.tsx';
import { saveText } from './export-file.ts';
import { filterChoiceCount, filterChoices } from './filters.ts';
import { isPaused } from './run-control.ts';
import { RunControls } from './run-controls.tsx';

const AS_WRITTEN = 'as written';
const SLOWNESS = [1, 10, 100, 1_000, 10_000];

/** While a run goes on only what it says of itself is drawn again: the controls are many, and heavy. */
export function Toolbar({ run }: { run: RunView }): JSX.Element {
  const running = run.state === 'running';
  return (
    <div className="schedule-tools" role="toolbar" aria-label="Schedule">
      <RunControls
        path={run.path}
        running={running}
        paused={isPaused(run)}
        stopping={running && run.gate.state === 'stopping'}
      />
      <PolicyChoice />
      <span className="t3 micro ell" role="status">
        {run.scenario}, {run.policy || 'policy as written'}, seed {run.seed}
        {running ? `: ${stands(run)}` : `, ${ended(run)}`}
        {expectations(run)}
      </span>
      <span className="grow" />
      <FilterTags />
      <FilterChoice />
      <PlaybackTools running={running} />
      <MempoolsButton />
      <ViewTools id={run.id} />
    </div>
  );
}

const PolicyChoice = memo((): JSX.Element => {
  const { store } = useWorkbench();
  const policy = useApp((state) => state.runPolicy);
  return (
    <div className="schedule-policy">
      <Select
        label="Policy"
        hideLabel
        value={policy ?? AS_WRITTEN}
        options={[{ id: AS_WRITTEN, text: AS_WRITTEN }, ...POLICIES.map((id) => ({ id, text: id }))]}
        onChange={(id) => store.getState().choosePolicy(id === AS_WRITTEN ? undefined : (id as PolicyName))}
      />
    </div>
  );
});

const FilterTags = memo((): JSX.Element => {
  const { store } = useWorkbench();
  const filters = useApp((state) => state.scheduleFilters);
  return (
    <>
      {filters.map((filter) => (
        <Button
          key={`${filter.kind}:${filter.value}`}
          kind="small"
          icon="close"
          aria-label={`Remove the filter ${filter.kind} ${filter.value}`}
          onPress={() => store.getState().setFilters(filters.filter((one) => one !== filter))}
        >
          {filter.kind}: {filter.value}
        </Button>
      ))}
    </>
  );
});

const FilterChoice = memo((): JSX.Element => {
  const { store } = useWorkbench();
  const data = useApp((state) => state.schedule);
  // The data changes in place: whether there is more to choose from.
  useApp(({ schedule }) => filterChoiceCount(schedule));
  const choices = filterChoices(data);
  return (
    <div className="schedule-filter">
      <Select
        label="Add a filter"
        hideLabel
        value=""
        options={[
          { id: '', text: 'filter' },
          ...choices.map(({ kind, value }) => ({ id: `${kind} ${value}`, text: value, after: kind })),
        ]}
        onChange={(id) => {
          const { scheduleFilters, setFilters } = store.getState();
          const chosen = choices.find(({ kind, value }) => `${kind} ${value}` === id);
          if (chosen && !scheduleFilters.some(({ kind, value }) => `${kind} ${value}` === id))
            setFilters([...scheduleFilters, chosen]);
        }}
      />
    </div>
  );
});

const PlaybackTools = memo(({ running }: { running: boolean }): JSX.Element => {
  const { store } = useWorkbench();
  const table = useApp((state) => state.scheduleAsTable);
  const playing = useApp((state) => state.playing);
  const slowness = useApp((state) => state.slowness);
  const act = store.getState;
  return (
    <>
      <IconButton
        small
        icon={playing ? 'pause' : 'play'}
        label={playing ? 'Pause the playback (Space)' : 'Play the recorded schedule (Space)'}
        isDisabled={running || table}
        onPress={() => {
          const { playhead } = act();
          act().setPlayhead(playing ? playhead : (playhead ?? 0), !playing);
        }}
      />
      <div className="schedule-speed">
        <Select
          label="Playback speed"
          hideLabel
          value={String(slowness)}
          options={SLOWNESS.map((times) => ({
            id: String(times),
            text: times === 1 ? 'as it ran' : `1/${times.toLocaleString('en')}`,
          }))}
          onChange={(id) => act().setSlowness(Number(id))}
        />
      </div>
    </>
  );
});

const MempoolsButton = memo((): JSX.Element => {
  const { store } = useWorkbench();
  const shown = useApp((state) => state.showsMempools);
  return (
    <IconButton
      small
      icon="queue"
      label={shown ? 'Hide the mempools (M)' : 'Show the mempools (M)'}
      onPress={() => store.getState().showMempools(!shown)}
    />
  );
});

/** Lanes or table, and what can be taken away. */
const ViewTools = memo(({ id }: { id: number }): JSX.Element => {
  const { store, service } = useWorkbench();
  const table = useApp((state) => state.scheduleAsTable);
  const act = store.getState;
  const exportTrace = async (): Promise<void> => {
    const trace = await service.request('run.trace', { run: id });
    if (trace.ok) saveText(trace.value.name, trace.value.json, 'application/json');
    else act().notify({ kind: 'error', text: trace.error.message });
  };
  return (
    <>
      <IconButton
        small
        icon={table ? 'schedule' : 'table'}
        label={table ? 'Show as lanes (T)' : 'Show as a table (T)'}
        onPress={() => act().showAsTable(!table)}
      />
      <IconButton small icon="export" label="Export as Chrome trace events (JSON)" onPress={() => void exportTrace()} />
      <IconButton
        small
        icon="drawing"
        label="Export what is in view as a drawing (SVG)"
        isDisabled={table}
        onPress={() => dispatchEvent(new CustomEvent('interleave:schedule-drawing'))}
      />
      <IconButton
        small
        icon="image"
        label="Export what is in view as an image (PNG)"
        isDisabled={table}
        onPress={() => dispatchEvent(new CustomEvent('interleave:schedule-image'))}
      />
    </>
  );
});

/** Where a run stands that is under way. */
function stands({ phase, done, total, gate }: RunView): string {
  const far = total > 0 ? ` ${done.toLocaleString('en')} of ${total.toLocaleString('en')}` : '';
  return `${gate.state === 'running' ? phase : gate.state}${far}`;
}

/** How it ended. */
function ended({ state, report, total }: RunView): string {
  const { notRun } = report?.transactions ?? {};
  if (notRun === undefined) return state;
  return `stopped: ${notRun.toLocaleString('en')} of ${total.toLocaleString('en')} transactions were not run`;
}

function expectations({ report }: RunView): string {
  if (report === null || report.expectations.length === 0) return '';
  const held = report.expectations.filter(({ ok }) => ok).length;
  return `, ${held} of ${report.expectations.length} expectations hold`;
}
