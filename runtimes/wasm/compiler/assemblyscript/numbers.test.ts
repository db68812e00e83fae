import fc from 'fast-check';
import { encodeErrorResult, parseAbi, type Hex } from 'viem';
import { beforeAll, describe, expect, test } from 'vitest';
import { compileTestContracts, deployTestContract, type TestContract } from './contract.testkit.ts';

const TOP = 2n ** 256n;
const HALF = 2n ** 255n;
const panic = (code: bigint): Hex =>
  encodeErrorResult({ abi: parseAbi(['error Panic(uint256)']), errorName: 'Panic', args: [code] });
const OVERFLOW = panic(0x11n);
const BY_ZERO = panic(0x12n);

/** All sizes, and numbers around the borders of words, halves and digits. */
const word = fc.oneof(
  fc.bigInt({ min: 0n, max: TOP - 1n }),
  fc
    .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: -2, max: 2 }))
    .map(([bits, off]) => BigInt.asUintN(256, (1n << BigInt(bits)) + BigInt(off))),
  fc.tuple(fc.bigInt({ min: 0n, max: TOP - 1n }), fc.integer({ min: 0, max: 255 })).map(([n, by]) => n >> BigInt(by)),
  fc
    .array(fc.constantFrom(0n, 1n, 0x7fffffffn, 0x80000000n, 0xffffffffn, 0xfffffffen), { minLength: 8, maxLength: 8 })
    .map((digits: readonly bigint[]) => digits.reduce((sum, digit) => (sum << 32n) | digit, 0n)),
);
const signed = word.map((value) => BigInt.asIntN(256, value));

