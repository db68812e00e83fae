import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blockOf,
  formatVersion,
  GENESIS,
  incarnationOf,
  indexOf,
  MAX_BLOCK,
  MAX_INCARNATION,
  MAX_INDEX,
  version,
} from './version.ts';

const parts = fc.tuple(fc.nat(MAX_BLOCK), fc.nat(MAX_INDEX), fc.nat(MAX_INCARNATION));

describe('version', () => {
  it('gives back its parts', () => {
    fc.assert(
      fc.property(parts, ([block, index, incarnation]) => {
        const v = version(block, index, incarnation);
        expect([blockOf(v), indexOf(v), incarnationOf(v)]).toEqual([block, index, incarnation]);
      }),
    );
  });

  it('is ordered by block, then index, then incarnation', () => {
    const near = fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2));
    fc.assert(
      fc.property(fc.oneof(parts, near), fc.oneof(parts, near), (a, b) => {
        const [first = 0] = a.map((part, i) => part - (b[i] as number)).filter((difference) => difference !== 0);
        expect(Math.sign(version(...a) - version(...b))).toBe(Math.sign(first));
      }),
    );
  });

  it('stays a safe integer at its largest', () => {
    expect(version(MAX_BLOCK, MAX_INDEX, MAX_INCARNATION)).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('is shown as block:index.incarnation', () => {
    expect(formatVersion(version(3, 17, 2))).toBe('3:17.2');
    expect(formatVersion(GENESIS)).toBe('genesis');
    expect(formatVersion(version(1, 0, 0))).toBe('1:0.0');
  });
});
