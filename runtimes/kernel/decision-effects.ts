/** Effects of decisions: what a transaction leaves that was never executed to its end. */
import { balanceCell, nonceCell, type CellKey } from '../core/cell.ts';
import type { BlockContext } from '../core/block.ts';
import type { Delta, Effects, Read, Write } from '../core/effects.ts';
import { ether } from '../core/ether.ts';
import { integer, quantity } from '../core/hex.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Decision } from '../core/schedule.ts';
import type { Transaction } from '../core/transaction.ts';
import type { CommittedCell } from '../ledger/ledger.ts';

/** Price per gas that a transaction pays (EIP-1559), in the ledger's unit. */
export const effectivePrice = (tx: Transaction, baseFee: bigint): bigint =>
  tx.maxFeePerGas < baseFee + tx.maxPriorityFeePerGas ? tx.maxFeePerGas : baseFee + tx.maxPriorityFeePerGas;

/**
 * `runtimeLost`: the nonce is consumed and the whole gas limit charged. `invalidated`: the nonce is consumed, nothing else.
 * Where the transaction would not have been valid at its turn it is invalid all the same.
 */
export function decisionEffects(
  tx: Transaction,
  block: BlockContext,
  decision: Decision,
  reason: string,
  read: (key: CellKey) => CommittedCell,
): Effects {
  const reads: Read[] = [];
  const see = (key: CellKey): bigint => {
    const { value, version } = read(key);
    reads.push({ key, version });
    return integer(value);
  };
  const done = (outcome: Outcome, gasUsed: bigint, writes: Write[], deltas: Delta[]): Effects => ({
    outcome,
    gasUsed,
    reads,
    writes,
    deltas,
    events: [],
    codes: [],
    preimages: [],
    frames: [],
    recorded: false,
  });
  const nonce = see(nonceCell(tx.from));
  if (nonce !== tx.nonce)
    return done({ status: 'invalid', reason: `nonce ${tx.nonce}, expected ${nonce}` }, 0n, [], []);
  const writes: Write[] = [{ key: nonceCell(tx.from), value: quantity(nonce + 1n) }];
  if (decision === 'invalidated') return done({ status: 'invalidated' }, 0n, writes, []);
  const price = effectivePrice(tx, block.baseFee);
  const fee = tx.gasLimit * price;
  const balance = see(balanceCell(tx.from));
  if (balance < fee)
    return done({ status: 'invalid', reason: `needs ${ether(fee)} for gas, has ${ether(balance)}` }, 0n, [], []);
  writes.push({ key: balanceCell(tx.from), value: quantity(balance - fee) });
  const tip = tx.gasLimit * (price - block.baseFee);
  const deltas = tip > 0n ? [{ key: balanceCell(block.coinbase), amount: tip }] : [];
  return done({ status: 'runtimeLost', reason }, tx.gasLimit, writes, deltas);
}
