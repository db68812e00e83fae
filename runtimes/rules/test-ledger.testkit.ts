/** A ledger of one block in memory and a lane on it, for tests. */
import {
  accountId,
  addQuantity,
  balanceCell,
  codeCell,
  codeValue,
  nonceCell,
  type AccountId,
  type CellKey,
  type CellValue,
} from '../core/cell.ts';
import type { BlockContext, LedgerConfig } from '../core/block.ts';
import { fromHex, quantity, toHex } from '../core/hex.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Transaction } from '../core/transaction.ts';
import { GENESIS } from '../core/version.ts';
import type { LaneTracer } from '../executor/lane-tracer.ts';
import { TracedJournal } from '../executor/traced-journal.ts';
import { TransactionJournal, type JournalResult, type StateView } from '../executor/transaction-journal.ts';
import { MAX_HOPS, type FrameCall, type FrameResult } from '../core/frame.ts';
import type { RuntimeId } from '../core/transaction.ts';
import type { FrameScene } from '../sdk/frame-scene.ts';
import type { Execution, ExecutionMode, ExecutorModule, LaneHost, LaneRuntime } from '../sdk/runtime.ts';
import { keccak256 } from './keccak.ts';

export const ALICE = accountId('a11ce'.padStart(40, '0'));
export const BOB = accountId('b0b'.padStart(40, '0'));
export const CAROL = accountId('ca401'.padStart(40, '0'));
export const TARGET = accountId('7a46e7'.padStart(40, '0'));
export const COINBASE = accountId('c0ffee'.padStart(40, '0'));
export const ETHER = 10n ** 18n;

export const BLOCK: BlockContext = {
  number: 5,
  timestamp: 1_000n,
  coinbase: COINBASE,
  gasLimit: 30_000_000n,
  baseFee: 7n,
  prevRandao: 'ab'.repeat(32),
  difficulty: 0n,
  excessBlobGas: 0n,
  blockHashes: ['11'.repeat(32), '22'.repeat(32)],
};

export interface Ran extends JournalResult {
  readonly execution: Execution;
  /** @throws where the transaction was misrouted. */
  readonly outcome: Outcome;
  readonly gasUsed: bigint;
}

export class LaneLedger {
  readonly cells = new Map<CellKey, CellValue>();
  readonly codes = new Map<string, Uint8Array>();
  readonly preimages = new Map<string, string>();
  /** Calls that left for other runtimes, and what comes back. */
  readonly foreign: { readonly runtime: string; readonly call: FrameCall; result?: FrameResult }[] = [];
  answer: (call: FrameCall) => FrameResult = ({ refund }) => ({
    status: 'trap',
    output: new Uint8Array(0),
    gasLeft: 0n,
    refund,
    reason: 'no such runtime',
  });
  /** Where the steps of transactions go, of lanes made from then on. */
  tracer: LaneTracer | undefined;
  readonly #modules = new Map<RuntimeId, ExecutorModule>();
  readonly #lanes = new Map<RuntimeId, LaneRuntime>();
  #scene: FrameScene | undefined;
  readonly #runtime: string;
  readonly #hardfork: string;
  readonly #more: Partial<LedgerConfig>;

  /** `more`: of the ledger's configuration. */
  constructor(module: ExecutorModule, runtime: string, hardfork: string, more: Partial<LedgerConfig> = {}) {
    this.#more = more;
    this.#modules.set(runtime, module);
    this.#runtime = runtime;
    this.#hardfork = hardfork;
    for (const account of [ALICE, BOB]) this.cells.set(balanceCell(account), quantity(100n * ETHER));
  }

  /** Gives another runtime a lane: calls of its contracts run there, and so do its transactions. `answer` is for all others. */
  join(runtime: RuntimeId, module: ExecutorModule): void {
    this.#modules.set(runtime, module);
  }

  /** Goes on with new lanes, which have run nothing yet. */
  renew(): void {
    this.#lanes.clear();
  }

  /** Installs code that is there from the beginning. */
  install(account: AccountId, code: string | Uint8Array, runtime = this.#runtime): void {
    const bytes = typeof code === 'string' ? fromHex(code) : code;
    this.cells.set(codeCell(account), codeValue(runtime, this.putCode(bytes)));
  }

