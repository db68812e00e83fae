import type { CellKey } from '../../core/cell.ts';
import { statusOf } from '../../core/incarnation-status.ts';
import type { ComparedRun } from '../../workspace/compare/compare-runs.ts';
import type { HotCell } from '../contract/comparisons.ts';

const LISTED = 8;

/** Cells that cost a run most: by incarnations that they made void, then by how long the chain through them is. */
export function hotCells({ recorder, graph, cellName }: ComparedRun): HotCell[] {
  const { rows, cells } = recorder;
  const aborts = new Map<CellKey, number>();
  for (const [row, id] of rows.cell.entries()) {
    const key = cells[id];
    const status = statusOf(rows.status[row] ?? 0);
    if (key !== undefined && (status === 'aborted' || status === 'invalidated'))
      aborts.set(key, (aborts.get(key) ?? 0) + 1);
  }
  const chains = new Map(graph.chains.map((chain) => [chain.cell, chain]));
  return [...new Set([...aborts.keys(), ...chains.keys()])]
    .map((key) => ({
      cell: cellName(key),
      key,
      aborts: aborts.get(key) ?? 0,
      chain: chains.get(key)?.length ?? 0,
      chainMs: chains.get(key)?.weight ?? 0,
    }))
    .sort((a, b) => b.aborts - a.aborts || b.chainMs - a.chainMs || (a.key < b.key ? -1 : 1))
    .slice(0, LISTED);
}
