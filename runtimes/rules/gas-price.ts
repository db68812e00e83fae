import type { BlockContext } from '../core/block.ts';
import type { Transaction } from '../core/transaction.ts';
import type { Rules } from './rules.ts';

/** What the sender pays for a unit of gas (EIP-1559). In a call nobody pays, so offering nothing is in order. */
export function gasPriceOf(
  tx: Pick<Transaction, 'maxFeePerGas' | 'maxPriorityFeePerGas'>,
  block: Pick<BlockContext, 'baseFee'>,
  rules: Pick<Rules, 'hasBaseFee'>,
): bigint {
  if (!rules.hasBaseFee) return tx.maxFeePerGas;
  const highest = block.baseFee + tx.maxPriorityFeePerGas;
  return highest < tx.maxFeePerGas ? highest : tx.maxFeePerGas;
}
