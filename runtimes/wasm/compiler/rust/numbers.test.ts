import fc from 'fast-check';
import { encodeErrorResult, parseAbi, type Hex } from 'viem';
import { beforeAll, expect, test } from 'vitest';
import { compileTestContract, deployTestContract, describeWithRust, type TestContract } from './contract.testkit.ts';

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

describeWithRust('U256 and I256', () => {
  let numbers: TestContract;
  beforeAll(async () => {
    numbers = deployTestContract(await compileTestContract('numbers'));
  });

  /** The value, or the revert data. */
  const run = (name: string, ...args: readonly unknown[]): unknown => {
    const outcome = numbers.send(name, args);
    return outcome.status === 'success' ? numbers.read(name, args) : outcome.data;
  };
  const unsigned = (value: bigint): bigint | Hex => (value < 0n || value >= TOP ? OVERFLOW : value);
  const inRange = (value: bigint): bigint | Hex => (value < -HALF || value >= HALF ? OVERFLOW : value);

  test('unsigned arithmetic is that of integers, and overflow is a panic', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(run('add', a, b)).toBe(unsigned(a + b));
        expect(run('sub', a, b)).toBe(unsigned(a - b));
        expect(run('mul', a, b)).toBe(unsigned(a * b));
        expect(run('div', a, b)).toBe(b === 0n ? BY_ZERO : a / b);
        expect(run('rem', a, b)).toBe(b === 0n ? BY_ZERO : a % b);
        expect(run('compare', a, b)).toEqual([a < b, a <= b, a > b, a >= b, a === b]);
        expect(run('bits', a, b)).toEqual([a & b, a | b, a ^ b, TOP - 1n - a]);
        expect(run('wrapping', a, b)).toEqual([a + b, a - b, a * b].map((value) => BigInt.asUintN(256, value)));
        const limit = (value: bigint): bigint => (value < 0n ? 0n : value >= TOP ? TOP - 1n : value);
        expect(run('saturating', a, b)).toEqual([limit(a + b), limit(a - b), limit(a * b)]);
      }),
      { numRuns: 150 },
    );
  });

  test('products of 512 bits, roots, powers and shifts', () => {
    fc.assert(
      fc.property(word, word, word, fc.integer({ min: 0, max: 300 }), (a, b, c, by) => {
        expect(run('mulDiv', a, b, c)).toBe(c === 0n ? BY_ZERO : unsigned((a * b) / c));
        expect(run('mulMod', a, b, c)).toBe(c === 0n ? BY_ZERO : (a * b) % c);
        expect(run('addMod', a, b, c)).toBe(c === 0n ? BY_ZERO : (a + b) % c);
        expect(run('shl', a, by)).toBe(BigInt.asUintN(256, a << BigInt(by)));
        expect(run('shr', a, by)).toBe(a >> BigInt(by));
        const root = run('sqrt', a) as bigint;
        expect(root * root <= a && (root + 1n) * (root + 1n) > a).toBe(true);
        const small = a >> 200n;
        expect(run('pow', small, by % 9)).toBe(unsigned(small ** BigInt(by % 9)));
        expect(run('small', a)).toBe(a * 997n >= TOP ? OVERFLOW : (a * 997n) / 1000n + 1n);
      }),
      { numRuns: 150 },
    );
  });

  test('signed arithmetic rounds towards zero, as in Solidity', () => {
    fc.assert(
      fc.property(signed, signed, fc.integer({ min: 0, max: 300 }), (a, b, by) => {
        expect(run('signedAdd', a, b)).toBe(inRange(a + b));
        expect(run('signedSub', a, b)).toBe(inRange(a - b));
        expect(run('signedMul', a, b)).toBe(inRange(a * b));
        expect(run('signedDiv', a, b)).toBe(b === 0n ? BY_ZERO : inRange(a / b));
        if (!(a === -HALF && b === -1n)) expect(run('signedRem', a, b)).toBe(b === 0n ? BY_ZERO : a % b);
        expect(run('signedLess', a, b)).toBe(a < b);
        expect(run('signedShr', a, by)).toBe(a >> BigInt(by));
      }),
      { numRuns: 150 },
    );
  });

  test('borders', () => {
    expect(run('signedDiv', -HALF, -1n)).toBe(OVERFLOW);
    expect(run('toU64', 2n ** 64n - 1n)).toBe(2n ** 64n - 1n);
    expect(run('toU64', 2n ** 64n)).toBe(OVERFLOW);
    expect(run('pow', 2n, 255)).toBe(HALF);
    expect(run('pow', 2n, 256)).toBe(OVERFLOW);
    expect(run('constants')).toEqual([TOP - 1n, 0xffffn, -12n]);
  });
});
