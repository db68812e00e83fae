import { expect, it } from 'vitest';
import { seeded } from '../../../runtimes/core/random.ts';
import { arcsInView, fitSpacing, MOST_ARCS, nodeX } from './draw-arcs.ts';
import type { GraphEdge } from './graph-data.ts';

const NODES = 10_000;
const random = seeded(3);
const edge = (from: number, to: number): GraphEdge => ({ from, to, cell: 'token.moved', count: 1, isCritical: false });
const edges: GraphEdge[] = Array.from({ length: 30_000 }, () => {
  const to = 1 + random.below(NODES - 1);
  return edge(Math.max(0, to - 1 - random.below(2_000)), to);
});
const view = (spacing: number, left = 0) => ({ width: 700, height: 300, spacing, left });
const all = (): boolean => true;
const total = (arcs: readonly { count: number }[]): number => arcs.reduce((sum, { count }) => sum + count, 0);

it('of many arcs neighbours are drawn as one, all over the width, and none that can be seen is lost', () => {
  const fit = fitSpacing(NODES, 700);
  const arcs = arcsInView(edges, view(fit), all);
  expect(arcs.length).toBeLessThanOrEqual(MOST_ARCS);
  expect(arcs.length).toBeGreaterThan(200);
  // What is left out lies inside of one place.
  const long = edges.filter(({ from, to }) => (to - from) * fit > 32);
  expect(total(arcs)).toBeGreaterThanOrEqual(long.length);
  expect(Math.max(...arcs.map(({ right }) => right))).toBeGreaterThan(nodeX(9_900, view(fit)));
});

it('what is in view is drawn one by one once it is few', () => {
  const near = view(80, 80 * 5_000);
  const some = [edge(5_001, 5_003), edge(5_001, 5_003), edge(5_002, 5_002), edge(10, 20), edge(10, 9_990)];
  expect(arcsInView(some, near, all)).toHaveLength(4);
  expect(arcsInView(some, near, ({ from, to }) => from === to).map(({ left, right }) => right - left)).toEqual([0]);
});
