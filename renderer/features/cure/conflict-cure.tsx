import type { JSX } from 'react';
import { useApp } from '../../store/use-app.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { Button } from '../../ui/controls.tsx';
import { AdviceText } from './advice-text.tsx';
import './cure.css';

/** What helps against the conflict that is being looked at: asked for by a button, for its lines have to be found first. */
export function ConflictCure({ run, cellKey }: { run: number; cellKey: string }): JSX.Element {
  const { store } = useWorkbench();
  const advice = useApp((state) => state.advice);
  const isCuring = useApp((state) => state.isCuring);
  const isRunning = useApp((state) => state.shownRun?.state === 'running' || state.comparison?.state === 'running');
  if (advice?.comparison === null && advice.run === run && advice.key === cellKey)
    return (
      <section className="is cure-of-conflict">
        <AdviceText advice={advice} running={isRunning || isCuring} />
      </section>
    );
  return (
    <section className="is" aria-label="Cure">
      <Button
        kind="small"
        icon="tools"
        isDisabled={isCuring}
        onPress={() => void store.getState().adviseCell({ comparison: null, run }, cellKey)}
      >
        {isCuring ? 'Looking for the lines …' : 'What usually helps'}
      </Button>
    </section>
  );
}
