import type { JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button, Empty } from '../../ui/controls.tsx';
import { counted } from '../../ui/format.ts';
import { PHASE_WORDS } from '../../ui/phase-words.ts';
import { Chart } from './chart.tsx';
import { Inspector } from './inspector.tsx';
import { MempoolsPane } from './mempools-pane.tsx';
import { isPaused } from './run-control.ts';
import { ScheduleTable } from './schedule-table.tsx';
import { FailedExpectations } from './failed-expectations.tsx';
import { Stats } from './stats.tsx';
import { StepLine } from './step-line.tsx';
import { Toolbar } from './toolbar.tsx';
import './schedule.css';

/** The last run of a scenario: what the scheduler decided, when, and why. */
export function ScheduleView(): JSX.Element {
  const { store, dock } = useWorkbench();
  const run = useApp((state) => state.shownRun);
  const schedule = useApp((state) => state.schedule);
  const version = useApp((state) => state.scheduleVersion);
  const table = useApp((state) => state.scheduleAsTable);
  const selected = useApp((state) => state.selectedRow);
  const mempools = useApp((state) => state.showsMempools);
  if (run === undefined)
    return (
      <div className="view">
        <Empty
          action={
            <div className="row">
              <Button kind="primary" icon="play" onPress={() => void store.getState().startRun()}>
                Run scenario <kbd>Ctrl+F5</kbd>
              </Button>
              <Button icon="traffic" onPress={() => dock.show('traffic')}>
                Build traffic
              </Button>
            </div>
          }
        >
          Run a scenario: its schedule will stand here, every incarnation in the lane that ran it, and every abort with
          its cause.
        </Empty>
      </div>
    );
  const failure = run.failure;
  return (
    <div className="view schedule">
      <Stats run={run} />
      <Toolbar run={run} />
      {isPaused(run) && run.phase === 'traffic' && <StepLine gate={run.gate} data={schedule} />}
      <FailedExpectations run={run} />
      {failure !== null && (
        <div className="banner error" role="alert">
          <span className="grow">
            <b>{run.path} did not run.</b> {failure.message}
          </span>
          {failure.file !== undefined && (
            <Button
              kind="small"
              onPress={() =>
                void store
                  .getState()
                  .openFile(failure.file ?? '', { line: failure.line ?? 1, column: failure.column ?? 1 })
              }
            >
              Open {failure.file}
            </Button>
          )}
        </div>
      )}
      <div className="schedule-split">
        {schedule.count === 0 ? (
          <div className="schedule-wait" role="status">
            {run.state === 'running' && (
              <p className="t2">
                {PHASE_WORDS[run.phase] ?? run.phase}
                {run.total > 0 && `, ${counted(run.done, 'transaction')} of ${run.total.toLocaleString('en')}`}
              </p>
            )}
          </div>
        ) : table ? (
          <ScheduleTable data={schedule} version={version} />
        ) : (
          <Chart data={schedule} version={version} />
        )}
        {selected !== undefined ? (
          <Inspector data={schedule} row={selected} />
        ) : (
          mempools && run.mempools.length > 0 && <MempoolsPane run={run} data={schedule} />
        )}
      </div>
    </div>
  );
}
