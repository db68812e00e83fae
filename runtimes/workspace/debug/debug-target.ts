import type { BlockContext, LedgerConfig } from '../../core/block.ts';
import type { AccountId, CellKey, CellValue } from '../../core/cell.ts';
import type { Receipt } from '../../core/receipt.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { RecordedSteps } from '../../kernel/block-steps.ts';
import type { TracedEffects } from '../../ledger/ledger.ts';
import type { CompiledContract } from '../run/compile-contracts.ts';

/** A transaction to be debugged: all that it takes to run it once more, and to say in words what it does. */
export interface DebugTarget {
  readonly config: LedgerConfig;
  readonly context: BlockContext;
  readonly transaction: Transaction;
  /** What was recorded of it; undefined: an incarnation that was taken back, or a call that is only planned. */
  readonly receipt?: Receipt;
  /** It has never run: it may read whatever `before` has. */
  readonly isPlanned?: boolean;
  /** Its record, where its code is not deterministic and cannot be run again. */
  readonly recorded?: TracedEffects;
  /** What was recorded of its steps when it ran: it is not run again. */
  readonly steps?: RecordedSteps;
  /** What it read, by cell. */
  readonly cells: ReadonlyMap<CellKey, CellValue>;
  /** Of other cells, at its place; undefined: not known. */
  readonly before?: (key: CellKey) => CellValue | undefined;
  /** By keccak-256. */
  readonly code: (hash: string) => Uint8Array | undefined;
  readonly preimages: ReadonlyMap<string, Uint8Array>;
  /** What is deployed and was compiled here. */
  readonly contracts: ReadonlyMap<AccountId, CompiledContract>;
  /** Names of people and contracts. */
  readonly labels: ReadonlyMap<AccountId, string>;
  /** `token.transfer(alice, 5)`. */
  readonly title: string;
  /** What its user should know first, a sentence each. */
  readonly notes: readonly string[];
}
