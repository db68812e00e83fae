/**
 * The shared ledger: committed cells, and the only place that changes them. Everything a runtime does reaches it as one
 * atomic commit per block. Another ledger is this interface plus the contract suite (README).
 */
import type { BlockContext, LedgerConfig } from '../core/block.ts';
import type { AccountId, CellKey, CellValue } from '../core/cell.ts';
import type { CodeBlob, Delta, Preimage, Write } from '../core/effects.ts';
import type { FrameRecord } from '../core/frame.ts';
import type { Receipt } from '../core/receipt.ts';
import type { TransactionRecord } from '../core/record.ts';
import type { Result } from '../core/result.ts';
import type { Decision, PolicyName, ScheduleEvent } from '../core/schedule.ts';
import type { Transaction } from '../core/transaction.ts';
import type { Version } from '../core/version.ts';
import type { InclusionProof } from './proof.ts';

/** What a cell holds at head and who wrote it. */
export interface CommittedCell {
  /** The empty text: absent. */
  readonly value: CellValue;
  /**
   * The write that left this value; GENESIS for what genesis wrote and what nobody ever wrote. A cleared cell keeps the
   * version that cleared it, so that what a block recorded as read stays comparable in the next one.
   */
  readonly version: Version;
}

export interface BlockCommit {
  readonly context: BlockContext;
  /** How the block was scheduled. A note: neither the block's id nor the state depends on it. */
  readonly policy: PolicyName;
  readonly transactions: readonly Transaction[];
  /** One per transaction, in the same order. */
  readonly receipts: readonly Receipt[];
  /** The final value of each cell the block changed, deltas folded in; each with a version of this block. */
  readonly writes: ReadonlyMap<CellKey, CommittedCell>;
  /** Of the recorded transactions, in block order: what stands in for running them when the block is replayed. */
  readonly records: readonly TransactionRecord[];
  /** Code the block created; what the ledger already has may be given again. */
  readonly codes: readonly CodeBlob[];
  /** Decisions of the run that serial execution must repeat, by index. */
  readonly decisions?: ReadonlyMap<number, Decision>;
  readonly trace?: BlockTrace;
}

/**
 * What running a block left beside its result, for people: debugger, Schedule view, names of cells. No part of the state; a ledger keeps as
 * much of it as it has been told to.
 */
export interface BlockTrace {
  /** One per transaction, of the incarnation that was committed. */
  readonly effects: readonly TracedEffects[];
  readonly schedule: readonly ScheduleEvent[];
  readonly preimages: readonly Preimage[];
}

export interface TracedEffects {
  /** What it saw: under a snapshot policy the start of the block (but for its sender's nonce), else what stood at its place in the block. */
  readonly reads: readonly { readonly key: CellKey; readonly value: CellValue }[];
  readonly writes: readonly Write[];
  readonly deltas: readonly Delta[];
  readonly frames: readonly FrameRecord[];
}

export interface BlockHead {
  readonly number: number;
  /** 64 hex digits, what BLOCKHASH answers. Excludes receipts and state root: it is known before the block has run. */
  readonly id: string;
}

/** A block as the ledger keeps it. */
export interface StoredBlock {
  readonly head: BlockHead;
  readonly context: BlockContext;
  readonly policy: PolicyName;
  readonly transactions: readonly Transaction[];
  readonly receipts: readonly Receipt[];
  readonly records: readonly TransactionRecord[];
  /** Decisions of the run that serial execution must repeat, by index. */
  readonly decisions: ReadonlyMap<number, Decision>;
}

/** What a subscriber is told: the new head and all that the commit brought. */
export interface CommittedBlock {
  readonly head: BlockHead;
  readonly commit: BlockCommit;
}

/** Why a commit was refused, of which nothing was applied, or why a ledger that is a file cannot answer. */
export interface LedgerError {
  /** `file`: there is something wrong with the ledger's file, or it is none; `storage`: the machine is in the way. The rest is about a block. */
  readonly code: 'number' | 'receipts' | 'cell' | 'value' | 'version' | 'code' | 'record' | 'file' | 'storage';
  /** For people: what is wrong, where, and what was expected. */
  readonly message: string;
}

/** Cells of one account. `complete`: every cell of the account that is not listed has never been written. */
export interface AccountPage {
  readonly cells: readonly (readonly [CellKey, CommittedCell])[];
  readonly complete: boolean;
}

/** A state to run transactions on. */
export interface LedgerState {
  /** The newest committed block; at first the genesis block. */
  head(): BlockHead;

  /** Committed state at head. The hot path: one look-up, no allocation. */
  read(key: CellKey): CommittedCell;

  /**
   * Up to `limit` cells of an account, cleared ones included (their version counts), balance, nonce and code first, then
   * storage in the order first written.
   */
  cellsOf(account: AccountId, limit: number): AccountPage;

  /** Bytes of code by their keccak-256 (64 hex digits). */
  code(hash: string): Uint8Array | undefined;
}

export interface Ledger extends LedgerState {
  readonly config: LedgerConfig;

  /**
   * What the next block builds on: the state with all blocks that `commit` was given and has not refused. The ledger itself shows them only
   * when they are durable. Where one is refused this goes back to what the ledger shows.
   */
  readonly ahead: LedgerState;

  /** A block still kept; genesis is no block. */
  block(number: number): StoredBlock | undefined;

  /**
   * All or nothing. `ahead` shows the block at once; whoever wants the next one to run while this one is made durable need not wait. Settles when the block is as durable as this ledger makes it; by then
   * head() and read() show it. Blocks become durable in their order, several at once where they wait together.
   */
  commit(block: BlockCommit): Promise<Result<BlockHead, LedgerError>>;

  /** Root of the state at the time of the call, 64 hex digits; later commits do not disturb it. Off the critical path. */
  stateRoot(): Promise<Result<string, LedgerError>>;

  /** Proof, against the same root as stateRoot(), of what a cell holds or that it is absent. Check it with `verifyProof`. */
  prove(key: CellKey): Promise<Result<InclusionProof, LedgerError>>;

  /** All cells that hold something, in no particular order; not to be continued across a commit. */
  cells(): Iterable<readonly [CellKey, CommittedCell]>;

  /** All code. */
  codes(): Iterable<CodeBlob>;

  /** Called after each commit, in order. A listener that throws disturbs neither the commit nor other listeners. */
  subscribe(listener: (block: CommittedBlock) => void): () => void;
}

/** What a new ledger starts from. Any order; a cell given twice keeps its last value. */
export interface Genesis {
  readonly cells: Iterable<readonly [CellKey, CellValue]>;
  readonly codes: Iterable<CodeBlob>;
  /** Number of the genesis block, 0 unless told; the first commit has the next one. */
  readonly number?: number;
}
