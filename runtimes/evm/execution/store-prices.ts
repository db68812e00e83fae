import { EVMError } from '@ethereumjs/evm';
import { quantity } from '../../core/hex.ts';
import { trap } from './failures.ts';
import type { Frame } from './frame.ts';
import { isSince } from './hardforks.ts';
import type { RunState } from './library-frame.ts';
import type { Rules } from './rules.ts';

const ERRORS = EVMError.errorMessages;

/** Prices of SSTORE by what the slot held at the start of the transaction (EIP-1283, EIP-2200, EIP-2929, EIP-3529). */
interface NetPrices {
  /** What touching a changed slot again costs. */
  readonly dirty: bigint;
  readonly set: bigint;
  readonly reset: bigint;
  readonly clearRefund: bigint;
  /** EIP-2200: with no more gas than this left, SSTORE fails. */
  readonly sentry: bigint;
  /** EIP-2929. */
  readonly cold: bigint;
}

const EIP_1283: NetPrices = { dirty: 200n, set: 20000n, reset: 5000n, clearRefund: 15000n, sentry: -1n, cold: 0n };
const EIP_2200: NetPrices = { ...EIP_1283, dirty: 800n, sentry: 2300n };
const EIP_2929: NetPrices = { ...EIP_2200, dirty: 100n, reset: 2900n, cold: 2100n };
const EIP_3529: NetPrices = { ...EIP_2929, clearRefund: 4800n };

/** The price of SSTORE under a hardfork, which also counts the refunds. */
export function storePrices({ hardfork }: Rules): (state: RunState, gas: bigint) => bigint {
  if (isSince(hardfork, 'london')) return net(EIP_3529);
  if (isSince(hardfork, 'berlin')) return net(EIP_2929);
  if (isSince(hardfork, 'istanbul')) return net(EIP_2200);
  // Petersburg took EIP-1283 back.
  if (hardfork === 'constantinople') return net(EIP_1283);
  return plain;
}

function operands(state: RunState): { frame: Frame; slot: string; value: string } {
  if (state.interpreter.isStatic()) trap(ERRORS.STATIC_STATE_CHANGE);
  // Every frame of a Machine is a Frame.
  const frame = state.interpreter as Frame;
  const [key, value] = state.stack.peek(2) as [bigint, bigint];
  return { frame, slot: frame.slotText(key), value: quantity(value) };
}

function plain(state: RunState, gas: bigint): bigint {
  const { frame, slot, value } = operands(state);
  const current = frame.slot(slot);
  if (current === '' && value !== '') return gas + 20000n;
  if (current !== '' && value === '') frame.refundGas(15000n);
  return gas + 5000n;
}

const net =
  (prices: NetPrices) =>
  (state: RunState, gas: bigint): bigint => {
    const { frame, slot, value } = operands(state);
    if (state.gasLeft <= prices.sentry) trap(ERRORS.OUT_OF_GAS);
    const cold = prices.cold !== 0n && frame.warmSlot(slot) ? prices.cold : 0n;
    return gas + cold + change(prices, frame, frame.originalSlot(slot), frame.slot(slot), value);
  };

function change(prices: NetPrices, frame: Frame, original: string, current: string, value: string): bigint {
  if (current === value) return prices.dirty;
  if (original === current) {
    if (original === '') return prices.set;
    if (value === '') frame.refundGas(prices.clearRefund);
    return prices.reset;
  }
  if (original !== '') {
    if (current === '') frame.subRefund(prices.clearRefund);
    else if (value === '') frame.refundGas(prices.clearRefund);
  }
  if (original === value) frame.refundGas((original === '' ? prices.set : prices.reset) - prices.dirty);
  return prices.dirty;
}
