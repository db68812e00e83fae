import { EVMError } from '@ethereumjs/evm';
import { quantity } from '../../core/hex.ts';
import type { Rules } from '../../rules/rules.ts';
import { storeGas, storePricesOf, storeRefund } from '../../rules/store-cost.ts';
import { trap } from './failures.ts';
import type { Frame } from './frame.ts';
import type { RunState } from './library-frame.ts';

const ERRORS = EVMError.errorMessages;

/** The price of SSTORE under a hardfork, which also counts the refunds. */
export function storePrices(rules: Rules): (state: RunState, gas: bigint) => bigint {
  const prices = storePricesOf(rules);
  return (state, gas) => {
    if (state.interpreter.isStatic()) trap(ERRORS.STATIC_STATE_CHANGE);
    // Every frame of a Machine is a Frame.
    const frame = state.interpreter as Frame;
    const [key, word] = state.stack.peek(2) as [bigint, bigint];
    const slot = frame.slotText(key);
    const value = quantity(word);
    if (state.gasLeft <= prices.sentry) trap(ERRORS.OUT_OF_GAS);
    const cold = prices.cold !== 0n && frame.warmSlot(slot) ? prices.cold : 0n;
    // Before EIP-1283 the value at the start is of no interest, and not read.
    const original = prices.plain ? '' : frame.originalSlot(slot);
    const current = frame.slot(slot);
    const refund = storeRefund(prices, original, current, value);
    if (refund > 0n) frame.refundGas(refund);
    else if (refund < 0n) frame.subRefund(-refund);
    return gas + cold + storeGas(prices, original, current, value);
  };
}