describe('U256 and I256', () => {
  let numbers: TestContract;
  beforeAll(async () => {
    numbers = deployTestContract((await compileTestContracts('numbers'))[0]);
  });

  /** The value, or the revert data. */
  const run = (name: string, ...args: readonly unknown[]): unknown => {
    const outcome = numbers.send(name, args);
    return outcome.status === 'success' ? numbers.read(name, args) : outcome.data;
  };
  const unsigned = (value: bigint): bigint | Hex => (value < 0n || value >= TOP ? OVERFLOW : value);
  const inRange = (value: bigint): bigint | Hex => (value < -HALF || value >= HALF ? OVERFLOW : value);
  const wrap = (value: bigint): bigint => BigInt.asUintN(256, value);

  test('unsigned arithmetic is that of integers, and overflow is a panic', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(run('add', a, b)).toBe(unsigned(a + b));
        expect(run('sub', a, b)).toBe(unsigned(a - b));
        expect(run('mul', a, b)).toBe(unsigned(a * b));
        expect(run('div', a, b)).toBe(b === 0n ? BY_ZERO : a / b);
        expect(run('mod', a, b)).toBe(b === 0n ? BY_ZERO : a % b);
        expect(run('wadd', a, b)).toBe(wrap(a + b));
        expect(run('wsub', a, b)).toBe(wrap(a - b));
        expect(run('wmul', a, b)).toBe(wrap(a * b));
        expect(run('compare', a, b)).toEqual([a < b, a <= b, a > b, a >= b, a === b, a !== b]);
        expect(run('bits', a, b)).toEqual([a & b, a | b, a ^ b, TOP - 1n - a]);
      }),
      { numRuns: 200 },
    );
  });

  test('powers and shifts', () => {
    fc.assert(
      fc.property(word, fc.integer({ min: 0, max: 300 }), (a, by) => {
        expect(run('shl', a, by)).toBe(wrap(a << BigInt(by)));
        expect(run('shr', a, by)).toBe(a >> BigInt(by));
        const exponent = BigInt(by % 12);
        for (const base of [a, a >> 200n, a >> 250n]) {
          expect(run('pow', base, exponent)).toBe(unsigned(base ** exponent));
          expect(run('wpow', base, exponent)).toBe(wrap(base ** exponent));
        }
      }),
      { numRuns: 100 },
    );
    expect(run('pow', 2n, 255n)).toBe(HALF);
    expect(run('pow', 2n, 256n)).toBe(OVERFLOW);
    expect(run('pow', 1n, TOP - 1n)).toBe(1n);
    expect(run('pow', 0n, 0n)).toBe(1n);
    expect(run('pow', 3n, TOP - 1n)).toBe(OVERFLOW);
  });

  test('signed arithmetic rounds towards zero, as in Solidity', () => {
    fc.assert(
      fc.property(signed, signed, fc.integer({ min: 0, max: 300 }), (a, b, by) => {
        expect(run('iadd', a, b)).toBe(inRange(a + b));
        expect(run('isub', a, b)).toBe(inRange(a - b));
        expect(run('imul', a, b)).toBe(inRange(a * b));
        expect(run('idiv', a, b)).toBe(b === 0n ? BY_ZERO : inRange(a / b));
        expect(run('imod', a, b)).toBe(b === 0n ? BY_ZERO : a % b);
        expect(run('ishr', a, by)).toBe(a >> BigInt(by));
        expect(run('icompare', a, b)).toEqual([a < b, a <= b, a > b, a >= b, a === b, a !== b]);
        expect(run('itext', a)).toBe(String(a));
        expect(run('iparse', String(a))).toBe(a);
      }),
      { numRuns: 150 },
    );
    expect(run('idiv', -HALF, -1n)).toBe(OVERFLOW);
    expect(run('imul', -HALF, 1n)).toBe(-HALF);
    expect(run('iparse', String(HALF))).toBe(OVERFLOW);
    expect(run('from', -5, 2n)).toBe(-3n);
  });

  test('text', () => {
    fc.assert(
      fc.property(word, (a) => {
        expect(run('decimal', a)).toBe(String(a));
        expect(run('hex', a)).toBe(`0x${a.toString(16)}`);
        expect(run('parse', String(a))).toBe(a);
        expect(run('parse', `0x${a.toString(16)}`)).toBe(a);
      }),
      { numRuns: 100 },
    );
    expect(run('parse', String(TOP))).toBe(OVERFLOW);
    expect(run('parse', '0xAbC')).toBe(0xabcn);
    for (const wrong of ['', '1x', '0x1g', '-1', '1 ', '0x'])
      expect(numbers.send('parse', [wrong]).status).toBe('reverted');
  });

  test('conversions refuse what does not fit', () => {
    expect(run('toU64', 2n ** 64n - 1n)).toBe(2n ** 64n - 1n);
    expect(run('toU64', 2n ** 64n)).toBe(OVERFLOW);
    expect(run('toI8', 127n)).toBe(127);
    expect(run('toI8', 128n)).toBe(OVERFLOW);
  });

  test('small integers, checked', () => {
    const inside = (value: bigint, low: bigint, high: bigint): unknown =>
      value < low || value > high ? OVERFLOW : value;
    const edge = (bits: bigint) =>
      fc.oneof(
        fc.constantFrom(-(1n << bits), -1n, 0n, 1n, (1n << bits) - 1n),
        fc.bigInt({ min: -(1n << bits), max: (1n << bits) - 1n }),
      );
    const big = (value: unknown): unknown => (typeof value === 'number' ? BigInt(value) : value);
    fc.assert(
      fc.property(edge(7n), edge(7n), edge(63n), edge(63n), (a, b, x, y) => {
        const [small, other] = [Number(a), Number(b)];
        expect(big(run('i8add', small, other))).toBe(inside(a + b, -128n, 127n));
        expect(big(run('i8sub', small, other))).toBe(inside(a - b, -128n, 127n));
        expect(big(run('i8mul', small, other))).toBe(inside(a * b, -128n, 127n));
        expect(run('i64mul', x, y)).toBe(inside(x * y, -(2n ** 63n), 2n ** 63n - 1n));
        const [p, q] = [a + 128n, b + 128n];
        expect(big(run('u8sub', Number(p), Number(q)))).toBe(inside(p - q, 0n, 255n));
        const sum = run('u8s', Number(p), Number(q));
        expect(Array.isArray(sum) ? big(sum[0]) : sum).toBe(inside(p + q, 0n, 255n));
        const [m, n] = [x + 2n ** 63n, y + 2n ** 63n];
        expect(run('u64mul', m, n >> 40n)).toBe(inside(m * (n >> 40n), 0n, 2n ** 64n - 1n));
      }),
      { numRuns: 150 },
    );
  });
});
