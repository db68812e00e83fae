import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { compileProgram, type TestProgram } from './dotnet/dotnet.testkit.ts';

const BITS = 1n << 256n;
const MAX = BITS - 1n;
const LOWEST = -(1n << 255n);
const OVERFLOW = 'overflow';
const BY_ZERO = 'division by zero';
const ENDINGS = ['', OVERFLOW, BY_ZERO, 'gas'];

type Answer = readonly [bigint, bigint] | string;
type Calculation = (a: bigint, b: bigint, c: bigint) => readonly [bigint, bigint];

let program: TestProgram;
beforeAll(async () => {
  const path = join(import.meta.dirname, 'probes/Numbers.cs');
  program = await compileProgram({ 'Numbers.cs': readFileSync(path, 'utf8') });
}, 300_000);

class Ending extends Error {}
const unsigned = (n: bigint): bigint => {
  if (n < 0n || n > MAX) throw new Ending(OVERFLOW);
  return n;
};
const within = (n: bigint, low: bigint, high: bigint): bigint => {
  if (n < low || n > high) throw new Ending(OVERFLOW);
  return n;
};
/** As a word. */
const signed = (n: bigint): bigint => BigInt.asUintN(256, within(n, LOWEST, -LOWEST - 1n));
const number = (word: bigint): bigint => BigInt.asIntN(256, word);
const wrap = (n: bigint): bigint => BigInt.asUintN(256, n);
const divisor = (n: bigint): bigint => {
  if (n === 0n) throw new Ending(BY_ZERO);
  return n;
};
const root = (n: bigint): bigint => {
  let low = 0n;
  let high = 1n << 128n;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle * middle <= n) low = middle;
    else high = middle;
  }
  return low;
};
const power = (base: bigint, exponent: bigint): bigint => {
  if (exponent === 0n || base === 1n) return 1n;
  if (base === 0n) return 0n;
  return exponent > 256n ? unsigned(-1n) : unsigned(base ** exponent);
};
const order = (a: bigint, b: bigint): readonly [bigint, bigint] => {
  const flags = [a < b, a <= b, a > b, a >= b, a === b, a !== b];
  return [a < b ? 0n : a > b ? 2n : 1n, flags.reduce((bits, flag, i) => bits | (flag ? 1n << BigInt(i) : 0n), 0n)];
};
const abs = (n: bigint): bigint => (n < 0n ? -n : n);
const fits = (bits: number) => (n: bigint) => within(n, 0n, (1n << BigInt(bits)) - 1n);
const fitsSigned = (bits: number) => (n: bigint) =>
  wrap(within(n, -(1n << BigInt(bits - 1)), (1n << BigInt(bits - 1)) - 1n));
const by = (n: bigint): bigint => n & 511n;

/** The same calculations in BigInt, in the order of Numbers.cs. */
const calculations: readonly (readonly [string, Calculation])[] = [
  ['add', (a, b) => [unsigned(a + b), wrap(a + b)]],
  ['subtract', (a, b) => [unsigned(a - b), wrap(a - b)]],
  ['multiply', (a, b) => [unsigned(a * b), wrap(a * b)]],
  ['divide', (a, b) => [a / divisor(b), a % b]],
  ['DivRem', (a, b) => [a / divisor(b), a % b]],
  ['MulDiv', (a, b, c) => [unsigned((a * b) / divisor(c)), 0n]],
  ['MulMod and AddMod', (a, b, c) => [(a * b) % divisor(c), (a + b) % c]],
  ['Pow', (a, b) => [power(a, b & 0xffffn), 0n]],
  ['Sqrt and BitLength', (a) => [root(a), a === 0n ? 0n : BigInt(a.toString(2).length)]],
  ['shift', (a, b) => [wrap(a << by(b)), a >> by(b)]],
  ['bits', (a, b, c) => [a & b, wrap((a | b) ^ ~c)]],
  ['compare', order],
  ['signed add', (a, b) => [signed(number(a) + number(b)), 0n]],
  ['signed subtract', (a, b) => [signed(number(a) - number(b)), 0n]],
  ['signed multiply', (a, b) => [signed(number(a) * number(b)), 0n]],
  ['signed divide', (a, b) => [signed(number(a) / divisor(number(b))), wrap(number(a) % number(b))]],
  ['signed shift', (a, b) => [wrap(a << by(b)), wrap(number(a) >> by(b))]],
  ['signed compare', (a, b) => order(number(a), number(b))],
  ['negate', (a) => [signed(-number(a)), signed(abs(number(a)))]],
  ['print and parse', (a) => [a, a]],
  ['signed print and parse', (a) => [a, abs(number(a))]],
  ['to byte and sbyte', (a) => [fits(8)(a), fitsSigned(8)(number(a)) & 0xffn]],
  ['to ushort', (a) => [fits(16)(a), a]],
  ['to uint and UInt128', (a) => [fits(32)(a), fits(128)(a)]],
  ['to ulong and int', (a) => [fits(64)(a), fits(31)(a)]],
  ['signed to long and Int128', (a) => [fitsSigned(64)(number(a)), fitsSigned(128)(number(a))]],
  ['signed to int and short', (a) => [fitsSigned(32)(number(a)), fitsSigned(16)(number(a))]],
  ['to Int128 and long', (a) => [fits(127)(a), fits(63)(a)]],
  ['between the two', (a) => [signed(a), unsigned(number(a))]],
  ['to short', (a) => [fits(15)(unsigned(a + 1n)), fits(15)(a)]],
];

