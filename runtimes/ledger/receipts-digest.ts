import { createHash } from 'node:crypto';
import type { ContractEvent } from '../core/effects.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Receipt } from '../core/receipt.ts';
import { encode, hex, optional, text, type Canonical } from './canonical.ts';

const eventFields = (event: ContractEvent): Canonical => [hex(event.account), event.topics.map(hex), event.data];

function outcomeFields(outcome: Outcome): Canonical {
  const status = text(outcome.status);
  switch (outcome.status) {
    case 'success':
      return [status, outcome.output, optional(outcome.created, hex)];
    case 'revert':
      return [status, outcome.output];
    case 'trap':
    case 'invalid':
    case 'runtimeLost':
      return [status, text(outcome.reason)];
    case 'outOfGas':
    case 'invalidated':
      return [status];
  }
}

/** Canonical bytes of a receipt: RLP [index, outcome, gasUsed, [[account, [topic...], data]...], runtime]. */
export const encodeReceipt = (receipt: Receipt): Uint8Array =>
  encode([
    receipt.index,
    outcomeFields(receipt.outcome),
    receipt.gasUsed,
    receipt.events.map(eventFields),
    text(receipt.runtime),
  ]);

/** SHA-256 over the encoded receipts of a block, one after another: equal digests mean byte-equal receipts and events. */
export function receiptsDigest(receipts: readonly Receipt[]): string {
  const digest = createHash('sha256');
  for (const receipt of receipts) digest.update(encodeReceipt(receipt));
  return digest.digest('hex');
}

/** SHA-256 over RLP [index, account, [topic...], data] of every event of a block in order. */
export function eventsDigest(receipts: readonly Receipt[]): string {
  const digest = createHash('sha256');
  for (const { index, events } of receipts) {
    for (const event of events) digest.update(encode([index, hex(event.account), event.topics.map(hex), event.data]));
  }
  return digest.digest('hex');
}
