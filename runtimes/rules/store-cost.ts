import { isSince } from './hardforks.ts';
import type { Rules } from './rules.ts';

/** Prices of setting a slot by what it held at the start of the transaction (EIP-1283, EIP-2200, EIP-2929, EIP-3529). */
export interface StorePrices {
  /** What touching a changed slot again costs. */
  readonly dirty: bigint;
  readonly set: bigint;
  readonly reset: bigint;
  readonly clearRefund: bigint;
  /** EIP-2200: with no more gas than this left, the store fails. */
  readonly sentry: bigint;
  /** EIP-2929. */
  readonly cold: bigint;
  /** By what the slot holds now alone, as before EIP-1283. */
  readonly plain: boolean;
}

const PLAIN: StorePrices = {
  dirty: 0n,
  set: 20000n,
  reset: 5000n,
  clearRefund: 15000n,
  sentry: -1n,
  cold: 0n,
  plain: true,
};
const EIP_1283: StorePrices = { ...PLAIN, dirty: 200n, plain: false };
const EIP_2200: StorePrices = { ...EIP_1283, dirty: 800n, sentry: 2300n };
const EIP_2929: StorePrices = { ...EIP_2200, dirty: 100n, reset: 2900n, cold: 2100n };
const EIP_3529: StorePrices = { ...EIP_2929, clearRefund: 4800n };

export function storePricesOf({ hardfork }: Pick<Rules, 'hardfork'>): StorePrices {
  if (isSince(hardfork, 'london')) return EIP_3529;
  if (isSince(hardfork, 'berlin')) return EIP_2929;
  if (isSince(hardfork, 'istanbul')) return EIP_2200;
  // Petersburg took EIP-1283 back.
  return hardfork === 'constantinople' ? EIP_1283 : PLAIN;
}

/** What setting a slot costs, beside the cold access. Values as cells hold them: '' is zero. */
export function storeGas(prices: StorePrices, original: string, current: string, value: string): bigint {
  if (prices.plain) return current === '' && value !== '' ? prices.set : prices.reset;
  if (current === value || original !== current) return prices.dirty;
  return original === '' ? prices.set : prices.reset;
}

/** What it earns (or, below zero, takes back) as a refund. */
export function storeRefund(prices: StorePrices, original: string, current: string, value: string): bigint {
  if (prices.plain) return current !== '' && value === '' ? prices.clearRefund : 0n;
  if (current === value) return 0n;
  if (original === current) return original !== '' && value === '' ? prices.clearRefund : 0n;
  let refund = 0n;
  if (original !== '') {
    if (current === '') refund -= prices.clearRefund;
    else if (value === '') refund += prices.clearRefund;
  }
  if (original === value) refund += (original === '' ? prices.set : prices.reset) - prices.dirty;
  return refund;
}
