import { memo, type JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { Button, IconButton } from '../../ui/controls.tsx';

export interface RunControlsProps {
  readonly path: string;
  readonly running: boolean;
  readonly paused: boolean;
  readonly stopping: boolean;
}

/** Run, pause, one decision of the scheduler, stop. */
export const RunControls = memo(({ path, running, paused, stopping }: RunControlsProps): JSX.Element => {
  const { store } = useWorkbench();
  const act = store.getState;
  return (
    <div className="run-controls" role="group" aria-label="Run">
      <Button
        kind="primary small"
        icon="play"
        aria-label={paused ? 'Continue' : 'Run scenario'}
        isDisabled={running && !paused}
        onPress={() => void (paused ? act().continueRun() : act().startRun(path))}
      >
        {paused ? 'Continue' : 'Run'}
      </Button>
      <IconButton
        small
        icon="pause"
        label="Pause: the scheduler decides nothing more, lanes finish what they have (Ctrl+F6)"
        isDisabled={!running || paused || stopping}
        onPress={() => void act().pauseRun()}
      />
      <IconButton
        small
        icon="step"
        label="Step: the next decision of the scheduler (Ctrl+F7)"
        isDisabled={stopping}
        onPress={() => void act().stepRun()}
      />
      <IconButton
        small
        icon="stop"
        label="Stop: what has been committed stays, the rest is not run (Ctrl+F8)"
        isDisabled={!running || stopping}
        onPress={() => void act().stopRun()}
      />
    </div>
  );
});
