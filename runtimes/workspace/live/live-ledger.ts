/** The ledger of a workspace while somebody works with it by hand: every transaction is a block, and what was deployed is still there tomorrow. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Artifact } from '../../core/artifact.ts';
import type { BlockContext } from '../../core/block.ts';
import { balanceCell, codeCell, nonceCell, type AccountId } from '../../core/cell.ts';
import { integer } from '../../core/hex.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { RuntimeId } from '../../core/transaction.ts';
import { refusal } from '../../kernel/admission.ts';
import type { ExecutorStats } from '../../kernel/kernel.ts';
import type { SqliteLedger } from '../../ledger/sqlite-ledger.ts';
import { History } from '../../ledger/store/history.ts';
import { defaultHardfork, type Registry } from '../../registry.ts';
import type { CodeVerdict } from '../../sdk/runtime-module.ts';
import { inTurn } from '../../compiling/in-turn.ts';
import { parseContractAbi } from '../abi/contract-abi.ts';
import { OWN_FOLDER } from '../files/confined-path.ts';
import { LedgerBase } from '../lasting/run-ledger.ts';
import { stateAfter } from '../lasting/start-state.ts';
import { scenarioAccount } from '../scenario/account.ts';
import { Chain } from '../run/chain.ts';
import { CALL_GAS } from '../run/deploy.ts';
import { linkLibraries } from '../run/link-libraries.ts';
import { pricedTransaction } from '../run/priced-transaction.ts';
import { beginRun, configOf, rulesOf } from '../run/run-base.ts';
import { AddressBook } from './address-book.ts';
import { encodeCall, type EncodedCall } from './encode-call.ts';
import { encodeArguments, type ArgumentError } from './live-arguments.ts';
import { LiveHistory } from './live-history.ts';
import { LiveContracts, type LiveContract } from './live-contracts.ts';
import {
  failed,
  kernelError,
  type Answer,
  type Called,
  type Calling,
  type Deploying,
  type LiveError,
  type Planned,
  type Sending,
} from './live-request.ts';
import { ACCOUNT_NAMES, LIVE_LEDGER, liveScenario } from './live-scenario.ts';
import { readLog, type LoggedTransaction } from './transaction-log.ts';
import { verifyLive } from './verify-live.ts';

export interface LiveOptions {
  readonly root: string;
  readonly registry: Registry;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly onExecutor?: (executor: string, pid: number | undefined) => void;
}

/** As much as EIP-7825 leaves to a transaction; only what is used is charged. */
const MOST_GAS = 16_777_216n;

export class LiveLedger {
  readonly contracts = new LiveContracts();
  readonly book: AddressBook;
  readonly #options: LiveOptions;
  readonly #chain: Chain;
  readonly #base: LedgerBase;
  readonly #file: SqliteLedger;
  /** Whoever sends waits for the block before: nonces follow each other. */
  readonly #turn = inTurn();
  #closed = false;
  readonly history: LiveHistory;
  readonly #scenario: ReturnType<typeof liveScenario>;
  #nextTime: bigint | undefined;

