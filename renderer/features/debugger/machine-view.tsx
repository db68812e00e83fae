import { useState, type JSX } from 'react';
import { useApp } from '../../store/use-app.ts';
import { Empty } from '../../ui/controls.tsx';
import { Segments } from '../../ui/segments.tsx';
import { InstructionList } from './instruction-list.tsx';
import { MemoryView } from './memory-view.tsx';
import { CellTable, EventTable } from './touched-tables.tsx';
import { useTouched } from './use-touched.ts';
import './machine.css';

type Shown = 'instructions' | 'memory' | 'cells' | 'events';

/** Below the source: the instructions that ran, the memory of the call that is looked at, the cells that were touched, and the events. */
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
            { id: 'cells', text: 'Cells' },
            { id: 'events', text: 'Events' },
          ]}
          value={shown}
          onChange={setShown}
        />
      </div>
      {shown === 'instructions' && <InstructionList rows={summary.rows} />}
      {shown === 'memory' && <MemoryView />}
      {(shown === 'cells' || shown === 'events') && <TouchedView shown={shown} />}
    </div>
  );
}

function TouchedView({ shown }: { shown: 'cells' | 'events' }): JSX.Element | null {
  const now = useTouched();
  if (now === undefined) return null;
  return (
    <>
      {now.touched.isCut && <p className="small t2 gas-note">There are more than these.</p>}
      {shown === 'cells' ? <CellTable now={now} /> : <EventTable events={now.touched.events} />}
    </>
  );
}
