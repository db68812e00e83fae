/** What a transaction must fulfil to enter a mempool. Reasons are for people: they say what is wrong and by how much. */
import { balanceCell, nonceCell } from '../core/cell.ts';
import { ether } from '../core/ether.ts';
import { integer } from '../core/hex.ts';
import type { BlockContext } from '../core/block.ts';
import type { Transaction } from '../core/transaction.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** Bytes of a transaction's data; as large as geth takes. */
export const MAX_DATA = 128 * 1024;

export interface AdmissionRules {
  readonly ledger: Ledger;
  readonly context: Pick<BlockContext, 'baseFee' | 'gasLimit'>;
  /** What the transaction costs before its first instruction; from its runtime. */
  readonly intrinsicGas: (tx: Transaction) => bigint;
  /** Most gas that one transaction may have (EIP-7825), where the rules have a limit. */
  readonly gasCap: bigint | undefined;
}

/** @returns why the transaction is refused, or undefined. */
export function refusal(
  tx: Transaction,
  { ledger, context, intrinsicGas, gasCap }: AdmissionRules,
): string | undefined {
  if (tx.data.length > MAX_DATA) return `data of ${tx.data.length} bytes, at most ${MAX_DATA}`;
  const nonce = integer(ledger.read(nonceCell(tx.from)).value);
  if (tx.nonce < nonce) return `nonce ${tx.nonce} is used already, the next is ${nonce}`;
  if (tx.gasLimit > context.gasLimit) return `gas limit ${tx.gasLimit}, a block has ${context.gasLimit}`;
  if (gasCap !== undefined && tx.gasLimit > gasCap)
    return `gas limit ${tx.gasLimit}, a transaction has at most ${gasCap}`;
  const intrinsic = intrinsicGas(tx);
  if (tx.gasLimit < intrinsic) return `gas limit ${tx.gasLimit}, needs ${intrinsic} before its first instruction`;
  if (tx.maxFeePerGas < context.baseFee)
    return `pays at most ${tx.maxFeePerGas} per gas, the base fee is ${context.baseFee}`;
  if (tx.maxPriorityFeePerGas > tx.maxFeePerGas) {
    return `tip of ${tx.maxPriorityFeePerGas} per gas is above the most it pays, ${tx.maxFeePerGas}`;
  }
  const needed = tx.value + tx.gasLimit * tx.maxFeePerGas;
  const balance = integer(ledger.read(balanceCell(tx.from)).value);
  if (balance < needed) return `needs ${ether(needed)} for value and gas, has ${ether(balance)}`;
  return undefined;
}
