import { describe, expect, it } from 'vitest';
import { seeded, type Random } from '../../core/random.ts';
import { parseAmount } from './amount.ts';
import { drawInteger } from './draw-integer.ts';
import { stream } from './stream.ts';
import { zipf } from './zipf.ts';

describe('zipf', () => {
  it.each([0.25, 1, 1.75, 2, 3.5])('draws account i with weight 1 / (i + 1) ** %d', (skew) => {
    const draw = zipf(100, skew);
    const random = seeded(1);
    const counts = new Array<number>(100).fill(0);
    const draws = 100_000;
    for (let n = 0; n < draws; n++) {
      const index = draw(random);
      counts[index] = (counts[index] ?? 0) + 1;
    }
    const harmonic = counts.reduce((sum, _, i) => sum + 1 / (i + 1) ** skew, 0);
    counts.forEach((count, i) => {
      const expected = draws / (i + 1) ** skew / harmonic;
      // Five standard deviations of a binomial draw.
      expect(Math.abs(count - expected), `account ${i}`).toBeLessThan(5 * Math.sqrt(expected) + 1);
    });
  });

  it('stays inside its range at both ends', () => {
    const at = (point: number): Random => ({ real: () => point, below: () => 0, bytes: () => new Uint8Array() });
    expect([zipf(1, 1)(at(0)), zipf(1, 1)(at(1 - 2 ** -53)), zipf(5, 1)(at(0)), zipf(5, 1)(at(1 - 2 ** -53))]).toEqual([
      0, 0, 0, 4,
    ]);
  });
});

describe('integers', () => {
  it('are inclusive at both ends, negative ones too', () => {
    const random = seeded(2);
    const drawn = new Set(Array.from({ length: 200 }, () => drawInteger(random, -2n, 2n)));
    expect([...drawn].sort((a, b) => Number(a - b))).toEqual([-2n, -1n, 0n, 1n, 2n]);
    expect(drawInteger(random, 5n, 5n)).toBe(5n);
  });

  it('fill ranges beyond 53 bits evenly', () => {
    const random = seeded(3);
    const [lo, hi] = [-(2n ** 255n), 2n ** 255n - 1n];
    const drawn = Array.from({ length: 1000 }, () => drawInteger(random, lo, hi));
    expect(drawn.every((value) => value >= lo && value <= hi)).toBe(true);
    expect(Math.abs(drawn.filter((value) => value < 0n).length - 500)).toBeLessThan(80);
    expect(Math.abs(drawn.filter((value) => value & 1n).length - 500)).toBeLessThan(80);
    // Three quarters of the range are drawn by rejection: a plain mask would give a quarter twice its share.
    const bound = 3n * 2n ** 62n;
    const quarters = [0, 0, 0];
    for (let n = 0; n < 3000; n++) {
      const third = Number(drawInteger(random, 0n, bound - 1n) / 2n ** 62n);
      quarters[third] = (quarters[third] ?? 0) + 1;
    }
    for (const count of quarters) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});

describe('streams', () => {
  it('differ by seed and purpose, and repeat', () => {
    const first = (random: Random): number => random.below(2 ** 50);
    const values = [stream(1, 'a'), stream(2, 'a'), stream(1, 'b'), stream(1, 'a', 'b'), stream(2 ** 53 - 1, 'a')].map(
      first,
    );
    expect(new Set(values).size).toBe(values.length);
    expect(first(stream(1, 'a'))).toBe(values[0]);
  });
});

describe('amounts', () => {
  it.each([
    ['1ether', 10n ** 18n],
    ['-2 gwei', -2n * 10n ** 9n],
    ['1.0', 1n],
    ['1.000000000000000001 ether', 10n ** 18n + 1n],
    ['-0x10', -16n],
    ['2 Ether', 2n * 10n ** 18n],
  ])('%s', (text, value) => {
    expect(parseAmount(text)).toEqual({ ok: true, value });
  });
  it.each(['', 'ether', '0x', '1 2', '1.5', '1e18', '--1', '1.0000000000000000001 ether', '٣'])('not %j', (text) => {
    expect(parseAmount(text).ok).toBe(false);
  });
});
