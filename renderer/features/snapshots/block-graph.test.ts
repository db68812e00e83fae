import { expect, it } from 'vitest';
import type { TimelineBlock } from '../../../runtimes/service/contract/history.ts';
import { blockGraph, type GraphRow } from './block-graph.ts';

const graph = (blocks: readonly (readonly [number, number | null])[], at: number): readonly GraphRow[] =>
  blockGraph(
    blocks.map(([id, parent]) => ({ id, parent }) as TimelineBlock),
    at,
  );

it('one line is one column', () => {
  expect(
    graph(
      [
        [2, 1],
        [1, null],
      ],
      2,
    ),
  ).toEqual([
    { column: 0, joins: [], passes: [], hasParent: true },
    { column: 0, joins: [0], passes: [], hasParent: false },
  ]);
});

it('what was left by going back stands beside the line that goes on', () => {
  // 1 - 2 - 3, back to 1, then 4.
  expect(
    graph(
      [
        [4, 1],
        [3, 2],
        [2, 1],
        [1, null],
      ],
      4,
    ),
  ).toEqual([
    { column: 0, joins: [], passes: [], hasParent: true },
    { column: 1, joins: [], passes: [0], hasParent: true },
    { column: 1, joins: [1], passes: [0], hasParent: true },
    { column: 0, joins: [0, 1], passes: [], hasParent: false },
  ]);
});

it('right after going back, the blocks that were left stand beside, above where the ledger is', () => {
  expect(
    graph(
      [
        [3, 2],
        [2, 1],
        [1, null],
      ],
      1,
    ),
  ).toEqual([
    { column: 1, joins: [], passes: [], hasParent: true },
    { column: 1, joins: [1], passes: [], hasParent: true },
    { column: 0, joins: [1], passes: [], hasParent: false },
  ]);
});

it('a column that ended is used again', () => {
  // Two branches, one after the other, off 1 - 3 - 5.
  const rows = graph(
    [
      [5, 3],
      [4, 3],
      [3, 1],
      [2, 1],
      [1, null],
    ],
    5,
  );
  expect(rows.map(({ column }) => column)).toEqual([0, 1, 0, 1, 0]);
  expect(rows[2]?.joins).toEqual([0, 1]);
  expect(rows[4]?.joins).toEqual([0, 1]);
});
