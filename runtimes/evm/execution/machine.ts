import {
  EVM,
  EVMError,
  NobleBN254,
  type EVMResult,
  type EVMRunCallOpts,
  Message,
  type ExecResult,
} from '@ethereumjs/evm';
import { Address } from '@ethereumjs/util';
import type { Precompile } from '../../core/block.ts';
import type { AccountId, CellValue } from '../../core/cell.ts';
import type { CodePlace } from '../../core/probe.ts';
import type { TracedFrame } from '../../core/step-trace.ts';
import type { RuntimeId } from '../../core/transaction.ts';
import type { FrameScene } from '../../sdk/frame-scene.ts';
import type { Journal } from '../../sdk/journal.ts';
import type { LaneHost } from '../../sdk/runtime.ts';
import type { Tracer } from '../../sdk/tracer.ts';
import { RUNTIME } from '../manifest.ts';
import type { FrameCall, FrameRecord, FrameResult } from '../../core/frame.ts';
import { runtimeOf, type Accounts } from '../../rules/accounts.ts';
import { Blocks, type BlockHashes } from './blocks.ts';
import { analyse, type CodeAnalysis } from './code-analysis.ts';
import { createAddress, create2Address } from '../../rules/created-address.ts';
import { delegateOf } from '../../rules/delegation.ts';
import { COUNTER_ACCOUNT } from '../counter-account.ts';
import { CounterPrecompile } from './counter-precompile.ts';
import { failed, NOTHING, unknownToLibrary } from './failures.ts';
import { Frame } from './frame.ts';
import { JournalAccount } from './journal-account.ts';
import type { LaneCommon } from './lane-common.ts';
import { installOpcodes } from './opcodes.ts';
import type { Rules } from '../../rules/rules.ts';
import { accountOf, JournalStateManager } from './state-manager.ts';
import { decodeHex } from '../../core/hex.ts';
import { callAcross } from '../../rules/call-across.ts';
import { saidTo } from '../../rules/console.ts';
import { gasPriceOf } from '../../rules/gas-price.ts';
import { WarmSet } from '../../rules/warm-set.ts';
import { libraryJournal } from './library-journal.ts';

const ERRORS = EVMError.errorMessages;

export interface MachineParts {
  readonly host: Pick<LaneHost, 'call' | 'config' | 'tracer'>;
  readonly common: LaneCommon;
  readonly rules: Rules;
  readonly accounts: Accounts;
  readonly hashes: BlockHashes;
}

/**
 * The library's machine with its messages taken over: what a call or a creation does to accounts is done here, on cells, under
 * checkpoints of the one journal. Opcodes, prices, precompiles, stack and memory are the library's. One machine per lane.
 */
export class Machine extends EVM {
  readonly rules: Rules;
  readonly accounts: Accounts;
  readonly warmSet: WarmSet;
  readonly #blocks: Blocks;
  readonly #hashes: BlockHashes;
  readonly #analyses = new WeakMap<Uint8Array, CodeAnalysis>();
  readonly #host: MachineParts['host'];
  /** Code of other runtimes that answers for accounts. */
  readonly #bound: Readonly<Record<string, Precompile>>;
  #journal: Journal | undefined;
  readonly #counters: CounterPrecompile;
  /** Messages that another runtime ran. */
  readonly #foreign = new WeakMap<Message, RuntimeId>();
  /** Changes of runtime down to the frame that runs. */
  #hops = 0;
  /** The innermost frame. */
  #running: Frame | undefined;

