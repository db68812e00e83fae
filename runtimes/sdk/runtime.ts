/**
 * What a runtime implements to execute contracts on the shared ledger. One `LaneRuntime` lives in each lane (a worker thread of an
 * executor process) and runs one transaction at a time.
 */
import type { BlockContext, LedgerConfig } from '../core/block.ts';
import type { FrameCall, FrameResult } from '../core/frame.ts';
import type { Outcome } from '../core/outcome.ts';
import type { CodePlace } from '../core/probe.ts';
import type { RuntimeId, Transaction } from '../core/transaction.ts';
import type { FrameScene } from './frame-scene.ts';
import type { Journal } from './journal.ts';
import type { Tracer } from './tracer.ts';

export interface LaneHost {
  readonly config: LedgerConfig;
  /** Where a debugger listens: the lane tells it every step. Otherwise it is not there, and costs nothing. */
  readonly tracer?: Tracer | undefined;
  /** Code by its keccak-256 (64 hex digits). Blocks the lane on a miss. @throws LaneError where the ledger has no such code. */
  code(hash: string): Uint8Array;
  /** Notes a keccak-256 preimage, so that people can be shown the names of mapping cells. Cheap to call again. */
  notePreimage(hash: Uint8Array, preimage: Uint8Array): void;
  /**
   * Runs a frame of the transaction in progress in another runtime and waits for it: the lane is blocked, but for deeper frames of the
   * same transaction, which run on its stack (`LaneRuntime.frame`). The answer is a promise only where a deeper frame's was.
   * `call.hops` is the caller's own; one more than MAX_HOPS is a trap that costs nothing.
   * @throws Abandoned where the transaction was taken back: let it pass, contract code must not see it.
   */
  call(runtime: RuntimeId, call: FrameCall): FrameResult | Promise<FrameResult>;
}

/** Thrown through a runtime when its transaction was taken back while a frame waited. Nothing of it counts any more. */
export class Abandoned extends Error {
  constructor() {
    super('the transaction was taken back');
  }
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
  /**
   * Runs code of this runtime for a frame that another runtime called. The caller has opened the checkpoint, moved the value and
   * checked the depth, and will settle the checkpoint by the result. Between two frames of one transaction the lane runs nothing else.
   */
  frame(call: FrameCall, scene: FrameScene): Promise<FrameResult> | FrameResult;
  /** Where it stands; undefined: in no code. Asked from within calls of the journal, by probes only. */
  place?(): CodePlace | undefined;
  /** It has taken in as much as it may keep: its process is replaced before it runs anything else. Asked between transactions. */
  isSpent?(): boolean;
}

/** What a runtime's `executor.ts` exports: a lane's thread loads that module, and asks it for the lane. */
export interface ExecutorModule {
  createLane(host: LaneHost): Promise<LaneRuntime>;
}
