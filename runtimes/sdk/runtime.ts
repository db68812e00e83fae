/**
 * What a runtime implements to execute contracts on the shared ledger. One `LaneRuntime` lives in each lane (a worker thread of an
 * executor process) and runs one transaction at a time.
 */
import type { BlockContext, LedgerConfig } from '../core/block.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Transaction } from '../core/transaction.ts';
import type { Journal } from './journal.ts';

export interface LaneHost {
  readonly config: LedgerConfig;
  /** Code by its keccak-256 (64 hex digits). Blocks the lane on a miss. @throws LaneError where the ledger has no such code. */
  code(hash: string): Uint8Array;
  /** Notes a keccak-256 preimage, so that people can be shown the names of mapping cells. Cheap to call again. */
  notePreimage(hash: Uint8Array, preimage: Uint8Array): void;
}

export type Execution =
  | { readonly kind: 'done'; readonly outcome: Outcome; readonly gasUsed: bigint }
  /** The target's code belongs to another runtime: not an outcome, the transaction is sent there. */
  | { readonly kind: 'misrouted'; readonly runtime: string };

/**
 * `transaction` is a transaction at its place in a block: nonce, funds and fees count. `call` is a read from outside
 * (eth_call): no nonce or funds check, no fee; its effects are thrown away.
 */
export type ExecutionMode = 'transaction' | 'call';

export interface LaneRuntime {
  /** Everything the transaction does goes through `journal`; on 'invalid' the journal must be left without writes. */
  execute(tx: Transaction, block: BlockContext, journal: Journal, mode: ExecutionMode): Promise<Execution> | Execution;
}

/** The default export of a runtime's `executor.ts`. */
export interface ExecutorModule {
  createLane(host: LaneHost): Promise<LaneRuntime>;
}
