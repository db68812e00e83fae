import { memo, useMemo, type JSX } from 'react';
import type { DependenciesView } from '../../../runtimes/service/contract/comparisons.ts';
import { counted } from '../../ui/format.ts';
import { graphData, type GraphData } from './graph-data.ts';
import { msText } from './run-words.ts';
import { AT_ONCE, useRowCount } from './use-row-count.ts';

const SHOWN = 500;

/** The critical path step by step, then the other dependencies. */
export function PathTable({ dependencies }: { dependencies: DependenciesView }): JSX.Element {
  const { nodes, edges } = useMemo(() => graphData(dependencies, 'transactions'), [dependencies]);
  const sorted = useMemo(
    () => [...edges].sort((a, b) => Number(b.isCritical) - Number(a.isCritical) || a.to - b.to || a.from - b.from),
    [edges],
  );
  const count = useRowCount(Math.min(sorted.length, SHOWN));
  return (
    <div
      className="dependencies-graph comparison-table"
      tabIndex={0}
      role="region"
      aria-label="Dependencies as a table"
    >
      <table>
        <caption className="micro t3">
          {sorted.length > SHOWN
            ? `The first ${SHOWN} of ${counted(sorted.length, 'dependency', 'dependencies')}, the critical path first`
            : counted(sorted.length, 'dependency', 'dependencies')}
        </caption>
        <thead>
          <tr>
            <th scope="col">Transaction</th>
            <th scope="col">Call</th>
            <th scope="col">Sender</th>
            <th scope="col">Time</th>
            <th scope="col">Waits for</th>
            <th scope="col">Through cell</th>
            <th scope="col">Critical path</th>
          </tr>
        </thead>
        {Array.from({ length: Math.ceil(count / AT_ONCE) }, (_, n) => (
          <Rows key={n} nodes={nodes} edges={sorted} from={n * AT_ONCE} to={Math.min(SHOWN, (n + 1) * AT_ONCE)} />
        ))}
      </table>
    </div>
  );
}

/** Those from one to before another; drawn once, whatever comes below. */
const Rows = memo(function Rows({
  nodes,
  edges,
  from: first,
  to: end,
}: GraphData & { readonly from: number; readonly to: number }): JSX.Element {
  return (
    <tbody>
      {edges.slice(first, end).map(({ from, to, cell, isCritical }) => (
        <tr key={`${from} ${to} ${cell}`}>
          <td className="num">tx {nodes[to]?.name}</td>
          <td>{nodes[to]?.label}</td>
          <td>{nodes[to]?.sender}</td>
          <td className="num">{msText(nodes[to]?.ms ?? 0)}</td>
          <td className="num">
            tx {nodes[from]?.name} {nodes[from]?.label}
          </td>
          <td className="mono">{cell}</td>
          <td>{isCritical ? 'yes' : ''}</td>
        </tr>
      ))}
    </tbody>
  );
});
