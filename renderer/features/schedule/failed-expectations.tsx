import type { JSX } from 'react';
import type { RunView } from '../../../runtimes/service/contract/runs.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { Button } from '../../ui/controls.tsx';

/** What was to hold in the end and does not, with the transaction that last changed what it reads. */
export function FailedExpectations({ run }: { run: RunView }): JSX.Element | null {
  const { store } = useWorkbench();
  const failed = run.report?.expectations.filter(({ ok }) => !ok) ?? [];
  // Which transactions it keeps is its own affair: what it misses is no fault.
  if (failed.length === 0 || run.policy === 'first-committer-wins') return null;
  const { selectRow, startDebugging } = store.getState();
  return (
    <ul className="failed-expectations small" aria-label="Expectations that do not hold">
      {failed.map(({ read, expected, actual, row }) => (
        <li key={read} className="row">
          <span className="ell grow" title={`${read}: expected ${expected}, is ${actual}`}>
            <span className="mono">{read}</span> <span className="t2">is</span> <span className="mono">{actual}</span>
            <span className="t2">, expected </span>
            <span className="mono">{expected}</span>
          </span>
          {row === null ? (
            <span className="t3">no transaction of the run changed it</span>
          ) : (
            <>
              <Button kind="quiet small" onPress={() => void selectRow(row)}>
                Show its last change
              </Button>
              <Button
                kind="quiet small"
                onPress={() =>
                  void startDebugging({ kind: 'incarnation', run: run.id, row }, `the last change of ${read}`)
                }
              >
                Debug its last change
              </Button>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
