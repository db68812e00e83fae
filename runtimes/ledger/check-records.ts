import { parseCell, type CellKey } from '../core/cell.ts';
import type { TransactionRecord } from '../core/record.ts';
import { indexOf } from '../core/version.ts';
import { checkCell, checkCode, shown } from './check-commit.ts';
import type { BlockCommit, LedgerError } from './ledger.ts';

/** Why the records of a block cannot be those of its transactions, as far as can be told without running anything; or undefined. */
export function checkRecords(block: BlockCommit, hasCode: (hash: string) => boolean): LedgerError | undefined {
  let last = -1;
  for (const record of block.records) {
    const error = checkRecord(record, last, block, hasCode);
    if (error !== undefined) return error;
    last = record.index;
  }
  return undefined;
}

function checkRecord(
  { index, reads, writes, deltas, codes }: TransactionRecord,
  last: number,
  { receipts, writes: left }: BlockCommit,
  hasCode: (hash: string) => boolean,
): LedgerError | undefined {
  const of = `the record of transaction ${index}`;
  const refused = (what: string): LedgerError => ({ code: 'record', message: `${of} ${what}` });
  const outcome = receipts[index]?.outcome.status;
  if (outcome === undefined) return refused(`is of none: the block has ${receipts.length}`);
  if (index <= last) return refused(`comes after that of transaction ${last}: expected each once, in block order`);
  if (outcome === 'runtimeLost' || outcome === 'invalidated')
    return refused(`cannot be: its outcome ${outcome} was decided, nothing was run`);
  const unordered = [reads, writes, deltas].map(firstUnordered).find((key) => key !== undefined);
  if (unordered !== undefined) return refused(`has ${shown(unordered)} twice or out of order`);
  for (const read of reads) {
    const error = checkCell(read.key, 'value' in read ? read.value : '', hasCode);
    if (error !== undefined) return { ...error, message: `${of}, read: ${error.message}` };
  }
  for (const { key, value } of writes) {
    const error = checkCell(key, value, hasCode);
    if (error !== undefined) return { ...error, message: `${of}, write: ${error.message}` };
    const now = left.get(key);
    if (now === undefined || indexOf(now.version) < index)
      return refused(`writes ${shown(key)}, which the block leaves as it was before the transaction`);
    if (indexOf(now.version) === index && now.value !== value)
      return refused(`writes ${shown(value)} to ${shown(key)}, where the block leaves ${shown(now.value)} of it`);
  }
  const written = new Set(writes.map(({ key }) => key));
  for (const { key, amount } of deltas) {
    const field = parseCell(key)?.field.kind;
    if (field === undefined || field === 'code') return refused(`adds to ${shown(key)}, which holds no number`);
    if (amount === 0n) return refused(`adds nothing to ${shown(key)}`);
    if (written.has(key)) return refused(`both writes ${shown(key)} and adds to it`);
    const now = left.get(key);
    if (now === undefined || indexOf(now.version) < index)
      return refused(`adds to ${shown(key)}, which the block leaves as it was before the transaction`);
  }
  for (const code of codes) {
    const error = checkCode(code);
    if (error !== undefined) return { ...error, message: `${of}: ${error.message}` };
  }
  return undefined;
}

function firstUnordered(cells: readonly { readonly key: CellKey }[]): CellKey | undefined {
  return cells.find(({ key }, at) => at > 0 && key <= (cells[at - 1] as { key: CellKey }).key)?.key;
}
