import type { BlockContext } from '../core/block.ts';
import type { Transaction } from '../core/transaction.ts';
import type { Journal } from './journal.ts';
import type { ExecutionMode } from './runtime.ts';

/** What is the same for all frames of a transaction, whatever lane they run on. */
export interface FrameScene {
  readonly tx: Transaction;
  readonly block: BlockContext;
  readonly journal: Journal;
  readonly mode: ExecutionMode;
}
