import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partitionPoint } from './partition-point.ts';

test('is where a look at one entry after the other would end', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 60 }),
      fc.integer({ min: -25, max: 25 }),
      (all, bound) => {
        const sorted = [...all].sort((a, b) => a - b);
        const first = sorted.findIndex((one) => one > bound);
        expect(partitionPoint(sorted.length, (at) => (sorted[at] ?? 0) <= bound)).toBe(
          first < 0 ? sorted.length : first,
        );
      },
    ),
  );
});
