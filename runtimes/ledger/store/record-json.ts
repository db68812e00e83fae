/**
 * The record of a transaction that is not deterministic, as JSON:
 *
 *     { reads: [[cell, value] | [cell, was zero: boolean]...], writes: [[cell, value]...], deltas: [[cell, amount]...],
 *       codes: [hash...] }     amounts as decimal text; the bytes of code stand in the table `code`
 */
import type { CellKey, CellValue } from '../../core/cell.ts';
import type { TransactionRecord } from '../../core/record.ts';

interface RecordJson {
  readonly reads: readonly (readonly [CellKey, CellValue | boolean])[];
  readonly writes: readonly (readonly [CellKey, CellValue])[];
  readonly deltas: readonly (readonly [CellKey, string])[];
  readonly codes: readonly string[];
}

export function recordJson({ reads, writes, deltas, codes }: TransactionRecord): string {
  const json: RecordJson = {
    reads: reads.map((read) => [read.key, 'value' in read ? read.value : read.zero]),
    writes: writes.map(({ key, value }) => [key, value]),
    deltas: deltas.map(({ key, amount }) => [key, amount.toString()]),
    codes: codes.map(({ hash }) => hash),
  };
  return JSON.stringify(json);
}

/** What `recordJson` wrote of transaction `index`. @throws where the text is damaged. */
export function recordFrom(index: number, json: string, codeOf: (hash: string) => Uint8Array): TransactionRecord {
  const { reads, writes, deltas, codes } = JSON.parse(json) as RecordJson;
  return {
    index,
    reads: reads.map(([key, seen]) => (typeof seen === 'boolean' ? { key, zero: seen } : { key, value: seen })),
    writes: writes.map(([key, value]) => ({ key, value })),
    deltas: deltas.map(([key, amount]) => ({ key, amount: BigInt(amount) })),
    codes: codes.map((hash) => ({ hash, bytes: codeOf(hash) })),
  };
}
