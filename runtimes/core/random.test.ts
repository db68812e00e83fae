import { describe, expect, it } from 'vitest';
import { seeded } from './random.ts';

describe('seeded', () => {
  // Part of the scenario format: a change here changes every workload there is.
  it.each([
    [0, [886, 12, 32, 24], 0.6123124436552245, '500b80f4455c'],
    [7, [233, 448, 565, 513], 0.8445334376731711, '1235aa905867'],
    [2 ** 40 + 7, [85, 708, 158, 31], 0.4765875816340698, '1db6a510a0fd'],
  ])('gives its sequence for %d', (seed, numbers, real, bytes) => {
    const random = seeded(seed);
    expect(numbers.map(() => random.below(1000))).toEqual(numbers);
    expect(random.real()).toBe(real);
    expect(Buffer.from(random.bytes(6)).toString('hex')).toBe(bytes);
  });

  it('gives each source a sequence of its own', () => {
    const a = seeded(1);
    const b = seeded(1);
    const first = [a.real(), a.real()];
    expect([b.real(), b.real()]).toEqual(first);
    expect(a.real()).not.toBe(first[0]);
  });

  it('stays below its bound and reaches all of it', () => {
    const random = seeded(3);
    const counts = new Map<number, number>();
    for (let i = 0; i < 3000; i++) {
      const drawn = random.below(3);
      counts.set(drawn, (counts.get(drawn) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([0, 1, 2]);
    for (const count of counts.values()) expect(count).toBeGreaterThan(850);
    expect(random.below(1)).toBe(0);
    expect(random.below(Number.MAX_SAFE_INTEGER)).toBeGreaterThan(2 ** 32);
  });

  it('gives as many bytes as asked for', () => {
    for (const length of [0, 1, 3, 4, 5, 33]) expect(seeded(9).bytes(length)).toHaveLength(length);
  });
});
