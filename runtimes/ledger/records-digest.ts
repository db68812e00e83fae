import { createHash } from 'node:crypto';
import type { RecordedRead, TransactionRecord } from '../core/record.ts';
import { encode, hex, text, type Canonical } from './canonical.ts';

const readFields = (read: RecordedRead): Canonical =>
  'value' in read ? [text(read.key), [text(read.value)]] : [text(read.key), [], read.zero ? 1 : 0];

/**
 * Canonical bytes of a record: RLP [index, [read...], [[key, value]...], [[key, 1 where negative, magnitude]...], [code hash...]], where a
 * read is [key, [value]] or, where only being zero was asked, [key, [], 1 if it was].
 */
export const encodeRecord = ({ index, reads, writes, deltas, codes }: TransactionRecord): Uint8Array =>
  encode([
    index,
    reads.map(readFields),
    writes.map(({ key, value }) => [text(key), text(value)]),
    deltas.map(({ key, amount }) => [text(key), amount < 0n ? 1 : 0, amount < 0n ? -amount : amount]),
    codes.map(({ hash }) => hex(hash)),
  ]);

/** SHA-256 over the encoded records of a block, one after another. */
export function recordsDigest(records: readonly TransactionRecord[]): string {
  const digest = createHash('sha256');
  for (const record of records) digest.update(encodeRecord(record));
  return digest.digest('hex');
}