  /** Code that no account has. @returns its hash. */
  putCode(bytes: Uint8Array): string {
    const hash = toHex(keccak256(bytes));
    this.codes.set(hash, bytes);
    return hash;
  }

  /** Executes without committing. */
  async run(
    changes: Partial<Transaction>,
    mode: ExecutionMode = 'transaction',
    block: BlockContext = BLOCK,
  ): Promise<Ran> {
    for (const [runtime, module] of this.#modules)
      if (!this.#lanes.has(runtime)) this.#lanes.set(runtime, await module.createLane(this.#host));
    const tx = this.transaction(changes);
    const attempt = async (runtime: RuntimeId): Promise<[TransactionJournal, Execution]> => {
      const view: StateView = (key) => ({ value: this.cell(key), version: GENESIS, byValue: false });
      const journal = this.tracer ? new TracedJournal(view, this.tracer) : new TransactionJournal(view);
      this.#scene = { tx, block, journal, mode };
      const execution = await (this.#lanes.get(runtime) as LaneRuntime).execute(tx, block, journal, mode);
      const elsewhere = execution.kind === 'misrouted' && this.#lanes.has(execution.runtime);
      return elsewhere ? attempt(execution.runtime) : [journal, execution];
    };
    const [journal, execution] = await attempt(this.#runtime);
    return {
      ...journal.finish(),
      execution,
      get outcome() {
        if (execution.kind !== 'done') throw new Error(`misrouted to ${execution.runtime}`);
        return execution.outcome;
      },
      gasUsed: execution.kind === 'done' ? execution.gasUsed : 0n,
    };
  }

  get #host(): LaneHost {
    return {
      config: this.config,
      tracer: this.tracer,
      code: (hash) => {
        const bytes = this.codes.get(hash);
        if (bytes === undefined) throw new Error(`no code ${hash}`);
        return bytes;
      },
      call: (runtime, call) => {
        const entry: (typeof this.foreign)[number] = { runtime, call };
        this.foreign.push(entry);
        const lane = this.#lanes.get(runtime);
        if (lane === undefined) return this.answer(call);
        const { gas: gasLeft, refund } = call;
        const hops = call.hops + 1;
        if (hops > MAX_HOPS)
          return { status: 'trap', output: new Uint8Array(0), gasLeft, refund, reason: 'too many changes of runtime' };
        const result = lane.frame({ ...call, hops }, this.#scene as FrameScene);
        const noted = (one: FrameResult): FrameResult => (entry.result = one);
        return result instanceof Promise ? result.then(noted) : noted(result);
      },
      notePreimage: (hash, preimage) => this.preimages.set(toHex(hash), toHex(preimage)),
    };
  }

  get config(): LedgerConfig {
    return { chainId: 1n, hardfork: this.#hardfork, ...this.#more };
  }

  /** Executes and commits. */
  async send(changes: Partial<Transaction>, block: BlockContext = BLOCK): Promise<Ran> {
    const ran = await this.run(changes, 'transaction', block);
    for (const { key, value } of ran.writes) this.cells.set(key, value);
    for (const { key, amount } of ran.deltas) this.cells.set(key, addQuantity(this.cells.get(key) ?? '', amount));
    for (const { hash, bytes } of ran.codes) this.codes.set(hash, bytes);
    return ran;
  }

  transaction(changes: Partial<Transaction>): Transaction {
    const from = changes.from ?? ALICE;
    return {
      from,
      to: TARGET,
      runtime: this.#runtime,
      nonce: BigInt(`0x0${this.cells.get(nonceCell(from)) ?? ''}`),
      value: 0n,
      data: new Uint8Array(0),
      gasLimit: 1_000_000n,
      maxFeePerGas: 10n,
      maxPriorityFeePerGas: 2n,
      type: changes.authorizations !== undefined ? 4 : changes.blobHashes !== undefined ? 3 : 0,
      ...changes,
    };
  }

  cell(key: CellKey): CellValue {
    return this.cells.get(key) ?? '';
  }
}

export const keysOf = (entries: readonly { readonly key: CellKey }[]): CellKey[] => entries.map(({ key }) => key);