  private constructor(options: LiveOptions, base: LedgerBase, chain: Chain, file: SqliteLedger, book: AddressBook) {
    this.#options = options;
    this.#base = base;
    this.#chain = chain;
    this.#file = file;
    this.book = book;
    this.#scenario = liveScenario(options.root);
    this.contracts.load(base.contracts());
    this.history = new LiveHistory(file, (move) =>
      this.#inTurn(async () => {
        const done = await move();
        return done.ok ? this.#moved() : done;
      }),
    );
  }

  /** Opens the workspace's ledger, or makes it. An error is a sentence that says what to do. */
  static async open(options: LiveOptions): Promise<Result<LiveLedger, string>> {
    const { root, registry } = options;
    const scenario = liveScenario(root);
    await mkdir(join(root, OWN_FOLDER), { recursive: true });
    const base = await LedgerBase.open({ ledger: join(root, LIVE_LEDGER) }, registry);
    if (!base.ok) return err(base.error.message);
    const { chainId, hardfork } = rulesOf(scenario, base.value, defaultHardfork);
    const config = configOf(base.value, registry.ledgerConfig(chainId, hardfork));
    const begun = await beginRun(scenario, base.value, config, []);
    if (!begun.ok || begun.value.file === undefined) {
      await base.value.close();
      return err(begun.ok ? 'the live ledger is no file' : begun.error.message);
    }
    const transfers = registry.ids[0];
    const chain = new Chain({
      registry,
      scenario,
      seed: scenario.seed,
      base: begun.value,
      executors: new Map(transfers === undefined ? [] : [[transfers, 1]]),
      lanes: undefined,
      onExecutor: (executor, pid) => options.onExecutor?.(executor, pid),
      remember: false,
    });
    return ok(new LiveLedger(options, base.value, chain, begun.value.file, await AddressBook.open(root)));
  }

  get file(): SqliteLedger {
    return this.#file;
  }

  get executors(): readonly ExecutorStats[] {
    return this.#chain.executors;
  }

  /** Starts what contracts of a runtime will need. */
  warm(runtime: RuntimeId): void {
    this.#chain.kernel.warm(runtime);
  }

  /** Everybody who has a name: accounts, contracts, and whom the address book has. */
  get names(): ReadonlyMap<string, AccountId> {
    return new Map([
      ...ACCOUNT_NAMES.map((name, n): [string, AccountId] => [name, scenarioAccount(n)]),
      ...this.contracts.all.map(({ name, address }): [string, AccountId] => [name, address]),
      ...[...this.book.names].map(([address, name]): [string, AccountId] => [name, address]),
    ]);
  }

  balance(account: AccountId): bigint {
    return integer(this.#file.read(balanceCell(account)).value);
  }

  nonce(account: AccountId): bigint {
    return integer(this.#file.read(nonceCell(account)).value);
  }

  /** Adds to an account's balance. */
  fund(account: AccountId, amount: bigint): Answer<void> {
    return this.#inTurn(async () => {
      const done = await this.#chain.fund(account, this.balance(account) + amount, this.#context());
      return done.ok ? done : err(kernelError(done.error));
    });
  }

  /** Deploys libraries, then the contract; the transaction says how it ended, and only a success makes a contract. */
  deploy(
    request: Deploying,
  ): Answer<{ readonly sent: LoggedTransaction; readonly contract: LiveContract | undefined }> {
    return this.#inTurn(async () => {
      const { artifact, siblings, args } = request;
      const abi = parseContractAbi(artifact.abi);
      if (!abi.ok) return failed('unknown', `${artifact.contract}: ${abi.error}`);
      const encode = (code: Uint8Array): Result<Uint8Array, ArgumentError> =>
        encodeArguments(args, abi.value.constructorInputs, code, `${artifact.contract}.constructor`, this.names);
      // Before anything is deployed, libraries included.
      const checked = encode(new Uint8Array(0));
      if (!checked.ok) return err({ code: 'argument', ...checked.error });
      const linked = await linkLibraries<LiveError>(artifact, siblings, {
        registry: this.#options.registry,
        // Anew each time: they may have been edited since.
        deployed: new Map(),
        deploy: (library) => this.#deployLibrary(library, request),
        refuse: (message) => ({ code: 'refused', message: `${artifact.contract}: ${message}` }),
      });
      if (!linked.ok) return linked;
      const data = encode(linked.value.code);
      if (!data.ok) return err({ code: 'argument', ...data.error });
      const sent = await this.#send(null, data.value, artifact.runtime, request);
      if (!sent.ok) return sent;
      const { outcome } = sent.value.receipt;
      if (outcome.status !== 'success' || outcome.created === undefined)
        return ok({ sent: sent.value, contract: undefined });
      const noted = await this.#note(outcome.created, artifact);
      return noted.ok ? ok({ sent: sent.value, contract: noted.value }) : noted;
    });
  }

  /** A contract that is there already gets a name and an ABI. */
  adopt(address: AccountId, artifact: Artifact): Answer<LiveContract> {
    return this.#inTurn(async () => {
      if (this.#file.read(codeCell(address)).value === '')
        return failed('unknown', `there is no contract at 0x${address} on this ledger`);
      return this.#note(address, artifact);
    });
  }

  /** Whether the code at an address is what the compiler made of a source. */
  verify(address: AccountId, artifact: Artifact): Result<CodeVerdict, LiveError> {
    return verifyLive(this.#file, this.#options.registry, address, artifact);
  }

  /** When the next block is; undefined: now. Seconds since 1970. */
  get nextTime(): bigint | undefined {
    return this.#nextTime;
  }

  /** Of the next block alone; those after it follow from there, or from now where that is later. */
  setNextTime(time: bigint | undefined): Result<void, LiveError> {
    const least = this.#chain.timestamp + 1n;
    if (time !== undefined && time < least)
      return failed('refused', `blocks follow each other: the next one is at ${least} (seconds since 1970) or later`);
    this.#nextTime = time;
    return ok(undefined);
  }

  /** Of the newest block. Seconds since 1970. */
  get time(): bigint {
    return this.#chain.timestamp;
  }

  async call(request: Calling, signal?: AbortSignal): Answer<Called> {
    const encoded = this.#encode(request);
    if (!encoded.ok) return encoded;
    const { data, called } = encoded.value;
    const { from, to, value } = request;
    // In turn, so that the ledger does not move meanwhile.
    const effects = await this.#turn('block', () =>
      this.#chain.call(from, to, data, CALL_GAS, { value, context: this.#context() }),
    );
    if (signal?.aborted) return failed('busy', 'cancelled');
    return effects.ok ? ok({ function: called, effects: effects.value }) : err(kernelError(effects.error));
  }

  /** The transaction that `send` would send now, and its place: nothing is run. */
  plan(request: Calling): Answer<Planned> {
    return this.#inTurn(() => {
      const encoded = this.#encode(request);
      return Promise.resolve(encoded.ok ? this.#plan(request.to, encoded.value.data, '', request) : encoded);
    });
  }

  send(request: Calling): Answer<LoggedTransaction> {
    return this.#inTurn(async () => {
      const encoded = this.#encode(request);
      return encoded.ok ? this.#send(request.to, encoded.value.data, '', request) : encoded;
    });
  }

  /** Value alone, to a person or a contract. */
  transfer(to: AccountId, sending: Sending): Answer<LoggedTransaction> {
    return this.#inTurn(() => this.#send(to, new Uint8Array(0), '', sending));
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#chain.close();
    await this.#base.close();
  }

  /** Closes it when nothing is under way. */
  end(): Promise<void> {
    return this.#turn('block', () => this.close());
  }

  #inTurn<R extends Result<unknown, LiveError>>(work: () => Promise<R>): Promise<R | ReturnType<typeof failed>> {
    return this.#turn<R | ReturnType<typeof failed>>('block', () =>
      this.#closed ? Promise.resolve(failed('busy', 'another ledger was opened meanwhile: try again')) : work(),
    );
  }

  /** The file stands at another block: nothing that was known of it holds. */
  async #moved(): Answer<void> {
    const { timestamp, hashes, contracts } = stateAfter(new History(this.#file.reader), this.#file.at, () => undefined);
    const used = await this.#chain.moved(timestamp, hashes);
    if (!used.ok) return err(kernelError(used.error));
    this.contracts.load(contracts());
    return used;
  }

  #encode(request: Calling): Result<EncodedCall, LiveError> {
    return encodeCall(request, this.contracts, this.names);
  }

  async #deployLibrary(library: Artifact, sending: Sending): Answer<AccountId> {
    const sent = await this.#send(null, library.code, library.runtime, { ...sending, value: 0n });
    if (!sent.ok) return sent;
    const { outcome } = sent.value.receipt;
    return outcome.status === 'success' && outcome.created !== undefined
      ? ok(outcome.created)
      : failed('refused', `the library ${library.contract} was not deployed: ${outcome.status}`);
  }

  #plan(to: AccountId | null, data: Uint8Array, runtime: RuntimeId, sending: Sending): Result<Planned, LiveError> {
    const { ledger, registry } = this.#chain;
    const hint = runtime === '' ? (registry.ids[0] ?? '') : runtime;
    const { from, value } = sending;
    const gas = sending.gas ?? registry.gasCap(ledger.config) ?? MOST_GAS;
    const transaction = pricedTransaction(
      { from, to, value, data, gas },
      hint,
      this.nonce(from),
      this.#scenario.baseFee,
    );
    const context = this.#context();
    const module = registry.byId(hint);
    const refused = refusal(transaction, {
      ledger,
      context,
      intrinsicGas: (tx) => module?.intrinsicGas(tx, ledger.config) ?? 0n,
      gasCap: registry.gasCap(ledger.config),
    });
    return refused === undefined ? ok({ transaction, context, parent: this.#file.at }) : failed('refused', refused);
  }

  async #send(to: AccountId | null, data: Uint8Array, runtime: RuntimeId, sending: Sending): Answer<LoggedTransaction> {
    const planned = this.#plan(to, data, runtime, sending);
    if (!planned.ok) return planned;
    const { transaction, context } = planned.value;
    const result = await this.#chain.run([transaction], this.#scenario.policy, { context });
    if (!result.ok) return err(kernelError(result.error));
    this.#nextTime = undefined;
    const [logged] = readLog(this.#file, undefined, 1);
    return logged === undefined ? failed('ledger', 'the block is not in the ledger') : ok(logged);
  }

  async #note(address: AccountId, artifact: Artifact): Answer<LiveContract> {
    const name = this.contracts.freeName(artifact.contract);
    const noted = await this.#chain.note(address, name, artifact);
    if (!noted.ok) return failed('ledger', noted.error.message);
    this.contracts.add(address, name, artifact);
    const contract = this.contracts.at(address);
    return contract === undefined ? failed('unknown', `${artifact.contract} has no ABI`) : ok(contract);
  }

  /** Of the next block: now or what was set, but later than the block before. */
  #context(): BlockContext {
    const now = this.#nextTime ?? BigInt(Math.floor(this.#options.now() / 1000));
    const after = this.#chain.timestamp;
    return { ...this.#chain.nextContext(), timestamp: now > after ? now : after + 1n };
  }
}
