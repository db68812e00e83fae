import type { BlockContext, LedgerConfig } from '../core/block.ts';
import type { Transaction } from '../core/transaction.ts';
import { Writer } from '../core/codec.ts';
import { writeTransaction } from '../core/wire-body.ts';
import { encode, hex, sha256Hex, text, type Canonical } from './canonical.ts';
import { configDigest } from './config-digest.ts';

const contextFields = (context: BlockContext): Canonical => [
  context.number,
  context.timestamp,
  hex(context.coinbase),
  context.gasLimit,
  context.baseFee,
  hex(context.prevRandao),
  context.difficulty,
  context.excessBlobGas,
  context.blockHashes.map(hex),
];

/** Canonical bytes of a transaction: those of the wire protocol (core/wire-body.ts), in which every field has one encoding. */
export function encodeTransaction(tx: Transaction): Uint8Array {
  const writer = new Writer(256);
  writeTransaction(writer, tx);
  return writer.finish();
}

/** The canonical bytes of transactions, one after another, and where those of each end. */
export interface EncodedTransactions {
  readonly bytes: Uint8Array;
  readonly ends: readonly number[];
}

export function encodeTransactions(transactions: readonly Transaction[]): EncodedTransactions {
  const writer = new Writer(256 * (transactions.length + 1));
  const ends = transactions.map((tx) => {
    writeTransaction(writer, tx);
    return writer.length;
  });
  return { bytes: writer.finish(), ends };
}

/**
 * Id of a block: SHA-256 of RLP [parent id, context, SHA-256 over all of its transactions' bytes]. Receipts, policy and state root are not in
 * it: it is the same under every policy and known before the block has run.
 */
export const blockIdOf = (parent: string, context: BlockContext, { bytes }: EncodedTransactions): string =>
  sha256Hex(encode([hex(parent), contextFields(context), hex(sha256Hex(bytes))]));

export const blockId = (parent: string, context: BlockContext, transactions: readonly Transaction[]): string =>
  blockIdOf(parent, context, encodeTransactions(transactions));

/** Id of the block before the first: SHA-256 of RLP ["genesis", number, config digest]. */
export const genesisId = (config: LedgerConfig, number: number): string =>
  sha256Hex(encode([text('genesis'), number, hex(configDigest(config))]));
