/** Calls between contracts, and what crosses from one runtime to another with them. */
import type { AccountId, CellKey, CellValue } from './cell.ts';
import type { CodeBlob, ContractEvent } from './effects.ts';
import type { RuntimeId } from './transaction.ts';
import type { Version } from './version.ts';

/** Frames above a frame, of all runtimes together (the EVM's own limit). */
export const MAX_DEPTH = 1024;
/** Changes of runtime from the transaction down to a frame. */
export const MAX_HOPS = 64;

/**
 * A frame of another runtime, as its caller asks for it. The caller has opened the checkpoint and moved the value; it settles both by
 * the result. Gas is the ledger's, whatever the meter of either runtime.
 */
export interface FrameCall {
  /** Whose address, balance and storage the frame has. */
  readonly account: AccountId;
  /** Whose code runs: the account itself, but for a delegate call and a delegation (EIP-7702). */
  readonly codeAccount: AccountId;
  readonly caller: AccountId;
  readonly value: bigint;
  readonly data: Uint8Array;
  readonly gas: bigint;
  readonly isStatic: boolean;
  readonly depth: number;
  readonly hops: number;
  /** The refund counter so far; signed, since a frame may take back what another one earned. */
  readonly refund: bigint;
}

export interface FrameResult {
  /** `trap` and `outOfGas` keep no gas and have no output. */
  readonly status: 'success' | 'revert' | 'outOfGas' | 'trap';
  readonly output: Uint8Array;
  readonly gasLeft: bigint;
  /** The refund counter afterwards; counts where the frame succeeded. */
  readonly refund: bigint;
  /** The runtime's stable word for a trap; else empty. */
  readonly reason: string;
}

/** What one nested frame did, for people: not part of the state. Recorded when the frame ends, so callees come before callers. */
export interface FrameRecord {
  readonly runtime: RuntimeId;
  /** 1: called by the transaction's own frame. */
  readonly depth: number;
  readonly kind: 'call' | 'static' | 'delegate' | 'create';
  readonly caller: AccountId;
  readonly account: AccountId;
  /** Whose code ran. */
  readonly code: AccountId;
  readonly value: bigint;
  /** First four bytes of the call data, or less. */
  readonly selector: Uint8Array;
  readonly gas: bigint;
  readonly gasUsed: bigint;
  readonly status: FrameResult['status'];
  /** Call data of a call to the console (rules/console.ts), as far as it is kept. */
  readonly said?: Uint8Array | undefined;
}

/** A read as the journal keeps it. */
export interface SeenCell {
  readonly key: CellKey;
  readonly value: CellValue;
  readonly version: Version;
  /** Put together from deltas or predicted: validation compares values. */
  readonly byValue: boolean;
}

/** One step of the journal's log, to be done again by another lane; absent values remove. */
export type JournalStep =
  | { readonly kind: 'write'; readonly key: CellKey; readonly value: CellValue | undefined }
  | { readonly kind: 'delta'; readonly key: CellKey; readonly amount: bigint | undefined }
  | { readonly kind: 'scratch'; readonly key: string; readonly value: string | undefined };

/** How much of a journal a lane has seen. */
export interface JournalMark {
  readonly reads: number;
  readonly zeros: number;
  readonly steps: number;
  readonly events: number;
  readonly codes: number;
  readonly frames: number;
}

export const NO_MARK: JournalMark = { reads: 0, zeros: 0, steps: 0, events: 0, codes: 0, frames: 0 };

/**
 * What a lane must do to its copy of a transaction's journal to have the sender's. Each lane of the transaction has a copy of the one
 * log; control is with one of them at a time. The receiver goes back to `base` (what was reverted since, goes), then follows.
 */
export interface JournalSync {
  readonly base: JournalMark;
  readonly reads: readonly SeenCell[];
  /** Reads that only asked whether the cell is zero. */
  readonly zeros: readonly SeenCell[];
  readonly steps: readonly JournalStep[];
  readonly events: readonly ContractEvent[];
  readonly codes: readonly CodeBlob[];
  readonly frames: readonly FrameRecord[];
  /** How much each lane of the transaction has, by runtime: at most one lane for each. */
  readonly marks: readonly (readonly [RuntimeId, JournalMark])[];
  /** The transaction is recorded; once it is, it stays so. */
  readonly recorded: boolean;
}
