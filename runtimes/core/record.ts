/**
 * What the ledger keeps of a transaction in which code that is not deterministic had a part. Running it again may give something else, so
 * its effects are replicated and its code is not: whoever replays the block compares every read with what stands at the transaction's
 * place in the serial order, then applies what it wrote. Outcome, gas and events stand in the receipt.
 */
import type { CellKey, CellValue } from './cell.ts';
import type { CodeBlob, Delta, Effects, Write } from './effects.ts';

/** A cell that was read, with what it held; or, where only that was asked, whether it was zero. */
export type RecordedRead =
  { readonly key: CellKey; readonly value: CellValue } | { readonly key: CellKey; readonly zero: boolean };

/** Each list in the order of its keys, each key once; no cell is both in `writes` and in `deltas`. */
export interface TransactionRecord {
  /** Its place in the block. */
  readonly index: number;
  /** All of them: what was not checked could have been anything. Gas bounds their number, since each was paid for. */
  readonly reads: readonly RecordedRead[];
  readonly writes: readonly Write[];
  readonly deltas: readonly Delta[];
  readonly codes: readonly CodeBlob[];
}

/** The record of a recorded transaction. @throws RangeError where a read lacks what it saw. */
export function recordOf(index: number, { reads, writes, deltas, codes }: Effects): TransactionRecord {
  const seen = reads.map(({ key, value, zero }): RecordedRead => {
    if (zero !== undefined) return { key, zero };
    if (value === undefined) throw new RangeError(`the record of transaction ${index} lacks the value of ${key}`);
    return { key, value };
  });
  return {
    index,
    reads: seen.sort(byKey),
    writes: [...writes].sort(byKey),
    deltas: [...deltas].sort(byKey),
    codes: [...codes].sort((a, b) => compare(a.hash, b.hash)),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byKey = (a: { readonly key: CellKey }, b: { readonly key: CellKey }): number => compare(a.key, b.key);
