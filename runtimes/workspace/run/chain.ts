/** A ledger with its kernel, as one scenario uses it: blocks one after the other, with the contexts that the scenario prescribes. */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Artifact } from '../../core/artifact.ts';
import type { BlockContext } from '../../core/block.ts';
import { balanceCell, nonceCell, type AccountId } from '../../core/cell.ts';
import type { Effects } from '../../core/effects.ts';
import { integer, quantity, toHex } from '../../core/hex.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Decision, PolicyName } from '../../core/schedule.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { BlockRequest, BlockResult, KernelError } from '../../kernel/block-runner.ts';
import { Kernel, type ExecutorStats, type KernelOptions } from '../../kernel/kernel.ts';
import type { BlockHead, Ledger, LedgerError } from '../../ledger/ledger.ts';
import type { ContractNote } from '../../ledger/store/store-protocol.ts';
import { launchProcess } from '../../process/launch.ts';
import type { Launch } from '../../process/transport.ts';
import type { Registry } from '../../registry.ts';
import type { AccessLearner } from '../../sdk/access-learner.ts';
import { noteOf } from '../lasting/artifact-note.ts';
import { fundBlock, type RunLedger } from '../lasting/run-ledger.ts';
import { HASHES } from '../lasting/start-state.ts';
import { lanesOf, type LaneCounts } from '../scenario/lane-counts.ts';
import type { Scenario } from '../scenario/model.ts';
import { EXECUTOR_ENTRY, runtimeHosts } from './executor-hosts.ts';
import type { ScheduleLane } from '../schedule/schedule-rows.ts';

/** Seconds from one block to the next, as on Ethereum. */
const BLOCK_TIME = 12n;

export interface ChainOptions {
  readonly registry: Registry;
  readonly scenario: Scenario;
  readonly seed: number;
  readonly base: RunLedger;
  /** Executors by runtime. */
  readonly executors: ReadonlyMap<string, number>;
  readonly lanes: LaneCounts | undefined;
  readonly onExecutor: (executor: string, pid: number | undefined) => void;
  /** Whether blocks are remembered as they were run, to be run again; unless false. A chain without end does not. */
  readonly remember?: boolean;
  /** Whether they are remembered with what transactions read and wrote. */
  readonly trace?: boolean;
  /** Whether they are remembered with the steps of transactions that cannot be run again. */
  readonly recordSteps?: boolean;
  /** How executors are started, if not as usual. */
  readonly launch?: Launch;
}

/** `count`: executors of each runtime, one if not given. */
export type SiblingOptions = Partial<Pick<ChainOptions, 'launch' | 'trace' | 'lanes'>> & { readonly count?: number };

/** A block as it was run: what another chain needs to run it again. */
export interface RecordedBlock {
  readonly context: BlockContext;
  readonly transactions: readonly Transaction[];
  readonly decisions: ReadonlyMap<number, Decision>;
  readonly result: BlockResult;
}

export const blockGasLimit = (scenario: Scenario): bigint =>
  scenario.gasLimit ?? BigInt(scenario.blockSize) * 30_000_000n;

export class Chain {
  readonly ledger: Ledger;
  readonly kernel: Kernel;
  /** Every preimage noted by executors. */
  readonly preimages = new Map<string, Uint8Array>();
  readonly blocks: RecordedBlock[] = [];
  /** Contracts deployed. */
  readonly notes: ContractNote[] = [];
  /** Told when an executor's lanes have gone, and when they are there again. */
  onLanes: KernelOptions['onLanes'];
  readonly #options: ChainOptions;
  readonly #learners = new Map<string, AccessLearner>();
  readonly #hashes: string[];
  /** Of the newest block. */
  #timestamp: bigint;