  constructor({ host, common, rules, accounts, hashes }: MachineParts) {
    super({
      common,
      blockchain: hashes,
      stateManager: new JournalStateManager(accounts, !rules.sweepsEmpty),
      bn254: new NobleBN254(),
    });
    this.rules = rules;
    this.accounts = accounts;
    this.#host = host;
    this.#bound = host.config.precompiles ?? {};
    this.warmSet = new WarmSet(
      accounts,
      new Set([...this.precompiles.keys(), COUNTER_ACCOUNT, ...Object.keys(this.#bound)]),
    );
    this.#counters = new CounterPrecompile(accounts, rules, this.warmSet);
    this.journal = libraryJournal(this.warmSet);
    this.#blocks = new Blocks(rules);
    this.#hashes = hashes;
    installOpcodes(this._opcodeMap, rules);
  }

  get opcodeTable(): EVM['_opcodeMap'] {
    return this._opcodeMap;
  }

  get tracer(): Tracer | undefined {
    return this.#host.tracer;
  }

  get logger(): EVM['performanceLogger'] {
    return this.performanceLogger;
  }

  begin({ tx, block, journal }: FrameScene): void {
    // Always: a payment that runs no code in between has only these.
    this.accounts.begin(journal);
    // A deeper frame of a transaction that has frames open here must leave them as they are.
    if (journal === this.#journal) return;
    this.#journal = journal;
    this.#hashes.begin(block);
    this._block = this.#blocks.of(block);
    this._tx = { gasPrice: gasPriceOf(tx, block, this.rules), origin: new Address(decodeHex(tx.from)) };
    this.#hops = 0;
    this.#running = undefined;
  }

  /** Where the innermost frame stands. */
  place(): CodePlace | undefined {
    return this.#running?.place;
  }

  isPrecompile(account: AccountId): boolean {
    return this.precompiles.has(account) || account === COUNTER_ACCOUNT;
  }

  /** Kept as long as the code is. */
  analysisOf(code: Uint8Array): CodeAnalysis {
    let analysis = this.#analyses.get(code);
    if (analysis === undefined) {
      analysis = analyse(code);
      this.#analyses.set(code, analysis);
    }
    return analysis;
  }

  override runCall({ message }: EVMRunCallOpts): Promise<EVMResult> {
    if (message === undefined) throw new Error('evm: the machine runs messages');
    return this.runMessage(message);
  }

  /** Runs a call or a creation under a checkpoint of its own. */
  async runMessage(message: Message): Promise<EVMResult> {
    const { to } = message;
    const { journal } = this.accounts;
    if (to === undefined) {
      const created = this.#addressFor(message);
      // EIP-2929: stays warm whatever comes of the creation.
      if (this.rules.hasWarmSet) this.warmSet.warm(accountOf(created));
      journal.checkpoint();
      const execResult = await this.#create(message, created);
      return this.#settled(message, created, { createdAddress: created, execResult });
    }
    journal.checkpoint();
    return this.#settled(message, to, { execResult: await this.#call(message, to) });
  }

  /** Runs a frame that another runtime called: its caller has opened the checkpoint and moved the value. */
  async runFrame(call: FrameCall): Promise<FrameResult> {
    const account = new Address(decodeHex(call.account));
    const delegates = call.codeAccount !== call.account;
    const message = new Message({
      caller: new Address(decodeHex(call.caller)),
      to: account,
      ...(delegates && { codeAddress: new Address(decodeHex(call.codeAccount)), delegatecall: true }),
      gasLimit: call.gas,
      value: call.value,
      data: call.data,
      isStatic: call.isStatic,
      depth: call.depth,
      gasRefund: call.refund,
    });
    const before = this.#hops;
    this.#hops = call.hops;
    const result = await this.#enter(message, account, call.codeAccount, this.#codeOf(call.codeAccount));
    this.#hops = before;
    return frameResult(call, result);
  }

  #settled(message: Message, to: Address, result: EVMResult): EVMResult {
    const { journal } = this.accounts;
    if (message.depth > 0) this.#record(message, to, result.execResult);
    if (result.execResult.exceptionError === undefined) journal.commit();
    else journal.revert();
    return result;
  }

  #record(message: Message, to: Address, { executionGasUsed, exceptionError }: ExecResult): void {
    const account = accountOf(to);
    const said = saidTo(account, message.data);
    this.accounts.journal.recordFrame({
      ...(said !== undefined && { said }),
      runtime: this.#foreign.get(message) ?? RUNTIME,
      depth: message.depth,
      kind: kindOf(message),
      caller: accountOf(message.caller),
      account,
      code: message._codeAddress === undefined ? account : accountOf(message._codeAddress),
      value: message.value,
      selector: message.data.slice(0, 4),
      gas: message.gasLimit,
      gasUsed: executionGasUsed,
      status: statusOf(exceptionError),
    });
  }

  async #call(message: Message, to: Address): Promise<ExecResult> {
    const { accounts } = this;
    const target = accountOf(to);
    const codeAccount = message._codeAddress === undefined ? target : accountOf(message._codeAddress);
    const code = this.#codeOf(codeAccount);
    if (!message.delegatecall) {
      accounts.transfer(accountOf(message.caller), target, message.value);
      // What has code is not empty, so touching it would change nothing; nor would it for CALLCODE, which targets its caller.
      if (code === '' && codeAccount === target) accounts.touch(target);
    }
    return this.#enter(message, to, codeAccount, code);
  }

  #codeOf(codeAccount: AccountId): CellValue {
    const hasNone = this.precompiles.has(codeAccount) || this.#bound[codeAccount] !== undefined;
    return hasNone ? '' : this.accounts.code(codeAccount);
  }

