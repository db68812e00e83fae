/** What a ledger's file holds, as plain data: the CLI prints it, a window can draw it. Amounts are decimal text. */
import type { LedgerConfig } from '../../core/block.ts';
import type { BlockSummary, Branch, History, NotedContract } from '../../ledger/store/history.ts';
import { undoable } from '../../ledger/store/undo.ts';
import { describeOutcome } from '../run/outcome-text.ts';

export interface BlockReport extends Omit<
  BlockSummary,
  'gasUsed' | 'id' | 'parent' | 'timestamp' | 'policy' | 'stateRoot'
> {
  readonly gasUsed: string;
  readonly timestamp: number | null;
  readonly policy: string | null;
  readonly stateRoot: string | null;
  /** Branches that stand here. */
  readonly branches: readonly string[];
}

export interface LedgerReport {
  readonly file: string;
  readonly branch: string;
  readonly head: BlockReport;
  readonly branches: readonly (Pick<Branch, 'name' | 'number' | 'current'> & { readonly hash: string })[];
  readonly contracts: readonly NotedContract[];
  readonly config: LedgerConfig;
  /** What `undo` would take back; null where there is nothing. */
  readonly lastMove: string | null;
}

export function blockReport(history: History, id: number): BlockReport {
  const { number, hash, transactions, gasUsed, timestamp, policy, stateRoot } = history.block(id);
  const branches = history.branches.filter(({ block }) => block === id).map(({ name }) => name);
  return {
    number,
    hash,
    transactions,
    gasUsed: gasUsed.toString(),
    timestamp: timestamp ?? null,
    policy: policy ?? null,
    stateRoot: stateRoot ?? null,
    branches,
  };
}

export function ledgerReport(file: string, history: History): LedgerReport {
  const { current } = history;
  const { undo } = undoable(history.moves);
  return {
    file,
    branch: current.name,
    head: blockReport(history, current.block),
    branches: history.branches.map(({ name, number, block, current: isCurrent }) => ({
      name,
      number,
      hash: history.block(block).hash,
      current: isCurrent,
    })),
    contracts: history.contracts(current.block),
    config: history.config,
    lastMove: undo === undefined ? null : `${undo.what} ${undo.branch}`,
  };
}

export interface TransactionReport {
  readonly index: number;
  readonly from: string;
  /** null: a deployment. */
  readonly to: string | null;
  readonly runtime: string;
  readonly outcome: string;
  readonly gasUsed: string;
  readonly events: number;
}

/** The transactions of a block; none for the first of a history. */
export function transactionReports(history: History, id: number): readonly TransactionReport[] {
  const block = history.stored(id);
  return (block?.receipts ?? []).map(({ index, outcome, gasUsed, events, runtime }) => {
    const tx = block?.transactions[index];
    return {
      index,
      from: tx?.from ?? '',
      to: tx?.to ?? null,
      runtime,
      outcome: outcome.status === 'success' ? 'success' : describeOutcome(outcome, undefined, []),
      gasUsed: gasUsed.toString(),
      events: events.length,
    };
  });
}
