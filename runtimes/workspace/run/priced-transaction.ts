import type { RuntimeId, Transaction } from '../../core/transaction.ts';
import type { PlannedTransaction } from '../scenario/planned.ts';

/** A planned transaction with its price, wei per gas. Legacy type, which every hardfork takes: the tip is what exceeds the base fee. */
export const pricedTransaction = (
  { from, to, value, data, gas: gasLimit }: Pick<PlannedTransaction, 'from' | 'to' | 'value' | 'data' | 'gas'>,
  runtime: RuntimeId,
  nonce: bigint,
  price: bigint,
): Transaction => ({
  from,
  to,
  runtime,
  nonce,
  value,
  data,
  gasLimit,
  maxFeePerGas: price,
  maxPriorityFeePerGas: price,
  type: 0,
});
