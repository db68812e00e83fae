import { describe, expect, test } from 'vitest';
import type { HardforkName } from './hardforks.ts';
import { storeGas, storePricesOf, storeRefund } from './store-cost.ts';

/** Sets a slot to each value in turn, as a program of the EIPs' test tables does. */
function run(hardfork: HardforkName, original: string, values: readonly string[]): { gas: bigint; refund: bigint } {
  const prices = storePricesOf({ hardfork });
  let [current, gas, refund] = [original, 0n, 0n];
  for (const value of values) {
    gas += storeGas(prices, original, current, value);
    refund += storeRefund(prices, original, current, value);
    current = value;
  }
  return { gas, refund };
}

// Rows of the EIPs: original, the values set ('' is zero), gas, refund. The EIPs count 12 gas of PUSHes, and 2100 for the cold slot,
// which are left out here.
type Row = readonly [original: string, values: readonly string[], gas: bigint, refund: bigint];

const PLAIN: readonly Row[] = [
  ['', [''], 5000n, 0n],
  ['', ['1', ''], 25000n, 15000n],
  ['1', ['2', '1'], 10000n, 0n],
  ['1', ['', '1'], 25000n, 15000n],
];
const EIP_1283: readonly Row[] = [
  ['', ['', ''], 400n, 0n],
  ['', ['1', ''], 20200n, 19800n],
  ['', ['1', '2'], 20200n, 0n],
  ['1', ['', ''], 5200n, 15000n],
  ['1', ['', '2'], 5200n, 0n],
  ['1', ['', '1'], 5200n, 4800n],
  ['1', ['2', ''], 5200n, 15000n],
  ['1', ['2', '1'], 5200n, 4800n],
  ['1', ['1', '1'], 400n, 0n],
  ['', ['1', '', '1'], 40200n, 19800n],
  ['1', ['', '1', ''], 10200n, 19800n],
];
const EIP_2200: readonly Row[] = [
  ['', ['', ''], 1600n, 0n],
  ['', ['1', ''], 20800n, 19200n],
  ['1', ['', '1'], 5800n, 4200n],
  ['1', ['2', '1'], 5800n, 4200n],
  ['', ['1', '', '1'], 40800n, 19200n],
  ['1', ['', '1', ''], 10800n, 19200n],
];
const EIP_3529: readonly Row[] = [
  ['', ['', ''], 200n, 0n],
  ['', ['1', ''], 20100n, 19900n],
  ['1', ['', ''], 3000n, 4800n],
  ['1', ['', '2'], 3000n, 0n],
  ['1', ['', '1'], 3000n, 2800n],
  ['1', ['2', ''], 3000n, 4800n],
  ['', ['1', '', '1'], 40100n, 19900n],
  ['1', ['', '1', ''], 5900n, 7600n],
];

describe.each([
  ['before EIP-1283', 'byzantium', PLAIN],
  ['EIP-1283', 'constantinople', EIP_1283],
  ['without EIP-1283 again (EIP-1716)', 'petersburg', PLAIN],
  ['EIP-2200', 'istanbul', EIP_2200],
  ['EIP-3529', 'london', EIP_3529],
] as const)('%s', (_, hardfork, rows) => {
  test.each(rows)('%j set to %j', (original, values, gas, refund) => {
    expect(run(hardfork, original, values)).toEqual({ gas, refund });
  });
});

test('EIP-2929 prices the cold slot apart, and EIP-2200 needs more than the stipend', () => {
  const { cold, reset, dirty, sentry, clearRefund } = storePricesOf({ hardfork: 'berlin' });
  expect({ cold, reset, dirty, sentry, clearRefund }).toEqual({
    cold: 2100n,
    reset: 2900n,
    dirty: 100n,
    sentry: 2300n,
    clearRefund: 15000n,
  });
  expect(storePricesOf({ hardfork: 'petersburg' }).sentry).toBe(-1n);
});
