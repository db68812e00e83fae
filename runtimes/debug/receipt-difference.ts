import { toHex } from '../core/hex.ts';
import type { Receipt } from '../core/receipt.ts';
import { encodeReceipt } from '../ledger/receipts-digest.ts';

/** In what a replay differs from what was recorded, in one sentence; undefined: in nothing. Where each stands in a block does not count. */
export function describeDifference(recorded: Receipt, replayed: Receipt): string | undefined {
  const bytes = (receipt: Receipt): string => toHex(encodeReceipt({ ...receipt, index: 0 }));
  if (bytes(recorded) === bytes(replayed)) return undefined;
  const differs: string[] = [];
  const tell = (what: string, was: string | number | bigint, is: string | number | bigint): void => {
    if (was !== is) differs.push(`${what} ${was}, now ${is}`);
  };
  tell('its outcome was', recorded.outcome.status, replayed.outcome.status);
  tell('its gas was', recorded.gasUsed, replayed.gasUsed);
  tell('its events were', recorded.events.length, replayed.events.length);
  tell('it was run by', recorded.runtime, replayed.runtime);
  if (differs.length === 0) differs.push('its output or an event has other content');
  return `the replay is not what was recorded: ${differs.join('; ')}`;
}
