/**
 * Runs a transaction once more on what it saw, by executors that tell every step, and keeps these. The hot path knows nothing of it: its
 * executors are others.
 */
import type { BlockContext } from '../core/block.ts';
import type { Receipt } from '../core/receipt.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Transaction } from '../core/transaction.ts';
import type { RuntimeHost } from '../kernel/executor-pool.ts';
import { Kernel } from '../kernel/kernel.ts';
import { canonicalConfig } from '../ledger/config-digest.ts';
import type { Launch } from '../process/transport.ts';
import { describeDifference } from './receipt-difference.ts';
import { replayLedger, type ReplayState } from './replay-ledger.ts';

/** Bytes of steps that are kept: some ten million instructions. What comes after is run, and not kept. */
const MOST = 192 << 20;

export interface ReplayerOptions {
  readonly hosts: readonly Omit<RuntimeHost, 'executors'>[];
  readonly launch: Launch;
  /** Entry module of executor processes. */
  readonly entry: string;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
}

export interface ReplayRequest {
  readonly state: ReplayState;
  readonly context: BlockContext;
  readonly transaction: Transaction;
  /** What was recorded of it: a replay that comes to something else is refused. Without it: a planned call. */
  readonly receipt?: Receipt;
  readonly signal?: AbortSignal;
}

/** The steps of a transaction (core/step-trace.ts reads them). */
export interface RecordedTrace {
  readonly chunks: readonly Uint8Array[];
  readonly receipt: Receipt;
  /** It went on after what is kept. */
  readonly isCut: boolean;
  /** As its executors noted them: keys of mappings. */
  readonly preimages: ReadonlyMap<string, Uint8Array>;
}

export class Replayer {
  readonly #options: ReplayerOptions;
  #kernel: { readonly kernel: Kernel; readonly rules: string } | undefined;
  #chunks: Uint8Array[] = [];
  #bytes = 0;
  /** Executors note each once. */
  readonly #preimages = new Map<string, Uint8Array>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: ReplayerOptions) {
    this.#options = options;
  }

  /** One after the other. The error is a sentence. */
  replay(request: ReplayRequest): Promise<Result<RecordedTrace, string>> {
    const answer = this.#turn.then(() => this.#replay(request));
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  close(): void {
    this.#kernel?.kernel.close();
    this.#kernel = undefined;
  }

  async #replay({
    state,
    context,
    transaction,
    receipt,
    signal,
  }: ReplayRequest): Promise<Result<RecordedTrace, string>> {
    const kernel = await this.#kernelFor(state);
    this.#forget();
    const ran = await kernel.runBlock({
      context,
      transactions: [transaction],
      policy: 'serial',
      onPreimages: (noted) => {
        for (const { hash, preimage } of noted) this.#preimages.set(hash, preimage);
      },
      ...(signal && { signal }),
    });
    const chunks = this.#chunks;
    const isCut = this.#bytes > MOST;
    this.#forget();
    if (!ran.ok) return err(ran.error.message);
    const [replayed] = ran.value.receipts;
    if (replayed === undefined) return err('the replay has no receipt');
    const difference = receipt && describeDifference(receipt, replayed);
    return difference === undefined
      ? ok({ chunks, receipt: receipt ?? replayed, isCut, preimages: new Map(this.#preimages) })
      : err(difference);
  }

  #forget(): void {
    this.#chunks = [];
    this.#bytes = 0;
  }

  /** Executors are made for a ledger's configuration. */
  async #kernelFor(state: ReplayState): Promise<Kernel> {
    const { hosts, launch, entry, now } = this.#options;
    const ledger = replayLedger(state);
    const rules = canonicalConfig(state.config);
    if (this.#kernel?.rules === rules && (await this.#kernel.kernel.useLedger(ledger)).ok) return this.#kernel.kernel;
    this.close();
    const kernel = new Kernel({
      ledger,
      // Started when something of the runtime is to run.
      hosts: hosts.map((host) => ({ ...host, executors: 0, lanes: 1 })),
      launch,
      entry,
      now,
      onSteps: (steps) => {
        this.#bytes += steps.length;
        if (this.#bytes <= MOST) this.#chunks.push(steps);
      },
    });
    this.#kernel = { kernel, rules };
    return kernel;
  }
}
