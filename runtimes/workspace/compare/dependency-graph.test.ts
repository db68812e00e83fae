import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { CellKey } from '../../core/cell.ts';
import { GENESIS } from '../../core/version.ts';
import type { AccessRecord } from './access-recorder.ts';
import { dependencyGraph } from './dependency-graph.ts';

const key = (n: number): CellKey => `${String(n).padStart(40, '0')}/b` as CellKey;

interface Plan {
  readonly reads: readonly number[];
  readonly writes: readonly number[];
  readonly deltas: readonly number[];
  readonly ms: number;
}

const record = ({ reads, writes, deltas, ms }: Plan, index: number): AccessRecord => ({
  block: 1,
  index,
  label: 'c.f',
  sender: 'alice',
  runtime: 'evm',
  reads: reads.map((cell) => ({ key: key(cell), version: GENESIS })),
  writes: writes.map((cell) => ({ key: key(cell), value: '1' })),
  deltas: deltas.filter((cell) => !writes.includes(cell)).map((cell) => ({ key: key(cell), amount: 1n })),
  outcome: 'success',
  ms,
});

/** By trying: whoever wrote a cell that a later one read, unless a full write stands between them. */
function bruteForce(records: readonly AccessRecord[]): Set<string> {
  const edges = new Set<string>();
  for (const [to, { reads }] of records.entries())
    for (const { key: cell } of reads)
      for (let from = to - 1; from >= 0; from--) {
        const one = records[from];
        const wrote = one?.writes.some((write) => write.key === cell) ?? false;
        if (wrote || one?.deltas.some((delta) => delta.key === cell)) edges.add(`${from} ${to}`);
        if (wrote) break;
      }
  return edges;
}

/** The heaviest of all paths, each tried. */
function heaviestPath(records: readonly AccessRecord[], edges: ReadonlySet<string>): number {
  const from = (tx: number): number =>
    (records[tx]?.ms ?? 0) + Math.max(0, ...records.map((_, later) => (edges.has(`${tx} ${later}`) ? from(later) : 0)));
  return Math.max(0, ...records.map((_, tx) => from(tx)));
}

const cells = fc.uniqueArray(fc.integer({ min: 0, max: 4 }), { maxLength: 3 });
const plans = fc.array(fc.record({ reads: cells, writes: cells, deltas: cells, ms: fc.integer({ min: 1, max: 20 }) }), {
  maxLength: 9,
});

describe('the dependency graph', () => {
  it('has the edges and the critical path that trying everything finds', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const records = plan.map(record);
        const graph = dependencyGraph(records, ({ ms }) => ms);
        const wanted = bruteForce(records);
        expect(new Set(graph.edges.map(({ from, to }) => `${from} ${to}`))).toEqual(wanted);
        expect(graph.dependencies).toBe(wanted.size);
        expect(graph.criticalWeight).toBe(heaviestPath(records, wanted));
        expect(graph.critical.reduce((sum, tx) => sum + (records[tx]?.ms ?? 0), 0)).toBe(graph.criticalWeight);
        for (const [n, tx] of graph.critical.slice(1).entries())
          expect(wanted.has(`${graph.critical[n]} ${tx}`)).toBe(true);
        const waiting = new Set([...wanted].map((edge) => edge.split(' ')[1]));
        expect(graph.independent).toBe(records.length - waiting.size);
        expect(graph.totalWeight).toBe(records.reduce((sum, { ms }) => sum + ms, 0));
      }),
      { numRuns: 300 },
    );
  });

  it('labels an edge with a cell that both touched, and names the chain through one cell', () => {
    const chain = Array.from({ length: 5 }, (_, n) => record({ reads: [0], writes: [0], deltas: [1], ms: 2 }, n));
    const graph = dependencyGraph(chain, ({ ms }) => ms);
    expect(graph.criticalCells).toEqual(Array.from({ length: 4 }, () => key(0)));
    expect(graph.chains).toEqual([{ cell: key(0), length: 5, weight: 10, readers: 5, writers: 5 }]);
  });

  it('does not let those wait who only asked whether a cell is empty', () => {
    const asks = { ...record({ reads: [], writes: [], deltas: [], ms: 1 }, 0) };
    const zero = (value: boolean): AccessRecord => ({
      ...asks,
      reads: [{ key: key(0), version: GENESIS, zero: value }],
    });
    const credit = record({ reads: [], writes: [], deltas: [0], ms: 1 }, 1);
    const edges = (records: readonly AccessRecord[]): string[] =>
      dependencyGraph(records, () => 1).edges.map(({ from, to }) => `${from} ${to}`);
    expect(edges([zero(false), credit, zero(false)])).toEqual([]);
    expect(edges([zero(true), credit, zero(false), credit, zero(false)])).toEqual(['1 2', '1 4']);
  });

  it('keeps 10,000 transactions that all add and all read in bounds', () => {
    const all = Array.from({ length: 10_000 }, (_, n) => record({ reads: [0], writes: [], deltas: [0], ms: 1 }, n));
    const graph = dependencyGraph(all, ({ ms }) => ms);
    expect(graph.criticalWeight).toBe(10_000);
    expect(graph.edges.length).toBeLessThanOrEqual(210_000);
  });
});
