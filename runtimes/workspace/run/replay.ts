/**
 * The serial oracle: the blocks of a run once more, one transaction after the other, on a fresh ledger with a fresh executor. Recorded
 * transactions are checked against their records at their place in that order, and taken from them.
 */
import { err, ok, type Result } from '../../core/result.ts';
import { toHex } from '../../core/hex.ts';
import { eventsDigest, encodeReceipt, receiptsDigest } from '../../ledger/receipts-digest.ts';
import type { Chain } from './chain.ts';
import { kernelFailure } from './deploy.ts';
import { ledgerFailure } from './failure.ts';
import type { RecordProblem, RunFailure, RunObserver, Verification } from './report.ts';
import { describeProblem, recordProblems, usableRecords, type Names } from './verify-records.ts';

export interface Replay {
  readonly serialStateRoot: string;
  readonly differences: readonly string[];
  readonly serialElapsedMs: number;
  readonly verification: Verification;
}

/** Differences told; after the first few they repeat. */
const TOLD = 10;

export async function replaySerially(
  ran: Chain,
  names: Names,
  observer: RunObserver,
  signal: AbortSignal | undefined,
): Promise<Result<Replay, RunFailure>> {
  const serial = ran.sibling();
  try {
    const ready = await serial.kernel.ready();
    if (!ready.ok) return err(kernelFailure(ready.error));
    const total = ran.blocks.reduce((sum, block) => sum + block.transactions.length, 0);
    const differences: string[] = [];
    const problems: RecordProblem[] = [];
    let byRecord = 0;
    let byDecision = 0;
    let done = 0;
    const began = performance.now();
    for (const block of ran.blocks) {
      const before = done;
      const recorded = usableRecords(block, ran.registry, ran.ledger);
      const replayed = await serial.run(block.transactions, 'serial', {
        context: block.context,
        decisions: block.decisions,
        recorded,
        onProgress: (committed) => observer.onProgress?.(before + committed, total),
        ...(signal && { signal }),
      });
      if (!replayed.ok) return err(kernelFailure(replayed.error));
      done += block.transactions.length;
      byRecord += recorded.size;
      byDecision += block.decisions.size;
      problems.push(...recordProblems(block, recorded, replayed.value, names));
      compare(block.result.receipts, replayed.value.receipts, block.context.number, differences);
    }
    const serialElapsedMs = Math.round(performance.now() - began);
    observer.onPhase?.('verify');
    const root = await ran.ledger.stateRoot();
    if (!root.ok) return err(ledgerFailure(root.error));
    const serialRoot = await serial.ledger.stateRoot();
    if (!serialRoot.ok) return err(ledgerFailure(serialRoot.error));
    const serialStateRoot = serialRoot.value;
    if (root.value !== serialStateRoot) differences.unshift(`state root ${root.value}, serially ${serialStateRoot}`);
    // What is wrong with a record comes first: the rest follows from it.
    differences.unshift(...problems.map(describeProblem));
    const executed = total - byRecord - byDecision;
    const verification = { executed, byRecord, byDecision, recordProblems: problems.slice(0, TOLD) };
    return ok({ serialStateRoot, differences: differences.slice(0, TOLD), serialElapsedMs, verification });
  } finally {
    serial.close();
  }
}

type Receipts = Parameters<typeof receiptsDigest>[0];

function compare(actual: Receipts, expected: Receipts, block: number, differences: string[]): void {
  if (receiptsDigest(actual) === receiptsDigest(expected) && eventsDigest(actual) === eventsDigest(expected)) return;
  for (const [index, receipt] of actual.entries()) {
    const other = expected[index];
    if (other !== undefined && toHex(encodeReceipt(receipt)) === toHex(encodeReceipt(other))) continue;
    differences.push(
      `block ${block}, transaction ${index}: ${receipt.outcome.status}, gas ${receipt.gasUsed}, ${receipt.events.length} events; ` +
        `serially ${other?.outcome.status ?? 'nothing'}, gas ${other?.gasUsed ?? 0n}, ${other?.events.length ?? 0} events`,
    );
  }
}
