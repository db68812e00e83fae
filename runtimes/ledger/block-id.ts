import { createHash } from 'node:crypto';
import type { BlockContext, LedgerConfig } from '../core/block.ts';
import type { Transaction } from '../core/transaction.ts';
import { encode, hex, optional, sha256Hex, text, type Canonical } from './canonical.ts';
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

/** Canonical bytes of a transaction: RLP of its fields in the order of core/transaction.ts. */
export const encodeTransaction = (tx: Transaction): Uint8Array =>
  encode([
    hex(tx.from),
    hex(tx.to ?? ''),
    text(tx.runtime),
    tx.nonce,
    tx.value,
    tx.data,
    tx.gasLimit,
    tx.maxFeePerGas,
    tx.maxPriorityFeePerGas,
    tx.type,
    optional(tx.accessList, (list) => list.map((entry) => [hex(entry.account), entry.slots.map(hex)])),
    optional(tx.blobHashes, (hashes) => hashes.map(hex)),
    optional(tx.maxFeePerBlobGas, (fee) => fee),
    optional(tx.authorizations, (list) =>
      list.map((a) => [a.chainId, hex(a.address), a.nonce, optional(a.authority, hex)]),
    ),
  ]);

/** SHA-256 over the encoded transactions of a block, one after another. */
export function transactionsDigest(transactions: readonly Transaction[]): string {
  const digest = createHash('sha256');
  for (const tx of transactions) digest.update(encodeTransaction(tx));
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
