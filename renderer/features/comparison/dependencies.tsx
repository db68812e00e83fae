import { useMemo, useState, type JSX } from 'react';
import type {
  ComparedRunView,
  ComparisonView,
  DependenciesView,
} from '../../../runtimes/service/contract/comparisons.ts';
import { useApp } from '../../store/use-app.ts';
import { Select } from '../../ui/controls.tsx';
import { Segments } from '../../ui/segments.tsx';
import { CureView } from '../cure/cure-view.tsx';
import { ArcDiagram } from './arc-diagram.tsx';
import { graphData, groupingFor, GROUPINGS, nodeCount, type Grouping } from './graph-data.ts';
import { PathTable } from './path-table.tsx';
import { msText, runName, times, whole } from './run-words.ts';

const LOOKS = [
  { id: 'arcs', text: 'Arcs' },
  { id: 'table', text: 'Table' },
] as const;

/** Which transactions of the selected run wait for which, and what bounds it. */
export function Dependencies({ comparison }: { comparison: ComparisonView }): JSX.Element | null {
  const selected = useApp((state) => state.selectedRun);
  const dependencies = useApp((state) => state.dependencies);
  const [chosen, setChosen] = useState<Grouping | undefined>(undefined);
  const [look, setLook] = useState<(typeof LOOKS)[number]['id']>('arcs');
  const grouping = chosen ?? (dependencies === undefined ? 'transactions' : groupingFor(dependencies));
  const graph = useMemo(
    () => (dependencies === undefined ? undefined : graphData(dependencies, grouping)),
    [dependencies, grouping],
  );
  const run = comparison.runs.find((one) => one.run === selected);
  if (run === undefined) return null;
  return (
    <section className="dependencies" aria-label="Dependencies">
      <div className="dependencies-head">
        <h2>Dependencies</h2>
        <span className="small t3 ell grow">
          of {runName(run, comparison)}: an arc joins a transaction to one that read its write. Block order runs from
          left to right.
        </span>
        <div className="dependencies-group">
          <Select
            label="Show as"
            hideLabel
            value={grouping}
            options={GROUPINGS.map((id) => ({ id, text: id }))}
            onChange={(id) => setChosen(GROUPINGS.find((one) => one === id))}
          />
        </div>
        <Segments label="Dependencies as" options={LOOKS} value={look} onChange={setLook} />
      </div>
      <div className="dependencies-split">
        {dependencies === undefined || graph === undefined ? (
          <div className="dependencies-graph" />
        ) : look === 'arcs' ? (
          <ArcDiagram key={`${run.run} ${grouping}`} graph={graph} grouping={grouping} />
        ) : (
          <PathTable key={run.run} dependencies={dependencies} />
        )}
        <Bounds run={run} dependencies={dependencies} />
      </div>
      <CureView comparison={comparison} run={run} />
    </section>
  );
}

function Bounds({
  run,
  dependencies,
}: {
  run: ComparedRunView;
  dependencies: DependenciesView | undefined;
}): JSX.Element {
  const { bounds, figures } = run;
  const { floorMs, wastedMs, overheadMs } = bounds.parts;
  const all = Math.max(figures.elapsedMs, 1e-9);
  return (
    <aside className="bounds" aria-label="What bounds the speed-up">
      <h3>What bounds the speed-up</h3>
      {bounds.text.map((text) => (
        <p key={text} className="small">
          {text}
        </p>
      ))}
      <div
        className="bounds-bar"
        role="img"
        aria-label={`Of ${msText(figures.elapsedMs)}: ${msText(floorMs)} cannot be avoided, ${msText(wastedMs)} wasted, ${msText(overheadMs)} messages and waiting`}
      >
        <i className="floor" style={{ width: `${(floorMs / all) * 100}%` }} />
        <i className="waste" style={{ width: `${(wastedMs / all) * 100}%` }} />
      </div>
      <dl className="bounds-list small num">
        <dt>
          <i className="key floor" />
          Cannot be avoided
        </dt>
        <dd>{msText(floorMs)}</dd>
        <dt>
          <i className="key waste" />
          Wasted work
        </dt>
        <dd>{msText(wastedMs)}</dd>
        <dt>
          <i className="key" />
          Messages and waiting
        </dt>
        <dd>{msText(overheadMs)}</dd>
        <dt>Critical path</dt>
        <dd>
          {whole(figures.criticalLength)} tx, {msText(figures.criticalMs)}
        </dd>
        <dt>Speed-up</dt>
        <dd>{times(figures.speedup)}</dd>
        <dt title="Work over the longest of critical path and work per lane">Possible on these lanes</dt>
        <dd>{times(bounds.speedupHere)}</dd>
        <dt title="Work over critical path">Possible on any lanes</dt>
        <dd>{times(bounds.mostSpeedup)}</dd>
        {dependencies !== undefined && (
          <>
            <dt>Dependencies</dt>
            <dd>{whole(dependencies.count)}</dd>
            <dt>Depend on nothing</dt>
            <dd>
              {whole(dependencies.independent)} of {whole(nodeCount(dependencies))} tx
            </dd>
          </>
        )}
      </dl>
    </aside>
  );
}