  async #enter(message: Message, to: Address, codeAccount: AccountId, code: CellValue): Promise<ExecResult> {
    const bound = this.#bound[codeAccount];
    if (bound !== undefined) return this.#callForeign(message, to, codeAccount, bound.runtime);
    const precompile = this.precompiles.get(codeAccount);
    if (codeAccount === COUNTER_ACCOUNT) return this.#count(message, codeAccount === accountOf(to));
    if (precompile !== undefined) {
      const result = await this.runPrecompile(precompile, message.data, message.gasLimit);
      return { ...result, gasRefund: message.gasRefund };
    }
    if (code === '') return { returnValue: NOTHING, executionGasUsed: 0n, gasRefund: message.gasRefund };
    return this.#runCode(message, to, code);
  }

  async #runCode(message: Message, to: Address, code: CellValue): Promise<ExecResult> {
    const { accounts } = this;
    let runtime = runtimeOf(code);
    let codeAccount = accountOf(message._codeAddress ?? to);
    if (runtime !== RUNTIME) return this.#callForeign(message, to, codeAccount, runtime ?? '');
    let bytes = accounts.codeBytes(code);
    const delegate = this.rules.hasDelegations ? delegateOf(bytes) : undefined;
    if (delegate !== undefined) {
      if (message.depth === 0) this.warmSet.warm(delegate);
      const delegated = accounts.code(delegate);
      runtime = delegated === '' ? RUNTIME : runtimeOf(delegated);
      codeAccount = delegate;
      if (runtime !== RUNTIME) return this.#callForeign(message, to, codeAccount, runtime ?? '');
      // A precompile has no code, and delegating to one runs none (EIP-7702).
      bytes = accounts.codeBytes(delegated);
    }
    if (bytes.length === 0) return { returnValue: NOTHING, executionGasUsed: 0n, gasRefund: message.gasRefund };
    return this.#runFrame(message, to, bytes);
  }

  /** A call leaves for the runtime that the target's code is for. */
  async #callForeign(message: Message, to: Address, codeAccount: AccountId, runtime: string): Promise<ExecResult> {
    this.#foreign.set(message, runtime);
    const pending = callAcross(this.#host, runtime, {
      account: accountOf(to),
      codeAccount,
      caller: accountOf(message.caller),
      value: message.value,
      // The library hands over a view of memory.
      data: message.data.slice(),
      gas: message.gasLimit,
      isStatic: message.isStatic,
      depth: message.depth,
      hops: this.#hops,
      refund: message.gasRefund,
    });
    const result = pending instanceof Promise ? await pending : pending;
    const gasUsed = message.gasLimit - result.gasLeft;
    switch (result.status) {
      case 'success':
        return { returnValue: result.output, executionGasUsed: gasUsed, gasRefund: result.refund };
      case 'revert':
        return failed(new EVMError(ERRORS.REVERT), gasUsed, result.output);
      case 'outOfGas':
        return failed(new EVMError(ERRORS.OUT_OF_GAS), gasUsed);
      case 'trap':
        return failed(unknownToLibrary(result.reason), gasUsed);
    }
  }

  #count(message: Message, isOwn: boolean): ExecResult {
    // In a delegate call the counter would be that of whoever called the caller.
    const allowed = isOwn && !message.delegatecall && message.value === 0n;
    const { data, gasLimit: gas, isStatic } = message;
    const owner = accountOf(message.caller);
    const result = allowed ? this.#counters.run({ owner, data, gas, isStatic }) : undefined;
    if (result?.ok)
      return { returnValue: result.output, executionGasUsed: result.gasUsed, gasRefund: message.gasRefund };
    const reason = result?.reason ?? 'a counter takes plain calls without value';
    return failed(reason === 'out of gas' ? new EVMError(ERRORS.OUT_OF_GAS) : unknownToLibrary(reason), gas);
  }

  async #create(message: Message, created: Address): Promise<ExecResult> {
    const { accounts, rules } = this;
    const account = accountOf(created);
    const taken = accounts.code(account) !== '' || accounts.nonce(account) !== 0n || accounts.hasStorage(account);
    if (taken) return failed(new EVMError(ERRORS.CREATE_COLLISION), message.gasLimit);
    accounts.markCreated(account);
    if (rules.sweepsEmpty) accounts.setNonce(account, 1n);
    else accounts.touch(account);
    accounts.transfer(accountOf(message.caller), account, message.value);
    if (message.data.length === 0) return { returnValue: NOTHING, executionGasUsed: 0n, gasRefund: message.gasRefund };
    const initCode = message.data;
    message.data = NOTHING;
    const result = await this.#runFrame(message, created, initCode);
    return result.exceptionError === undefined ? this.#deposit(message.gasLimit, account, result) : result;
  }

  #addressFor({ caller, salt, data }: Message): Address {
    const creator = accountOf(caller);
    // The creator's nonce has gone up already.
    const created =
      salt === undefined
        ? createAddress(creator, this.accounts.nonce(creator) - 1n)
        : create2Address(creator, salt, data);
    return new Address(decodeHex(created));
  }

  /** Pays for the code that init code returned, and keeps it. */
  #deposit(gasLimit: bigint, account: AccountId, result: ExecResult): ExecResult {
    const { rules } = this;
    const code = result.returnValue;
    if (rules.maxCode !== undefined && code.length > rules.maxCode) {
      return failed(new EVMError(ERRORS.CODESIZE_EXCEEDS_MAXIMUM), gasLimit);
    }
    const gas = result.executionGasUsed + BigInt(code.length) * this.common.param('createDataGas');
    if (gas > gasLimit) {
      // Frontier leaves an account without code and takes nothing for it.
      return rules.depositMustBePaid
        ? failed(new EVMError(ERRORS.CODESTORE_OUT_OF_GAS), gasLimit)
        : { ...result, returnValue: NOTHING };
    }
    if (rules.refusesEfCode && code[0] === 0xef) return failed(new EVMError(ERRORS.INVALID_BYTECODE_RESULT), gasLimit);
    if (code.length > 0) this.accounts.setCode(account, code, RUNTIME);
    return { ...result, executionGasUsed: gas };
  }

  async #runFrame(message: Message, address: Address, code: Uint8Array): Promise<ExecResult> {
    if (this._tx === undefined || this._block === undefined) throw new Error('evm: no transaction is in progress');
    const frame = new Frame(
      this,
      {
        address,
        caller: message.caller,
        callData: message.data,
        callValue: message.value,
        code,
        isStatic: message.isStatic,
        isCreate: message.to === undefined,
        depth: message.depth,
        gasPrice: this._tx.gasPrice,
        origin: this._tx.origin,
        block: this._block,
        contract: new JournalAccount(this.accounts, accountOf(address)),
        codeAddress: message._codeAddress ?? address,
        gasRefund: message.gasRefund,
        blobVersionedHashes: message.blobVersionedHashes ?? [],
      },
      message.gasLimit,
    );
    const outer = this.#running;
    this.#running = frame;
    this.tracer?.enter(tracedFrame(message, address, code));
    const { runState, exceptionError } = await frame.run(code);
    this.#running = outer;
    this.tracer?.leave(leaving(frame.returned, runState.gasLeft, exceptionError));
    if (exceptionError !== undefined) {
      const gas = exceptionError.error === ERRORS.REVERT ? message.gasLimit - runState.gasLeft : message.gasLimit;
      return failed(exceptionError, gas, frame.returned);
    }
    return {
      returnValue: frame.returned,
      executionGasUsed: message.gasLimit - runState.gasLeft,
      gasRefund: runState.gasRefund,
    };
  }
}

