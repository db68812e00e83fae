/**
 * The one journal of a transaction, shared by all its frames whatever their runtime. Every read is recorded (absence
 * included) and survives reverts; everything else is undone with the checkpoint it was made under.
 */
import type { CellKey, CellValue } from '../core/cell.ts';
import type { CodeBlob, ContractEvent } from '../core/effects.ts';
import type { FrameRecord } from '../core/frame.ts';

export interface Journal {
  /** What the transaction must see in the cell now: its own writes, else the ledger at its place in the block. */
  read(key: CellKey): CellValue;
  /**
   * Whether a number is zero, and no more: another transaction's credit to the cell is then no conflict. Use it where only that
   * matters (EIP-161: is there an account?).
   */
  isZero(key: CellKey): boolean;
  write(key: CellKey, value: CellValue): void;
  /** Adds to a number without reading it: two transactions that only credit a cell do not conflict. */
  credit(key: CellKey, amount: bigint): void;
  /** The value at the start of the transaction (EIP-2200's original value). Counts as a read. */
  original(key: CellKey): CellValue;

  emit(event: ContractEvent): void;
  putCode(code: CodeBlob): void;
  /** Records a nested frame that has ended; survives reverts. */
  recordFrame(frame: FrameRecord): void;
  /** Code put by this transaction and not reverted. */
  ownCode(hash: string): Uint8Array | undefined;
  /**
   * Code that is not deterministic begins to run in this transaction: it is recorded as a whole, with every value read, and never run
   * again. Survives reverts: the transaction may have found out by a frame that failed.
   */
  markRecorded(): void;

  /** Opens a checkpoint; they nest, one per frame. */
  checkpoint(): void;
  /** Merges the newest checkpoint into the one below. */
  commit(): void;
  /** Undoes everything since the newest checkpoint but the record of reads. */
  revert(): void;
  readonly depth: number;

  /**
   * Transaction-scoped state that is no cell but must be undone with its frame: transient storage, warm accounts and slots,
   * accounts created or destroyed. Keys are namespaced by their user (`t/..`, `w/..`).
   */
  scratchGet(key: string): string | undefined;
  scratchSet(key: string, value: string | undefined): void;
  /** All live scratch entries whose key starts with the prefix, in an order that only what was set and reverted decides. */
  scratchEntries(prefix: string): Iterable<readonly [string, string]>;
}
