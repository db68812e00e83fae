import {
  balanceCell,
  codeCell,
  emptyCell,
  nonceCell,
  type AccountId,
  type CellKey,
  type CellValue,
} from '../../core/cell.ts';
import type { ConformanceExecute } from '../../sdk/conformance.ts';
import { ethereumRoot } from '../state/ethereum-root.ts';
import { isSince, type HardforkName } from '../../rules/hardforks.ts';
import { conformanceCases, type CaseFilter, type CaseId, type ConformanceCase } from './cases.ts';
import { logsHash } from './logs-hash.ts';
import { stateOf } from './pre-state.ts';

export interface ConformanceOptions extends CaseFilter {
  /** A folder, or a .tar, .tar.gz or .tar.xz archive. */
  readonly source: string;
  readonly execute: ConformanceExecute;
  /** After each case. */
  readonly onProgress?: (report: ConformanceReport) => void;
}

export interface ConformanceFailure extends CaseId {
  readonly reason: string;
}

export interface ConformanceReport {
  readonly cases: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly ConformanceFailure[];
  /** Why cases were skipped, with how many. */
  readonly skips: Readonly<Record<string, number>>;
}

/** Runs GeneralStateTests one after the other. @throws FixtureSourceError where the source cannot be read */
export async function runConformance({
  source,
  execute,
  onProgress,
  ...filter
}: ConformanceOptions): Promise<ConformanceReport> {
  let passed = 0;
  const failures: ConformanceFailure[] = [];
  const skips: Record<string, number> = {};
  const report = (): ConformanceReport => {
    const skipped = Object.values(skips).reduce((sum, count) => sum + count, 0);
    return { cases: passed + failures.length + skipped, passed, failed: failures.length, skipped, failures, skips };
  };
  for await (const found of conformanceCases(source, filter)) {
    if (found.kind === 'skipped') skips[found.reason] = (skips[found.reason] ?? 0) + 1;
    else {
      const reason = found.kind === 'case' ? await differenceIn(found, execute) : found.reason;
      const { file, name, fork, index } = found;
      if (reason === undefined) passed++;
      else failures.push({ file, name, fork, index, reason });
    }
    onProgress?.(report());
  }
  return report();
}

/** What is not as the fixture says; undefined where the case passes. */
async function differenceIn(test: ConformanceCase, execute: ConformanceExecute): Promise<string | undefined> {
  const { block, config, tx } = test;
  try {
    const { cells, events, outcome } = await execute({ ...stateOf(test.pre), block, config, tx });
    const isInvalid = outcome.status === 'invalid';
    if (isInvalid && test.expectException === undefined) return `not executed: ${outcome.reason}`;
    if (!isInvalid && test.expectException !== undefined)
      return `executed (${outcome.status}), expected ${test.expectException}`;
    const after = new Map(cells);
    rewardNothing(after, block.coinbase, config.hardfork as HardforkName);
    const root = ethereumRoot(after);
    if (root !== test.root) return `state root ${root}, expected ${test.root} (${outcome.status})`;
    const logs = logsHash(events);
    return logs === test.logs ? undefined : `logs ${logs}, expected ${test.logs}`;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/**
 * The fixtures' block pays its coinbase a reward of nothing, which touches it even where the transaction was not executed or
 * destroyed it: before EIP-161 that creates it, afterwards it goes if it is empty.
 */
function rewardNothing(cells: Map<CellKey, CellValue>, coinbase: AccountId, hardfork: HardforkName): void {
  const isEmpty = ![balanceCell, nonceCell, codeCell].some((cell) => (cells.get(cell(coinbase)) ?? '') !== '');
  if (!isEmpty) return;
  if (isSince(hardfork, 'spuriousdragon')) cells.delete(emptyCell(coinbase));
  else cells.set(emptyCell(coinbase), '1');
}
