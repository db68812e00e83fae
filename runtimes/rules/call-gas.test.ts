import { describe, expect, test } from 'vitest';
import {
  accountAccessGas,
  callCost,
  codeDepositGas,
  forwardable,
  keccakGas,
  loadGas,
  logGas,
  TRANSIENT_GAS,
} from './call-gas.ts';
import { rulesOf } from './rules.ts';

const FRONTIER = rulesOf('frontier');
const EIP_150 = rulesOf('tangerinewhistle');
const EIP_161 = rulesOf('spuriousdragon');
const EIP_1884 = rulesOf('istanbul');
const EIP_2929 = rulesOf('berlin');

describe('calls', () => {
  test.each([
    ['before EIP-150', FRONTIER, true, 40n],
    ['EIP-150', EIP_150, true, 700n],
    ['EIP-2929, cold', EIP_2929, true, 2600n],
    ['EIP-2929, warm', EIP_2929, false, 100n],
  ])('touching an account: %s', (_, rules, isCold, gas) => {
    expect(accountAccessGas(rules, isCold)).toBe(gas);
    expect(callCost({ rules, isCold, value: 0n, targetIsNew: false })).toEqual({ cost: gas, stipend: 0n });
  });

  test('value costs 9000, of which the callee gets 2300', () => {
    expect(callCost({ rules: EIP_2929, isCold: false, value: 1n, targetIsNew: false })).toEqual({
      cost: 9100n,
      stipend: 2300n,
    });
  });

  test('a new account costs 25000; since EIP-161 only where value brings it into being', () => {
    const cost = (rules: typeof FRONTIER, value: bigint): bigint =>
      callCost({ rules, isCold: false, value, targetIsNew: true }).cost;
    expect([cost(EIP_150, 0n), cost(EIP_150, 1n)]).toEqual([25700n, 34700n]);
    expect([cost(EIP_161, 0n), cost(EIP_161, 1n)]).toEqual([700n, 34700n]);
  });

  test.each([
    [6400n, 10_000n, 6300n],
    [6400n, 6300n, 6300n],
    [6400n, 6299n, 6299n],
    [63n, 2n ** 64n - 1n, 63n],
    [64n, 2n ** 64n - 1n, 63n],
    [0n, 1n, 0n],
  ])('of %s gas, %s asked for, %s are forwarded (EIP-150)', (left, requested, gas) => {
    expect(forwardable(left, requested)).toBe(gas);
  });
});

test.each([
  ['before EIP-150', FRONTIER, true, 50n],
  ['EIP-150', EIP_150, true, 200n],
  ['EIP-1884', EIP_1884, true, 800n],
  ['EIP-2929, cold', EIP_2929, true, 2100n],
  ['EIP-2929, warm', EIP_2929, false, 100n],
])('reading a slot: %s', (_, rules, isCold, gas) => {
  expect(loadGas(rules, isCold)).toBe(gas);
});

test('hashes are paid by the word begun, events by topic and byte, code by the byte, transient storage as warm (EIP-1153)', () => {
  expect([0, 1, 32, 33].map(keccakGas)).toEqual([30n, 36n, 36n, 42n]);
  expect([logGas(0, 0), logGas(4, 0), logGas(1, 32)]).toEqual([375n, 1875n, 1006n]);
  expect([codeDepositGas(0), codeDepositGas(24_576)]).toEqual([0n, 4_915_200n]);
  expect(TRANSIENT_GAS).toBe(100n);
});
