/** Effects of a recorded transaction where its block is replayed: taken from its record, after each read has been checked. */
import type { CellKey, CellValue } from '../core/cell.ts';
import type { Effects, Read } from '../core/effects.ts';
import type { Receipt } from '../core/receipt.ts';
import type { TransactionRecord } from '../core/record.ts';
import type { CommittedCell } from '../ledger/ledger.ts';

/** What stands in for running a transaction. */
export interface RecordedTransaction {
  readonly record: TransactionRecord;
  readonly receipt: Receipt;
}

/** A recorded read that does not fit the state at the transaction's place in the serial order. */
export interface RecordMismatch {
  /** Of the transaction in its block. */
  readonly index: number;
  readonly key: CellKey;
  /** As recorded; undefined: not zero, where only that was asked. */
  readonly expected: CellValue | undefined;
  readonly found: CellValue;
}

/**
 * `read`: the committed state before the transaction. Where reads do not fit, the effects are the recorded ones all the same: that shows
 * everything that follows from them, and nobody takes the block for correct who was told of the mismatches.
 */
export function recordedEffects(
  { record, receipt }: RecordedTransaction,
  read: (key: CellKey) => CommittedCell,
): { readonly effects: Effects; readonly mismatches: readonly RecordMismatch[] } {
  const { index, writes, deltas, codes } = record;
  const { outcome, gasUsed, events } = receipt;
  const mismatches: RecordMismatch[] = [];
  const reads = record.reads.map((recorded): Read => {
    const { value: found, version } = read(recorded.key);
    const { key } = recorded;
    if ('value' in recorded) {
      if (found !== recorded.value) mismatches.push({ index, key, expected: recorded.value, found });
      return { key, version, value: recorded.value };
    }
    if ((found === '') !== recorded.zero)
      mismatches.push({ index, key, expected: recorded.zero ? '' : undefined, found });
    return { key, version, zero: recorded.zero };
  });
  const notes = { preimages: [], frames: [] };
  return { effects: { outcome, gasUsed, reads, writes, deltas, events, codes, ...notes, recorded: true }, mismatches };
}
