/** The dependency graph of a run on its way to a window, as columns. */
import { statusOf } from '../../core/incarnation-status.ts';
import type { ComparedRun } from '../../workspace/compare/compare-runs.ts';
import type { DependenciesView } from '../contract/comparisons.ts';
import { base64, Dictionary } from './columns.ts';

export function dependenciesView(run: ComparedRun): DependenciesView {
  const { graph, transactions, recorder, cellName } = run;
  const [labels, senders, runtimes] = [new Dictionary(), new Dictionary(), new Dictionary()];
  for (const { label, sender, runtime } of transactions) {
    labels.add(label);
    senders.add(sender);
    runtimes.add(runtime);
  }
  const aborts = new Uint32Array(transactions.length);
  const { tx, status } = recorder.rows;
  for (const [row, one] of tx.entries()) {
    const word = statusOf(status[row] ?? 0);
    if (word === 'aborted' || word === 'invalidated') aborts[one] = (aborts[one] ?? 0) + 1;
  }
  const cells = new Dictionary();
  for (const { cell } of graph.edges) cells.add(cell);
  const edgeCells = cells.indices.slice();
  for (const cell of graph.criticalCells) cells.add(cell);
  const u32 = (values: Iterable<number>): string => base64(Uint32Array.from(values));
  return {
    count: graph.dependencies,
    independent: graph.independent,
    labels: labels.names,
    senders: senders.names,
    runtimes: runtimes.names,
    cells: cells.names.map((key) => cellName(key as (typeof graph.edges)[number]['cell'])),
    nodes: {
      label: u32(labels.indices),
      sender: u32(senders.indices),
      runtime: u32(runtimes.indices),
      block: u32(transactions.map(({ block }) => block)),
      index: u32(transactions.map(({ index }) => index)),
      aborts: base64(aborts),
      ms: base64(Float64Array.from(transactions, ({ ms }) => ms)),
    },
    edges: {
      from: u32(graph.edges.map(({ from }) => from)),
      to: u32(graph.edges.map(({ to }) => to)),
      cell: u32(edgeCells),
    },
    critical: { nodes: [...graph.critical], cells: cells.indices.slice(edgeCells.length) },
  };
}
