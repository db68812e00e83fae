import type { JSX } from 'react';
import type { GateView } from '../../../runtimes/service/contract/runs.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { Button } from '../../ui/controls.tsx';
import type { ScheduleData } from './schedule-data.ts';
import { lastWords, nextWords } from './step-words.ts';

/** Where a run that is paused stands: what the scheduler did last, and what it will do next. */
export function StepLine({ gate, data }: { gate: GateView; data: ScheduleData }): JSX.Element {
  const { store } = useWorkbench();
  const { last, next, owed } = gate;
  const nameOf = (tx: number): string => data.txName(tx);
  const show = (row: number | null, text: string): JSX.Element | false =>
    row !== null && (
      <Button kind="quiet small" onPress={() => void store.getState().selectRow(row)}>
        {text}
      </Button>
    );
  return (
    <div className="step-line small" role="group" aria-label="Step">
      <span className="row grow" role="status">
        <span>
          <b>{last ? 'Last' : 'Paused'}</b> {last ? lastWords(last, nameOf) : 'between two decisions of the scheduler'}
        </span>
        <span>
          <b>Next</b>{' '}
          {next
            ? nextWords(next, nameOf)
            : owed > 0
              ? 'waits for a lane to report'
              : 'whatever a lane reports first: nothing can be decided until then'}
        </span>
      </span>
      {show(last?.row ?? null, 'Show the last')}
      {next?.row !== last?.row && show(next?.row ?? null, 'Show the next')}
    </div>
  );
}
