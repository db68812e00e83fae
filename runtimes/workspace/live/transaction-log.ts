/** The transactions of a live ledger, as its file keeps them: the newest first, page by page. */
import type { FrameRecord } from '../../core/frame.ts';
import type { Receipt } from '../../core/receipt.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { SqliteLedger } from '../../ledger/sqlite-ledger.ts';
import { History, type BlockSummary } from '../../ledger/store/history.ts';

export interface LoggedTransaction {
  readonly block: number;
  readonly index: number;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly transaction: Transaction;
  readonly receipt: Receipt;
  /** Nested ones, callees before their callers; empty where they are not kept (any more). */
  readonly frames: readonly FrameRecord[];
}

export interface LogPlace {
  readonly block: number;
  readonly index: number;
}

/** Blocks looked at in one go. */
const STRIDE = 200;

/** @param before where to go on: only what is older. */
export function readLog(
  ledger: SqliteLedger,
  before: LogPlace | undefined,
  limit: number,
): readonly LoggedTransaction[] {
  const history = new History(ledger.reader);
  const found: LoggedTransaction[] = [];
  for (let from: number | undefined = ledger.at; from !== undefined && found.length < limit;) {
    const blocks: readonly BlockSummary[] = history.log(from, STRIDE);
    for (const block of blocks) {
      if (found.length >= limit) break;
      if (block.transactions === 0 || (before !== undefined && block.number > before.block)) continue;
      const listed = transactionsOf(history, block).reverse();
      const older = ({ index }: LoggedTransaction): boolean =>
        before === undefined || block.number < before.block || index < before.index;
      found.push(...listed.filter(older));
    }
    from = blocks.at(-1)?.parent;
  }
  return found.slice(0, limit);
}

function transactionsOf(history: History, { id, number, timestamp }: BlockSummary): LoggedTransaction[] {
  const stored = history.stored(id);
  const effects = history.effects(id);
  return (stored?.transactions ?? []).flatMap((transaction, index) => {
    const receipt = stored?.receipts[index];
    if (receipt === undefined) return [];
    const frames = effects?.[index]?.frames ?? [];
    return [{ block: number, index, timestamp: timestamp ?? 0, transaction, receipt, frames }];
  });
}

/** Blocks, the newest first. */
export const readBlocks = (ledger: SqliteLedger, limit: number): readonly BlockSummary[] =>
  new History(ledger.reader).log(ledger.at, limit);
