import type { Receipt } from '../../core/receipt.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { RecordedSteps } from '../../kernel/block-steps.ts';
import type { TracedEffects } from '../../ledger/ledger.ts';
import type { RecordedBlock } from '../run/chain.ts';
import type { RunFailure } from '../run/report.ts';

export interface RecordedTransaction {
  readonly transaction: Transaction;
  readonly receipt: Receipt;
  readonly effects: TracedEffects;
}

/** What was kept of a transaction that was run, of a chain with a trace. */
export function recordedTransaction(
  { context, transactions, decisions, result }: RecordedBlock,
  index: number,
): Result<RecordedTransaction, RunFailure> {
  const [transaction, receipt, effects] = [transactions[index], result.receipts[index], result.trace?.effects[index]];
  if (transaction === undefined || receipt === undefined || effects === undefined)
    return err({ kind: 'run', message: `block ${context.number} has no record of transaction ${index}` });
  const decision = decisions.get(index);
  return decision === undefined
    ? ok({ transaction, receipt, effects })
    : err({
        kind: 'transaction',
        message: `there are no steps: the transaction was decided (${decision}), not run`,
      });
}

/** Its steps as they were recorded when it ran, of the incarnation that was committed unless another is given; undefined: none are there. */
export function recordedSteps(
  { result }: Pick<RecordedBlock, 'result'>,
  index: number,
  incarnation?: number,
): RecordedSteps | undefined {
  const steps = result.steps?.of(index, incarnation);
  return steps === undefined || steps.chunks.length === 0 ? undefined : steps;
}

/** Its code is not deterministic: it has a record, and is never run again. */
export const isRecorded = ({ result }: RecordedBlock, index: number): boolean =>
  result.records.some((one) => one.index === index);