/** Multiply with carry: numbers for a test, the same each time. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39);
    mixed ^= mixed >>> 16;
    return mixed >>> 0;
  };
}

const limbs = [0n, 1n, 2n, 0x7fffffffn, 0x80000000n, 0xfffffffen, 0xffffffffn];

/** Now random, now made of the digits at which carries and estimates of quotients go wrong. */
function word(random: () => number): bigint {
  const kind = random() % 8;
  const length = 1 + (random() % 8);
  let made = 0n;
  for (let i = 0; i < length; i++) {
    const limb = kind < 4 ? BigInt(random()) : (limbs[random() % limbs.length] ?? 0n);
    made = (made << 32n) | limb;
  }
  if (kind === 7) made = 1n << BigInt(random() % 256);
  if (kind === 6) made = (1n << BigInt(random() % 257)) - 1n;
  if (kind === 3) made >>= BigInt(random() % 256);
  return random() % 8 === 0 ? MAX - made : made;
}

const edges = [
  ...[0n, 1n, 2n, 3n, 10n, 15n, 16n, 126n, 127n, 128n, 129n, 255n, 256n, 257n, 300n, 32767n, 32768n, 65535n, 65536n],
  ...[31n, 32n, 63n, 64n, 65n, 127n, 128n, 129n, 191n, 192n, 255n].flatMap((bit) => [
    (1n << bit) - 1n,
    1n << bit,
    (1n << bit) + 1n,
  ]),
  ...[0n, 1n, 2n, 127n, 128n, 129n, 32768n, 32769n, 1n << 31n, (1n << 31n) + 1n, 1n << 63n, (1n << 63n) + 1n].map(
    (n) => MAX - n,
  ),
  ...[1n << 127n, (1n << 127n) + 1n].map((n) => MAX - n),
];

function expected(calculation: Calculation, [a, b, c]: readonly [bigint, bigint, bigint]): Answer {
  try {
    return calculation(a, b, c);
  } catch (error) {
    if (error instanceof Ending) return error.message;
    throw error;
  }
}

function ask(what: number, cases: readonly (readonly [bigint, bigint, bigint])[]): Answer[] {
  const hex = (n: bigint): string => n.toString(16).padStart(64, '0');
  const input = Buffer.from(
    cases.map((words) => what.toString(16).padStart(2, '0') + words.map(hex).join('')).join(''),
    'hex',
  );
  const output = Buffer.from(program(input));
  return cases.map((_, i): Answer => {
    const one = output.subarray(65 * i, 65 * i + 65);
    const words = [1, 33].map((at) => BigInt(`0x${one.subarray(at, at + 32).toString('hex')}`));
    return one[0] === 0 ? [words[0] ?? 0n, words[1] ?? 0n] : (ENDINGS[one[0] ?? 0] ?? 'unknown');
  });
}

describe('numbers of 256 bits calculate as BigInt does', () => {
  test.each(calculations.map(([name, calculation], what) => ({ name, calculation, what })))(
    '$name',
    ({ calculation, what }) => {
      const random = generator(what + 1);
      const cases: (readonly [bigint, bigint, bigint])[] = [];
      for (const a of edges) for (const b of edges) cases.push([a, b, word(random)]);
      for (let i = 0; i < 3000; i++) {
        const [a, b, c] = [word(random), word(random), word(random)];
        cases.push([a, i % 5 === 0 ? b % 600n : b, c]);
        // Quotients that are just right, or one off.
        if (b > 0n && a / b < 1n << 128n) cases.push([(a / b) * b, b, b], [wrap((a / b) * b - 1n), b, b]);
      }
      const answers = ask(what, cases);
      const wrong = cases
        .map((one, i) => ({ one, is: answers[i], should: expected(calculation, one) }))
        .filter(({ is, should }) => String(is) !== String(should));
      expect(wrong.slice(0, 3)).toEqual([]);
      expect(cases.length).toBeGreaterThan(4000);
    },
  );
});
