import type { Transaction } from '../core/transaction.ts';
import { account } from '../testkit/script-block.ts';

/** A transaction that any rule accepts, but for what is given. */
export const transaction = (part: Partial<Transaction> = {}): Transaction => ({
  from: account(1),
  to: account(2),
  runtime: 'test',
  nonce: 0n,
  value: 0n,
  data: new Uint8Array(),
  gasLimit: 100n,
  maxFeePerGas: 10n,
  maxPriorityFeePerGas: 1n,
  type: 2,
  ...part,
});