  constructor(options: ChainOptions) {
    const { base, executors } = options;
    this.#options = options;
    this.ledger = base.ledger;
    this.#hashes = [...base.hashes];
    this.#timestamp = base.timestamp;
    // Runtimes without executors are there as well: a contract may turn out to call one.
    const hosts = runtimeHosts(options.registry).map((host) => ({
      ...host,
      executors: executors.get(host.runtime) ?? 0,
      lanes: lanesOf(options.lanes, host.runtime) ?? host.lanes,
    }));
    this.kernel = new Kernel({
      ledger: this.ledger,
      hosts,
      launch: options.launch ?? launchProcess,
      entry: EXECUTOR_ENTRY,
      now: () => performance.now(),
      recordSteps: options.recordSteps === true,
      onExecutor: options.onExecutor,
      onLanes: (...change) => this.onLanes?.(...change),
      forecast: (transactions) => ({
        expect: (index, wanted) => {
          const tx = transactions[index];
          return (tx && this.#learner(tx)?.expect(tx, wanted)) ?? { reads: [], writes: [] };
        },
        observe: (index, effects) => {
          const tx = transactions[index];
          if (tx) this.#learner(tx)?.observe(tx, effects, this.preimages);
        },
      }),
    });
  }

  get registry(): Registry {
    return this.#options.registry;
  }

  get executors(): readonly ExecutorStats[] {
    return this.kernel.executors;
  }

  /** Those of all executors, in their order. */
  get lanes(): readonly ScheduleLane[] {
    const { lanes, registry } = this.#options;
    return this.executors.flatMap(({ id, runtime }) => {
      const count = lanesOf(lanes, runtime) ?? registry.byId(runtime)?.lanes ?? 1;
      return Array.from({ length: count }, (_, lane) => ({ executor: id, runtime, lane }));
    });
  }

  /** Of the newest block; seconds since 1970. */
  get timestamp(): bigint {
    return this.#timestamp;
  }

  /** The context of the block after head. */
  nextContext(): BlockContext {
    const { scenario, seed } = this.#options;
    const number = this.ledger.ahead.head().number + 1;
    return blockContext(scenario, seed, number, this.#timestamp, this.#hashes.slice(0, HASHES));
  }

  /**
   * Runs the next block and keeps a record of it. From `onHandedOver` on the one after it may be run, whose context then is the next one;
   * it fails where this one does.
   */
  async run(
    transactions: readonly Transaction[],
    policy: PolicyName,
    more: Pick<BlockRequest, 'onEvent' | 'onProgress' | 'signal' | 'gate' | 'decisions' | 'recorded'> & {
      readonly context?: BlockContext;
      readonly onHandedOver?: () => void;
    } = {},
  ): Promise<Result<BlockResult, KernelError>> {
    const context = more.context ?? this.nextContext();
    let takeBack = (): void => undefined;
    const result = await this.kernel.runBlock({
      ...more,
      trace: this.#options.trace === true || this.#options.base.file !== undefined,
      context,
      transactions,
      policy,
      onHandedOver: (head) => {
        takeBack = this.#follow(context, head);
        more.onHandedOver?.();
      },
      onPreimages: (preimages) => {
        for (const { hash, preimage } of preimages) this.preimages.set(hash, preimage);
      },
    });
    if (!result.ok) {
      takeBack();
      return result;
    }
    if (this.#options.remember !== false) {
      const { decisions, receipts } = result.value;
      // Of a block that was stopped, what ran.
      const ran = transactions.slice(0, receipts.length);
      this.blocks.push({ context, transactions: ran, decisions, result: this.#kept(result.value) });
    }
    return result;
  }

  #kept({ trace, ...result }: BlockResult): BlockResult {
    return { ...result, ...(this.#options.trace && trace && { trace }) };
  }

  /** Leaves an account this balance (wei), by a block of its own without transactions. Not while a block runs. */
  async fund(account: AccountId, balance: bigint, context: BlockContext): Promise<Result<void, KernelError>> {
    const head = await fundBlock(this.ledger, context, [[balanceCell(account), quantity(balance)]]);
    if (!head.ok) return err({ code: 'ledger', message: head.error.message });
    this.#follow(context, head.value);
    // The kernel did not see it happen.
    return this.kernel.useLedger(this.ledger);
  }

  /** The ledger's file was taken to another of its blocks: executors forget what they know. Not while a block runs. */
  moved(timestamp: bigint, hashes: readonly string[]): Promise<Result<void, KernelError>> {
    this.#timestamp = timestamp;
    this.#hashes.splice(0, this.#hashes.length, ...hashes);
    return this.kernel.useLedger(this.ledger);
  }

  /** The next context is that of the block after this one, until it is taken back, and with it those that followed. */
  #follow(context: BlockContext, head: BlockHead): () => void {
    const before = this.#timestamp;
    this.#timestamp = context.timestamp;
    this.#hashes.unshift(head.id);
    if (this.#hashes.length > 2 * HASHES) this.#hashes.length = 2 * HASHES;
    return () => {
      const at = this.#hashes.indexOf(head.id);
      if (at < 0) return;
      this.#hashes.splice(0, at + 1);
      this.#timestamp = before;
    };
  }

  /** A call from outside, on the state at head. */
  call(
    from: AccountId,
    to: AccountId,
    data: Uint8Array,
    gasLimit: bigint,
    { value = 0n, context = this.nextContext() }: { readonly value?: bigint; readonly context?: BlockContext } = {},
  ): Promise<Result<Effects, KernelError>> {
    const tx: Transaction = {
      from,
      to,
      runtime: this.#defaultRuntime(),
      nonce: 0n,
      value,
      data,
      gasLimit,
      maxFeePerGas: 0n,
      maxPriorityFeePerGas: 0n,
      type: 0,
    };
    return this.kernel.call(tx, context);
  }

  /** The nonce that the account's next transaction must have, as committed. */
  nonce(account: AccountId): bigint {
    return integer(this.ledger.read(nonceCell(account)).value);
  }

  /** A contract that was deployed: a ledger that lasts keeps what it is called and what it was made of. */
  async note(account: AccountId, name: string, artifact: Artifact): Promise<Result<void, LedgerError>> {
    const note = noteOf(account, name, artifact);
    this.notes.push(note);
    return (await this.#options.base.file?.note(note)) ?? ok(undefined);
  }

  /** A chain that begins where this one began, in memory, with one lane of each runtime unless it is told otherwise. */
  sibling({ count = 1, ...changes }: SiblingOptions = {}): Chain {
    const executors = new Map([...this.#options.executors.keys()].map((runtime) => [runtime, count]));
    const base = { ...this.#options.base, ledger: this.#options.base.fresh(), file: undefined };
    return new Chain({ ...this.#options, base, executors, lanes: 1, recordSteps: false, ...changes });
  }

  close(): void {
    this.kernel.close();
  }

  #defaultRuntime(): string {
    return [...this.#options.executors.keys()][0] ?? '';
  }

  #learner({ runtime }: Transaction): AccessLearner | undefined {
    let learner = this.#learners.get(runtime);
    if (learner === undefined) {
      learner = this.registry.byId(runtime)?.createAccessLearner?.();
      if (learner !== undefined) this.#learners.set(runtime, learner);
    }
    return learner;
  }
}

/** The context of a block that follows one of the given timestamp. */
export function blockContext(
  scenario: Scenario,
  seed: number,
  number: number,
  after: bigint,
  blockHashes: readonly string[],
): BlockContext {
  const timestamp = scenario.genesisTime + BLOCK_TIME * BigInt(number);
  return {
    number,
    timestamp: timestamp > after ? timestamp : after + BLOCK_TIME,
    coinbase: scenario.coinbase,
    gasLimit: blockGasLimit(scenario),
    baseFee: scenario.baseFee,
    prevRandao: toHex(sha256(utf8ToBytes(`interleave prevrandao ${seed} ${number}`))),
    difficulty: 0n,
    excessBlobGas: 0n,
    blockHashes,
  };
}
