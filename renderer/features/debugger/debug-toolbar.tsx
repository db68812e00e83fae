import type { JSX } from 'react';
import { COMMANDS } from '../../shell/commands.ts';
import { keysFor } from '../../shell/keys.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { IconButton } from '../../ui/controls.tsx';
import type { IconName } from '../../ui/icon.tsx';
import { Segments } from '../../ui/segments.tsx';
import type { Move } from './slice.ts';

const BACK: readonly Step[] = [
  { move: 'reverse', icon: 'goBack', title: 'Continue backwards' },
  { move: 'backOut', icon: 'backOut', title: 'Step back out' },
  { move: 'backInto', icon: 'backInto', title: 'Step back into' },
  { move: 'backOver', icon: 'backOver', title: 'Step back over' },
];
const FORWARD: readonly Step[] = [
  { move: 'over', icon: 'stepOver', title: 'Step over' },
  { move: 'into', icon: 'stepInto', title: 'Step into' },
  { move: 'out', icon: 'stepOut', title: 'Step out' },
  { move: 'continue', icon: 'goOn', title: 'Continue' },
];

interface Step {
  readonly move: Move;
  readonly icon: IconName;
  readonly title: string;
}

export function DebugToolbar(): JSX.Element {
  const { store } = useWorkbench();
  const withKeys = useTitles();
  const { stopDebugging, restartDebugging } = store.getState();
  return (
    <div className="bar debug-bar">
      <Steps label="Backwards" steps={BACK} />
      <span className="debug-line-between" />
      <Steps label="Forwards" steps={FORWARD} />
      <span className="debug-line-between" />
      <IconButton
        small
        icon="refresh"
        label={withKeys('From the beginning', 'debug.restart')}
        onPress={() => void restartDebugging()}
      />
      <IconButton small icon="stop" label={withKeys('Stop', 'debug.stop')} onPress={stopDebugging} />
    </div>
  );
}

/** What a step is. */
export function StepSize(): JSX.Element {
  const { store } = useWorkbench();
  const byInstruction = useApp((state) => state.byInstruction);
  return (
    <Segments
      label="A step is"
      options={[
        { id: 'line', text: 'Lines' },
        { id: 'instruction', text: 'Instructions' },
      ]}
      value={byInstruction ? 'instruction' : 'line'}
      onChange={(id) => store.getState().stepByInstruction(id === 'instruction')}
    />
  );
}

/** Names with the keys that the user has. */
function useTitles(): (title: string, command: string) => string {
  const own = useApp(({ keyMap }) => keyMap);
  return (title, id) => {
    const command = COMMANDS.find((one) => one.id === id);
    const keys = command && keysFor(command, own)[0];
    return keys === undefined ? title : `${title} (${keys})`;
  };
}

function Steps({ label, steps }: { label: string; steps: readonly Step[] }): JSX.Element {
  const { store } = useWorkbench();
  const withKeys = useTitles();
  return (
    <span className="debug-steps" role="group" aria-label={label}>
      {steps.map(({ move, icon, title }) => (
        <IconButton
          key={move}
          small
          icon={icon}
          label={withKeys(title, `debug.${move}`)}
          onPress={() => void store.getState().step(move)}
        />
      ))}
    </span>
  );
}
