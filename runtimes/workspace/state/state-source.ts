/**
 * A state with a past, whoever keeps it: the file of a ledger (`file-state.ts`), or a run in memory (`run-state.ts`). Blocks are meant by an
 * id: in a file that of the file, of a run its number.
 */
import type { AccountId, CellKey, CellValue } from '../../core/cell.ts';
import type { Delta, Write } from '../../core/effects.ts';
import type { Result } from '../../core/result.ts';
import type { DiffFailure, DiffWork } from '../../ledger/store/diff-blocks.ts';
import type { CellDifference, CellVersion } from '../../ledger/store/history.ts';
import type { Registry } from '../../registry.ts';
import type { Named } from '../run/name-cells.ts';

export type { DiffFailure, DiffWork } from '../../ledger/store/diff-blocks.ts';
export type { CellDifference, CellVersion } from '../../ledger/store/history.ts';

export interface StatePoint {
  readonly id: number;
  readonly number: number;
  /** Seconds since 1970; undefined: the beginning, or not known. */
  readonly timestamp: number | undefined;
  readonly transactions: number;
}

/** What one transaction read and changed. */
export interface Accesses {
  readonly reads: readonly { readonly key: CellKey }[];
  readonly writes: readonly Write[];
  readonly deltas: readonly Delta[];
}

export interface StateTransaction {
  readonly index: number;
  readonly from: AccountId;
  /** As people know who sent it. */
  readonly sender: string;
  /** `token.transfer(bob, 5)`. */
  readonly label: string;
  readonly runtime: string;
  /** Row of the schedule, of the incarnation that was committed; undefined: there is none. */
  readonly row: number | undefined;
}

export interface StateSource {
  readonly registry: Registry;
  /** The newest block. */
  readonly head: number;
  /** undefined: there is none of that id. */
  point(id: number): StatePoint | undefined;
  /** Blocks that led to the head, the newest first. @param before only older ones. */
  line(before: number | undefined, limit: number): readonly StatePoint[];
  /** What names and reads the cells after a block. */
  named(id: number): Named;
  read(id: number, key: CellKey): CellValue;
  /** Cells of an account that hold something, in the order of their keys. @param after a key of it, left out. */
  cellsOf(id: number, account: AccountId, after: CellKey | undefined): Iterable<readonly [CellKey, CellValue]>;
  /** Accounts that may have cells, in the order of their ids. */
  accounts(after: AccountId | undefined): Iterable<AccountId>;
  /** Cells that differ between two blocks, in the order of their keys. However many there are, others are not kept waiting. */
  differences(from: number, to: number, work?: DiffWork): Promise<Result<readonly CellDifference[], DiffFailure>>;
  /** What blocks left in a cell on the way to one, the newest first. */
  versions(id: number, key: CellKey): Iterable<CellVersion>;
  /** Of each transaction of a block; undefined where it is not kept. */
  accesses(id: number): readonly Accesses[] | undefined;
  /** Undefined: the block has no such transaction. */
  transaction(id: number, index: number): StateTransaction | undefined;
}
