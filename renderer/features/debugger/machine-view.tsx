import { useState, type JSX } from 'react';
import { useApp } from '../../store/use-app.ts';
import { Empty } from '../../ui/controls.tsx';
import { Segments } from '../../ui/segments.tsx';
import { InstructionList } from './instruction-list.tsx';
import { MemoryView } from './memory-view.tsx';
import './machine.css';

type Shown = 'instructions' | 'memory';

/** The machine below the source: the instructions that ran, and the memory of the call that is looked at. */
export function MachineView(): JSX.Element {
  const summary = useApp(({ debug }) => debug?.summary);
  const [shown, setShown] = useState<Shown>('instructions');
  if (summary === undefined)
    return (
      <div className="view">
        <Empty>Debug a transaction: its instructions, and the memory of its contracts, will stand here.</Empty>
      </div>
    );
  return (
    <div className="view machine-view">
      <div className="bar gas-bar">
        <Segments
          label="Show of the machine"
          options={[
            { id: 'instructions', text: 'Instructions' },
            { id: 'memory', text: 'Memory' },
          ]}
          value={shown}
          onChange={setShown}
        />
      </div>
      {shown === 'instructions' ? <InstructionList rows={summary.rows} /> : <MemoryView />}
    </div>
  );
}
