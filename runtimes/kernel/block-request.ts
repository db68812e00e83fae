/** What goes into the run of a block and what comes out of it. */
import type { BlockContext } from '../core/block.ts';
import type { Preimage } from '../core/effects.ts';
import type { Receipt } from '../core/receipt.ts';
import type { TransactionRecord } from '../core/record.ts';
import type { Decision, PolicyName, ScheduleEvent } from '../core/schedule.ts';
import type { RuntimeId, Transaction } from '../core/transaction.ts';
import type { ToExecutor } from '../core/wire.ts';
import type { BlockHead, BlockTrace } from '../ledger/ledger.ts';
import type { BlockSteps } from './block-steps.ts';
import type { PoolLane } from './executor-pool.ts';
import type { RecordedTransaction, RecordMismatch } from './recorded-effects.ts';
import type { ReplicaFeed } from './replica-feed.ts';
import type { RunGate } from './run-gate.ts';

export interface BlockRequest {
  readonly context: BlockContext;
  readonly transactions: readonly Transaction[];
  readonly policy: PolicyName;
  /** Decisions recorded in an earlier run of this block; they are repeated, not taken anew. */
  readonly decisions?: ReadonlyMap<number, Decision>;
  /** Recorded transactions of an earlier run, by index: they are checked against their record and taken from it, not run. */
  readonly recorded?: ReadonlyMap<number, RecordedTransaction>;
  /** Every decision of the scheduler, as it is taken. */
  readonly onEvent?: (event: ScheduleEvent) => void;
  /** Preimages as executors note them. */
  readonly onPreimages?: (preimages: readonly Preimage[]) => void;
  /** The block is done and on its way to the ledger's disk: the next one may be given, which is then run meanwhile. */
  readonly onHandedOver?: (head: BlockHead) => void;
  /** Committed transactions so far; called often. */
  readonly onProgress?: (committed: number) => void;
  readonly signal?: AbortSignal;
  /** Lets the scheduler's decisions pass; without one all do. Where it is stopped, the block is what has been committed by then. */
  readonly gate?: RunGate;
  /** Whether what people look at afterwards is collected and goes to the ledger with the block: schedule, effects with what was read. */
  readonly trace?: boolean;
  /** Only tests turn validation off, to see that they notice. */
  readonly validate?: boolean;
}

export interface BlockResult {
  readonly head: BlockHead;
  /** As many as there are transactions in the block: fewer than were given where the run was stopped. */
  readonly receipts: readonly Receipt[];
  readonly decisions: ReadonlyMap<number, Decision>;
  /** Of recorded transactions, in block order, whether they ran or were taken from the record given. */
  readonly records: readonly TransactionRecord[];
  /** Reads of the given records that did not fit; the records were applied all the same. */
  readonly mismatches: readonly RecordMismatch[];
  /** What executors died of, by the transaction they were running; for people. */
  readonly losses: ReadonlyMap<number, string>;
  /** Where it was asked for. */
  readonly trace?: BlockTrace;
  /** Of transactions that are recorded, where the kernel records them (`KernelOptions.recordSteps`). */
  readonly steps?: Pick<BlockSteps, 'of'>;
}

export interface KernelError {
  /** `storage`: the ledger's file is in the way; `ledger`: it did not take what the kernel made, which is a bug; `stopped`: before anything of it was committed. */
  readonly code: 'cancelled' | 'stopped' | 'executor' | 'ledger' | 'storage' | 'closed';
  readonly message: string;
}

/** What the runner needs of the kernel's pool. */
export interface LaneAccess {
  lanes(): readonly PoolLane[];
  feed(lane: PoolLane): ReplicaFeed;
  /** The lane's next batch makes it forget all it holds. */
  renewFeed(lane: PoolLane): void;
  send(lane: PoolLane, message: ToExecutor): void;
  /** Progress of a lane: its deadline starts anew; undefined: idle. */
  watch(lane: PoolLane, task: Transaction | undefined): void;
  version(runtime: RuntimeId): string;
  /** Sees to it that there will be a lane of the runtime; false: nobody knows such a runtime. */
  demand(runtime: RuntimeId): boolean;
  /** Starts a lane's executor anew. */
  recycle(lane: PoolLane): void;
}
