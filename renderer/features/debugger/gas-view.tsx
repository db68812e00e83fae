import { useEffect, useMemo, useState, type JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Empty } from '../../ui/controls.tsx';
import { counted, grouped } from '../../ui/format.ts';
import { Segments } from '../../ui/segments.tsx';
import { flameCalls } from './flame-layout.ts';
import { FlameGraph } from './flame-graph.tsx';
import { CallTable, LineTable } from './gas-tables.tsx';
import { LEVELS } from './gas-levels.ts';
import './gas.css';

type Shown = 'graph' | 'calls' | 'lines';

/** Where the gas of the transaction that is debugged goes: by call, and by line. */
export function GasView(): JSX.Element {
  const { store } = useWorkbench();
  const summary = useApp(({ debug }) => debug?.summary);
  const showsLineGas = useApp((state) => state.showsLineGas);
  const [shown, setShown] = useState<Shown>('graph');
  const calls = useMemo(() => flameCalls(summary?.calls ?? []), [summary]);
  useEffect(() => {
    if (shown === 'lines' && summary !== undefined) void store.getState().loadLineGas();
  }, [store, shown, summary]);
  if (summary === undefined)
    return (
      <div className="view">
        <Empty>Debug a transaction: where its gas goes, by call and by line, will stand here.</Empty>
      </div>
    );
  return (
    <div className="view gas-view">
      <div className="bar gas-bar">
        <Segments
          label="Show gas"
          options={[
            { id: 'graph', text: 'Graph' },
            { id: 'calls', text: 'Table' },
            { id: 'lines', text: 'Lines' },
          ]}
          value={shown}
          onChange={setShown}
        />
        <label className="row small">
          <input
            type="checkbox"
            checked={showsLineGas}
            onChange={({ target }) => store.getState().showLineGas(target.checked)}
          />
          Beside the lines of files
        </label>
        {(showsLineGas || shown === 'lines') && <Legend />}
        <span className="end small t2 num gas-sum">
          {grouped(String(calls[0]?.gas ?? 0))} gas in {counted(calls.length, 'call')}
        </span>
      </div>
      {summary.isCut && (
        <p className="small t2 gas-note">The transaction has more calls than these {grouped(String(calls.length))}.</p>
      )}
      {shown === 'graph' && <FlameGraph calls={calls} />}
      {shown === 'calls' && <CallTable calls={calls} />}
      {shown === 'lines' && <LineTable />}
    </div>
  );
}

function Legend(): JSX.Element {
  return (
    <ul className="gas-legend micro t2" aria-label="Share of the gas that lines use">
      {LEVELS.map(({ text }, n) => (
        <li key={text} className="row">
          <span className={`gas-swatch gas-heat-${n + 1}`} aria-hidden="true" />
          {text}
        </li>
      ))}
    </ul>
  );
}
