/** A comparison as plain data: what the CLI prints, a window exports, and tests compare. */
import { statusOf } from '../../core/incarnation-status.ts';
import type { Clock, ComparedRun, Figures } from './compare-runs.ts';
import { HOP, NS_PER_GAS } from './simulate.ts';
import type { SpeedBounds } from './speed-bounds.ts';

export interface ComparisonReport {
  readonly clock: Clock;
  /** How times came to be, in words. */
  readonly timing: string;
  readonly runs: readonly RunOfComparison[];
}

export interface RunOfComparison {
  readonly scenario: string;
  readonly source: string;
  readonly policy: string;
  readonly seed: number;
  readonly figures: Figures;
  readonly bounds: SpeedBounds;
  readonly graph: {
    readonly transactions: number;
    readonly dependencies: number;
    readonly independent: number;
    readonly critical: readonly { readonly tx: number; readonly label: string; readonly cell: string | null }[];
    readonly chains: readonly { readonly cell: string; readonly length: number; readonly ms: number }[];
  };
  readonly conflicts: readonly { readonly cell: string; readonly count: number }[];
  readonly expectations: ComparedRun['expectations'];
  readonly stateRoot: string | null;
}

export const timingOf = (clock: Clock): string =>
  clock === 'simulated'
    ? `simulated: the product's scheduler under a virtual clock, ${NS_PER_GAS} ns per gas and ${HOP} ms per message; exactly repeatable`
    : 'measured on this machine; differs from run to run';

export const comparisonReport = (clock: Clock, runs: readonly ComparedRun[]): ComparisonReport => ({
  clock,
  timing: timingOf(clock),
  runs: runs.map(reportOf),
});

function reportOf(run: ComparedRun): RunOfComparison {
  const { graph, transactions, cellName } = run;
  return {
    scenario: run.scenario,
    source: run.variant.source,
    policy: run.variant.policy,
    seed: run.seed,
    figures: run.figures,
    bounds: run.bounds,
    graph: {
      transactions: graph.count,
      dependencies: graph.dependencies,
      independent: graph.independent,
      critical: graph.critical.map((tx, n) => {
        const cell = n === 0 ? undefined : graph.criticalCells[n - 1];
        return { tx, label: transactions[tx]?.label ?? '', cell: cell === undefined ? null : cellName(cell) };
      }),
      chains: graph.chains
        .slice(0, 10)
        .map(({ cell, length, weight }) => ({ cell: cellName(cell), length, ms: weight })),
    },
    conflicts: conflictsOf(run).slice(0, 10),
    expectations: run.expectations,
    stateRoot: run.stateRoot,
  };
}

/** Cells by how many incarnations they made void. */
export function conflictsOf({ recorder, cellName }: ComparedRun): { cell: string; count: number }[] {
  const counts = new Map<string, number>();
  const { rows, cells } = recorder;
  for (const [row, id] of rows.cell.entries()) {
    const key = cells[id];
    const status = statusOf(rows.status[row] ?? 0);
    if (key === undefined || (status !== 'aborted' && status !== 'invalidated')) continue;
    const name = cellName(key);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([cell, count]) => ({ cell, count }))
    .sort((a, b) => b.count - a.count || (a.cell < b.cell ? -1 : 1));
}
