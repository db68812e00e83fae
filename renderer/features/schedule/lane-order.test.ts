import { expect, it } from 'vitest';
import { seeded } from '../../../runtimes/core/random.ts';
import { Column } from './column.ts';
import { LaneOrder } from './lane-order.ts';

it('is what sorting all of it anew would give, however rows come and change', () => {
  const draw = seeded(7);
  const rows = new Map<number, { start: number; conflict: boolean }>();
  const facts = {
    start: (row: number): number => rows.get(row)?.start ?? NaN,
    isConflict: (row: number): boolean => rows.get(row)?.conflict === true,
  };
  const order = new LaneOrder(facts, new Column(Uint32Array));
  for (let page = 0; page < 60; page++) {
    for (let n = 0; n < 20; n++) {
      const known = rows.size > 0 && draw.below(3) === 0;
      const row = known ? draw.below(rows.size) : rows.size;
      // Times come nearly in order; now and then one is corrected by much. Never twice the same.
      const start = page * 10 + draw.below(30) + row / 10_000;
      rows.set(row, { start, conflict: draw.below(4) === 0 });
      order.put(row);
    }
    const expected = [...rows.keys()].sort((a, b) => facts.start(a) - facts.start(b));
    const index = order.index();
    expect([...index.rows]).toEqual(expected);
    expect([...index.starts]).toEqual(expected.map(facts.start));
    expect(index.conflicts).toHaveLength(expected.length + 1);
    expect(index.conflicts.at(-1)).toBe(expected.filter(facts.isConflict).length);
  }
});
