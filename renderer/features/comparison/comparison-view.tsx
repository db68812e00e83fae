import { useState, type JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button, Empty } from '../../ui/controls.tsx';
import { PHASE_WORDS } from '../../ui/phase-words.ts';
import { TriedBanner } from '../cure/cure-view.tsx';
import { ComparisonTools } from './comparison-tools.tsx';
import { Dependencies } from './dependencies.tsx';
import { FiguresTable } from './figures-table.tsx';
import { RunRows } from './run-rows.tsx';
import './comparison.css';

export type Look = 'schedules' | 'figures';

/** The same workload in several ways: what each took, how it ran, and what bounds it. */
export function ComparisonView(): JSX.Element {
  const { store } = useWorkbench();
  const comparison = useApp((state) => state.comparison);
  const progress = useApp((state) => state.comparisonProgress);
  const [look, setLook] = useState<Look>('schedules');
  return (
    <div className="view comparison">
      <ComparisonTools look={look} onLook={setLook} />
      {comparison === undefined ? (
        <Empty
          action={
            <Button kind="primary" icon="play" onPress={() => void store.getState().startComparison()}>
              Compare policies
            </Button>
          }
        >
          Runs a scenario under each policy, one after the other and each on a fresh ledger: your files and your ledger
          stay as they are. What each run took, how it was scheduled, which transaction waits for which, and what bounds
          the speed-up will stand here.
        </Empty>
      ) : (
        <>
          {comparison.failure !== null && (
            <div className="banner error" role="alert">
              <span className="grow">
                <b>{comparison.path} was not compared.</b> {comparison.failure}
              </span>
            </div>
          )}
          <p className="comparison-status small t2" role="status">
            {progress === undefined
              ? `${comparison.scenario}, ${statusWords(comparison)}. Time is ${comparison.timing}.`
              : `Run ${progress.run} of ${progress.total}: ${progress.name}, ${PHASE_WORDS[progress.phase] ?? progress.phase}${
                  progress.outOf > 0
                    ? `, ${progress.done.toLocaleString('en')} of ${progress.outOf.toLocaleString('en')}`
                    : ''
                }`}
          </p>
          <div className="comparison-scroll">
            <TriedBanner />
            {look === 'schedules' ? <RunRows comparison={comparison} /> : <FiguresTable comparison={comparison} />}
            <Dependencies comparison={comparison} />
          </div>
        </>
      )}
    </div>
  );
}

const statusWords = ({ state, runs, total }: { state: string; runs: readonly unknown[]; total: number }): string =>
  state === 'done'
    ? `${runs.length} ${runs.length === 1 ? 'run' : 'runs'}`
    : `${state}, ${runs.length} of ${total} runs`;
