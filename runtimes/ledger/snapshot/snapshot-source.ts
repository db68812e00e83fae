/** What is exported: one state, and where there are such, the names of what is in it and the blocks that led to it. */
import type { BlockContext, LedgerConfig } from '../../core/block.ts';
import type { AccountId, CellKey, CellValue } from '../../core/cell.ts';
import type { ArtifactRecord, HistoryHeader, SnapshotRecord } from './format.ts';

export interface SnapshotSource {
  /** For messages: what it is of. */
  readonly name: string;
  readonly config: LedgerConfig;
  /** Number of the block after which the cells hold what they hold. */
  readonly block: number;
  /** What that block was told; undefined of the first of a history. */
  readonly context: BlockContext | undefined;
  /** The state root that was noted for it, where one was; what is exported must have it. */
  readonly root: string | undefined;
  /**
   * Cells that hold something, in the order of their keys, all or those of some accounts (sorted). Can be gone through more than once;
   * commits do not disturb it.
   */
  cells(accounts?: readonly AccountId[]): Iterable<readonly [CellKey, CellValue]>;
  /** The same in whatever order is the fastest, where there is a faster one. */
  cellsInAnyOrder?(): Iterable<readonly [CellKey, CellValue]>;
  code(hash: string): Uint8Array | undefined;
  /** By account. */
  readonly contracts: readonly SourceContract[];
  /** Without the word for its kind and its hash. */
  artifact(hash: string): Omit<ArtifactRecord, 'kind' | 'hash'>;
  readonly preimages: PreimageSource | undefined;
  readonly history: HistorySource | undefined;
  close(): void;
}

export interface SourceContract {
  readonly account: AccountId;
  readonly name: string;
  /** SHA-256 of the artifact's JSON. */
  readonly artifact: string;
  /** Number of the block at which it was noted. */
  readonly block: number;
}

export type SourcePreimage = readonly [hash: string, bytes: Uint8Array];

export interface PreimageSource {
  /** The one with the greatest hash that is not above the slot (64 hex digits). */
  floor(slot: string): SourcePreimage | undefined;
  /** In the order of their hashes. */
  all(): Iterable<SourcePreimage>;
}

export interface HistorySource {
  readonly header: HistoryHeader;
  /** All contracts noted on the way, by account and block. */
  readonly contracts: readonly SourceContract[];
  /** Hashes of code that changes and records name. */
  codes(): Iterable<string>;
  /** The first block, then each further block with its transactions, changes and traces. */
  records(): Iterable<SnapshotRecord>;
}
