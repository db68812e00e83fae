import type { AccountId, CellKey } from '../core/cell.ts';
import type { Effects } from '../core/effects.ts';
import type { Transaction } from '../core/transaction.ts';
import type { PreimageTable } from './runtime-module.ts';

export interface LearnedAccess {
  readonly reads: readonly CellKey[];
  /** Full writes; deltas commute and are left out. */
  readonly writes: readonly CellKey[];
}

/** Predicts what a transaction will touch from what others like it did. A wrong guess costs an abort, never correctness. */
export interface AccessLearner {
  /** `wanted`: leave the cells of other accounts out. */
  expect(tx: Transaction, wanted?: (account: AccountId) => boolean): LearnedAccess;
  observe(tx: Transaction, effects: Effects, preimages: PreimageTable): void;
}
