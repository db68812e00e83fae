/** A block on its way to the store's thread: encoded once, so that it travels as a few large pieces instead of many small objects. */
import { createHash } from 'node:crypto';
import type { BlockContext } from '../../core/block.ts';
import type { CellKey, CellValue } from '../../core/cell.ts';
import { Reader, Writer } from '../../core/codec.ts';
import type { CodeBlob, Preimage } from '../../core/effects.ts';
import type { Receipt } from '../../core/receipt.ts';
import type { TransactionRecord } from '../../core/record.ts';
import type { Transaction } from '../../core/transaction.ts';
import { readContext, readOutcome, readTransaction, writeContext, writeOutcome } from '../../core/wire-body.ts';
import { readEvent, writeEvent } from '../../core/wire-parts.ts';
import type { EncodedTransactions } from '../block-id.ts';
import type { BlockCommit, BlockHead, StoredBlock } from '../ledger.ts';
import { recordJson } from './record-json.ts';
import { effectsJson, scheduleJson } from './trace-json.ts';

export interface BlockMessage {
  readonly head: BlockHead;
  readonly policy: string;
  /** Seconds since 1970; undefined where SQL has no such integer. */
  readonly timestamp: number | undefined;
  readonly context: Uint8Array;
  /** JSON of [index, decision] pairs, where there are any. */
  readonly decisions: string | undefined;
  readonly transactions: EncodedTransactions;
  /** What came of them: `readEntries` reads it. */
  readonly entries: Uint8Array;
  /** Place in the block and JSON (`record-json.ts`) of each recorded transaction. */
  readonly records: readonly (readonly [number, string])[];
  readonly keys: readonly CellKey[];
  readonly before: readonly CellValue[];
  readonly after: readonly CellValue[];
  readonly codes: readonly CodeBlob[];
  readonly preimages: readonly Preimage[];
  readonly effects: string | undefined;
  readonly schedule: string | undefined;
}

/** A transaction as it is kept: its bytes, and what came of it. */
export interface Entry {
  readonly from: string;
  readonly to: string | null;
  readonly body: Uint8Array;
  readonly receipt: Receipt;
}

/**
 * @param encoded its transactions.
 * @param valueOf what a cell held before the block.
 */
export function blockMessage(
  head: BlockHead,
  commit: BlockCommit,
  encoded: EncodedTransactions,
  valueOf: (key: CellKey) => CellValue,
): BlockMessage {
  const keys: CellKey[] = [];
  const before: CellValue[] = [];
  const after: CellValue[] = [];
  for (const [key, { value }] of commit.writes) {
    const was = valueOf(key);
    if (was === value) continue;
    keys.push(key);
    before.push(was);
    after.push(value);
  }
  const { trace, decisions } = commit;
  return {
    head,
    policy: commit.policy,
    timestamp: sqlTimestamp(commit.context.timestamp),
    context: encodeContext(commit.context),
    decisions: decisions === undefined || decisions.size === 0 ? undefined : JSON.stringify([...decisions]),
    transactions: encoded,
    entries: writeEntries(commit.transactions, commit.receipts),
    records: recordsJson(commit.records),
    keys,
    before,
    after,
    codes: [...commit.codes, ...commit.records.flatMap(({ codes }) => codes)],
    preimages: trace?.preimages ?? [],
    effects: trace && effectsJson(trace.effects),
    schedule: trace && scheduleJson(trace.schedule),
  };
}

/** Seconds as SQL has them; undefined where it has no such integer. */
export const sqlTimestamp = (timestamp: bigint): number | undefined =>
  timestamp <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(timestamp) : undefined;

export function encodeContext(context: BlockContext): Uint8Array {
  const writer = new Writer(512);
  writeContext(writer, context);
  return writer.finish();
}

/** @throws CodecError */
export const decodeContext = (bytes: Uint8Array): BlockContext => readContext(new Reader(bytes));
/** @throws CodecError */
export const decodeTransaction = (bytes: Uint8Array): Transaction => readTransaction(new Reader(bytes));

export function writeEntries(transactions: readonly Transaction[], receipts: readonly Receipt[]): Uint8Array {
  const writer = new Writer(128 * (transactions.length + 1));
  writer.list(receipts, ({ index, outcome, gasUsed, events, runtime }) => {
    const transaction = transactions[index] as Transaction;
    // Also in its bytes, which need not be read for it.
    writer.ascii(transaction.from);
    writer.ascii(transaction.to ?? '');
    writeOutcome(writer, outcome);
    writer.big(gasUsed);
    writer.list(events, (event) => writeEvent(writer, event));
    writer.text(runtime);
  });
  return writer.finish();
}

/** SHA-256 over receipts and records, with which these are checked later: a block's id does not cover them. */
export const outcomesDigest = ({ entries, records }: Pick<BlockMessage, 'entries' | 'records'>): string =>
  createHash('sha256').update(entries).update(JSON.stringify(records)).digest('hex');

/** The same of a block that was read back. */
export const outcomesDigestOf = ({ transactions, receipts, records }: StoredBlock): string =>
  outcomesDigest({ entries: writeEntries(transactions, receipts), records: recordsJson(records) });

const recordsJson = (records: readonly TransactionRecord[]): BlockMessage['records'] =>
  records.map((record) => [record.index, recordJson(record)]);

export function readEntries({ transactions: { bytes, ends }, entries }: BlockMessage): readonly Entry[] {
  const reader = new Reader(entries);
  let index = 0;
  return reader.list(() => {
    const from = reader.ascii();
    const to = reader.ascii();
    const body = bytes.subarray(ends[index - 1] ?? 0, ends[index]);
    const outcome = readOutcome(reader);
    const gasUsed = reader.big();
    const events = reader.list(() => readEvent(reader));
    const receipt = { index: index++, outcome, gasUsed, events, runtime: reader.text() };
    return { from, to: to === '' ? null : to, body, receipt };
  });
}
