import {
  EVM,
  EVMError,
  NobleBN254,
  type EVMResult,
  type EVMRunCallOpts,
  type ExecResult,
  type Message,
} from '@ethereumjs/evm';
import type { Address } from '@ethereumjs/util';
import type { AccountId, CellValue } from '../../core/cell.ts';
import type { BlockContext } from '../../core/block.ts';
import type { Journal } from '../../sdk/journal.ts';
import { RUNTIME, runtimeOf, type Accounts } from './accounts.ts';
import { Blocks, type BlockHashes } from './blocks.ts';
import { analyse, type CodeAnalysis } from './code-analysis.ts';
import { createAddress, create2Address } from './created-address.ts';
import { delegateOf } from './delegation.ts';
import { failed, NOTHING, unknownToLibrary } from './failures.ts';
import { Frame } from './frame.ts';
import { JournalAccount } from './journal-account.ts';
import type { LaneCommon } from './lane-common.ts';
import { installOpcodes } from './opcodes.ts';
import type { Rules } from './rules.ts';
import { accountOf, JournalStateManager } from './state-manager.ts';
import { WarmSet } from './warm-set.ts';

const ERRORS = EVMError.errorMessages;

export interface MachineParts {
  readonly common: LaneCommon;
  readonly rules: Rules;
  readonly accounts: Accounts;
  readonly hashes: BlockHashes;
}

/** What is the same for all frames of a transaction. */
export interface Setting {
  readonly journal: Journal;
  readonly block: BlockContext;
  readonly gasPrice: bigint;
  readonly origin: Address;
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

  constructor({ common, rules, accounts, hashes }: MachineParts) {
    super({
      common,
      blockchain: hashes,
      stateManager: new JournalStateManager(accounts, !rules.sweepsEmpty),
      bn254: new NobleBN254(),
    });
    this.rules = rules;
    this.accounts = accounts;
    this.warmSet = new WarmSet(accounts, new Set(this.precompiles.keys()));
    this.journal = this.warmSet.asLibraryJournal();
    this.#blocks = new Blocks(rules);
    this.#hashes = hashes;
    installOpcodes(this._opcodeMap, rules);
  }

  get opcodeTable(): EVM['_opcodeMap'] {
    return this._opcodeMap;
  }

  get logger(): EVM['performanceLogger'] {
    return this.performanceLogger;
  }

  begin({ journal, block, gasPrice, origin }: Setting): void {
    this.accounts.begin(journal);
    this.#hashes.begin(block);
    this._block = this.#blocks.of(block);
    this._tx = { gasPrice, origin };
  }

  isPrecompile(account: AccountId): boolean {
    return this.precompiles.has(account);
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
      return this.#settled({ createdAddress: created, execResult: await this.#create(message, created) });
    }
    journal.checkpoint();
    return this.#settled({ execResult: await this.#call(message, to) });
  }

  #settled(result: EVMResult): EVMResult {
    const { journal } = this.accounts;
    if (result.execResult.exceptionError === undefined) journal.commit();
    else journal.revert();
    return result;
  }

  async #call(message: Message, to: Address): Promise<ExecResult> {
    const { accounts } = this;
    const target = accountOf(to);
    const codeAccount = message._codeAddress === undefined ? target : accountOf(message._codeAddress);
    const precompile = this.precompiles.get(codeAccount);
    const code = precompile === undefined ? accounts.code(codeAccount) : '';
    if (!message.delegatecall) {
      accounts.transfer(accountOf(message.caller), target, message.value);
      // What has code is not empty, so touching it would change nothing; nor would it for CALLCODE, which targets its caller.
      if (code === '' && codeAccount === target) accounts.touch(target);
    }
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
    let bytes = accounts.codeBytes(code);
    const delegate = this.rules.hasDelegations && runtime === RUNTIME ? delegateOf(bytes) : undefined;
    if (delegate !== undefined) {
      if (message.depth === 0) this.warmSet.warm(delegate);
      const delegated = accounts.code(delegate);
      runtime = delegated === '' ? RUNTIME : runtimeOf(delegated);
      // A precompile has no code, and delegating to one runs none (EIP-7702).
      bytes = accounts.codeBytes(delegated);
    }
    if (runtime !== RUNTIME) return this.callForeign(message, runtime ?? '');
    if (bytes.length === 0) return { returnValue: NOTHING, executionGasUsed: 0n, gasRefund: message.gasRefund };
    return this.#runFrame(message, to, bytes);
  }

  /** Where a call leaves for the runtime that the target's code is for. */
  protected callForeign(message: Message, runtime: string): Promise<ExecResult> {
    return Promise.resolve(failed(unknownToLibrary(`call into runtime ${runtime}`), message.gasLimit));
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
    if (salt !== undefined) return create2Address(caller, salt, data);
    // The creator's nonce has gone up already.
    return createAddress(caller, this.accounts.nonce(accountOf(caller)) - 1n);
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
    if (code.length > 0) this.accounts.setCode(account, code);
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
    const { runState, exceptionError } = await frame.run(code);
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
