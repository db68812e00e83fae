import { createHash } from 'node:crypto';
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

/** Transactions hashed at a time: a digest's calls cost more than their bytes. */
const CHUNK = 256;

/** SHA-256 over the encoded transactions of a block, one after another. */
export function transactionsDigest(transactions: readonly Transaction[]): string {
  const digest = createHash('sha256');
  for (let start = 0; start < transactions.length; start += CHUNK) {
    const writer = new Writer(CHUNK * 256);
    for (const tx of transactions.slice(start, start + CHUNK)) writeTransaction(writer, tx);
    digest.update(writer.finish());
  }
  return digest.digest('hex');
}

/**
 * Id of a block: SHA-256 of RLP [parent id, context, transactions digest]. Receipts, policy and state root are not in it:
 * it is the same under every policy and known before the block has run.
 */
export const blockId = (parent: string, context: BlockContext, transactions: readonly Transaction[]): string =>
  sha256Hex(encode([hex(parent), contextFields(context), hex(transactionsDigest(transactions))]));

/** Id of the block before the first: SHA-256 of RLP ["genesis", number, config digest]. */
export const genesisId = (config: LedgerConfig, number: number): string =>
  sha256Hex(encode([text('genesis'), number, hex(configDigest(config))]));