const kindOf = (message: Message): FrameRecord['kind'] =>
  message.to === undefined ? 'create' : message.delegatecall ? 'delegate' : message.isStatic ? 'static' : 'call';

const tracedFrame = (message: Message, address: Address, code: Uint8Array): TracedFrame => ({
  runtime: RUNTIME,
  kind: kindOf(message),
  caller: accountOf(message.caller),
  account: accountOf(address),
  code: accountOf(message._codeAddress ?? address),
  value: message.value,
  gas: message.gasLimit,
  data: message.to === undefined ? code : message.data,
  depth: message.depth,
});

function leaving(returned: Uint8Array, left: bigint, error: EVMError | undefined): Parameters<Tracer['leave']>[0] {
  const status = statusOf(error);
  const keeps = status === 'success' || status === 'revert';
  const reason = status === 'trap' ? (error?.error ?? '') : '';
  return { status, output: keeps ? returned : NOTHING, gasLeft: keeps ? left : 0n, reason };
}

function statusOf(error: EVMError | undefined): FrameResult['status'] {
  if (error === undefined) return 'success';
  if (error.error === ERRORS.REVERT) return 'revert';
  const ranOut = error.error === ERRORS.OUT_OF_GAS || error.error === ERRORS.CODESTORE_OUT_OF_GAS;
  return ranOut ? 'outOfGas' : 'trap';
}

function frameResult(
  call: FrameCall,
  { returnValue, executionGasUsed, gasRefund, exceptionError }: ExecResult,
): FrameResult {
  const status = statusOf(exceptionError);
  return {
    status,
    output: status === 'success' || status === 'revert' ? returnValue : NOTHING,
    gasLeft: call.gas - executionGasUsed,
    refund: gasRefund ?? call.refund,
    reason: status === 'trap' ? (exceptionError?.error ?? '') : '',
  };
}
