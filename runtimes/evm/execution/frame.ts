import { EVMError, Message } from '@ethereumjs/evm';
import { BIGINT_0, BIGINT_1, MAX_UINT64, bytesToBigInt, type Address } from '@ethereumjs/util';
import type { AccountId, CellValue } from '../../core/cell.ts';
import { toHex } from '../../core/hex.ts';
import type { CodePlace } from '../../core/probe.ts';
import type { AccountStorage } from '../../rules/accounts.ts';
import { NOTHING, trap } from './failures.ts';
import { FrameMemory } from './frame-memory.ts';
import { LibraryFrame, type Env, type Interpreter, type InterpreterResult } from './library-frame.ts';
import { FrameTracer } from './frame-tracer.ts';
import type { Machine } from './machine.ts';
import { scratchKey } from '../../rules/scratch.ts';
import { accountOf } from './state-manager.ts';

const ERRORS = EVMError.errorMessages;
const MAX_DEPTH = 1024;

/**
 * One frame of EVM code. The library's interpreter with its opcodes and prices, but: everything the frame does goes to the journal
 * at once (so a frame that fails takes it back with its checkpoint), nothing is read that the opcode does not ask for, and opcodes
 * that need not wait do not.
 */
export class Frame extends LibraryFrame {
  readonly #machine: Machine;
  readonly #account: AccountId;
  #storage: AccountStorage | undefined;
  #slotKey = -BIGINT_1;
  #slotText = '';

  constructor(machine: Machine, env: Env, gas: bigint) {
    super(machine, machine.stateManager, machine.blockchain, env, gas, machine.journal, machine.logger);
    this._runState.memory = new FrameMemory();
    this.#machine = machine;
    this.#account = accountOf(env.address);
  }

  override async run(code: Uint8Array): Promise<InterpreterResult> {
    // Who listens to the library's own steps gets its own loop, which this one must equal.
    if (this._evm.events.listenerCount('step') > 0) return super.run(code);
    const state = this._runState;
    const { common } = this;
    const { tracer } = this.#machine;
    const trace = tracer && new FrameTracer(tracer, state, state.gasLeft);
    const opcodes = this.#machine.opcodeTable;
    state.code = code;
    const { jumps, pushes } = this.#machine.analysisOf(code);
    state.validJumps = jumps;
    state.cachedPushes = pushes;
    state.shouldDoJumpAnalysis = false;
    try {
      while (state.programCounter < code.length) {
        const opcode = code[state.programCounter] as number;
        const { opcodeInfo, opHandler, gasHandler } = opcodes[opcode] as (typeof opcodes)[number];
        state.opCode = opcode;
        trace?.before(opcode);
        if (opcodeInfo.isInvalid) trap(ERRORS.INVALID_OPCODE);
        let gas = opcodeInfo.feeBigInt;
        if (opcodeInfo.dynamicGas) {
          const price = gasHandler(state, gas, common);
          gas = typeof price === 'bigint' ? price : await price;
        }
        state.gasLeft -= gas;
        if (state.gasLeft < BIGINT_0) {
          state.gasLeft = BIGINT_0;
          trap(ERRORS.OUT_OF_GAS);
        }
        state.programCounter++;
        trace?.paid(opcode, gas);
        const pending = opHandler(state, common);
        if (pending !== undefined) await pending;
        trace?.after(opcode);
      }
    } catch (error) {
      if (!(error instanceof EVMError)) throw error;
      if (error.error !== ERRORS.STOP) return { runState: state, exceptionError: error };
    }
    return { runState: state };
  }

  override _getValidJumpDestinations(code: Uint8Array): ReturnType<Interpreter['_getValidJumpDestinations']> {
    const { jumps, pushes } = this.#machine.analysisOf(code);
    return {
      jumps: Uint8Array.from(jumps),
      pushes,
      opcodesCached: Array.from(code, (opcode) => this.#machine.opcodeTable[opcode]),
    };
  }

  /** The instruction that is being priced or done. */
  get place(): CodePlace {
    const { code, opCode, programCounter } = this._runState;
    const { codeAddress, callData, isCreate } = this._env;
    // Handlers run with the counter one ahead, prices do not.
    const isAhead = code[programCounter - 1] === opCode;
    return {
      code: accountOf(codeAddress),
      selector: toHex(callData.subarray(0, 4)),
      isCreation: isCreate,
      offset: isAhead ? programCounter - 1 : programCounter,
    };
  }

  get returned(): Uint8Array {
    return this._result.returnValue ?? NOTHING;
  }

  /** 64 hex digits of a storage key; the price of an opcode and the opcode itself ask for the same one. */
  slotText(key: bigint): string {
    if (key !== this.#slotKey) {
      this.#slotKey = key;
      this.#slotText = key.toString(16).padStart(64, '0');
    }
    return this.#slotText;
  }

  /** Whether the slot was cold (EIP-2929). */
  warmSlot(slot: string): boolean {
    return this.#machine.warmSet.warmSlot(this.#account, slot);
  }

  slot(slot: string): CellValue {
    return this.#machine.accounts.slot(this.#slots, slot);
  }

  originalSlot(slot: string): CellValue {
    return this.#machine.accounts.originalSlot(this.#slots, slot);
  }

  setSlot(slot: string, value: CellValue): void {
    this.#machine.accounts.setSlot(this.#slots, slot, value);
  }

  get #slots(): AccountStorage {
    this.#storage ??= this.#machine.accounts.storage(this.#account);
    return this.#storage;
  }

  transient(slot: string): CellValue {
    return this.#machine.accounts.journal.scratchGet(scratchKey.transient(this.#account, slot)) ?? '';
  }

  setTransient(slot: string, value: CellValue): void {
    this.#machine.accounts.journal.scratchSet(
      scratchKey.transient(this.#account, slot),
      value === '' ? undefined : value,
    );
  }

  emit(topics: readonly string[], data: Uint8Array): void {
    this.#machine.accounts.journal.emit({ account: this.#account, topics, data });
  }

  override async _baseCall(message: Message): Promise<bigint> {
    const state = this._runState;
    message.gasRefund = state.gasRefund;
    state.returnBytes = NOTHING;
    if (this._env.depth >= MAX_DEPTH || (!message.delegatecall && !this.#canPay(message.value))) return BIGINT_0;
    const { execResult } = await this.#machine.runMessage(message);
    this.useGas(execResult.executionGasUsed);
    const error = execResult.exceptionError;
    if (error === undefined || error.error === ERRORS.REVERT) state.returnBytes = execResult.returnValue;
    if (error !== undefined) return BIGINT_0;
    state.gasRefund = execResult.gasRefund ?? state.gasRefund;
    return BIGINT_1;
  }

  override async create(gasLimit: bigint, value: bigint, code: Uint8Array, salt?: Uint8Array): Promise<bigint> {
    const state = this._runState;
    const { accounts } = this.#machine;
    state.returnBytes = NOTHING;
    if (this._env.depth >= MAX_DEPTH || !this.#canPay(value)) return BIGINT_0;
    const nonce = accounts.nonce(this.#account);
    if (nonce >= MAX_UINT64) return BIGINT_0;
    accounts.setNonce(this.#account, nonce + BIGINT_1);
    const { createdAddress, execResult } = await this.#machine.runMessage(
      new Message({
        caller: this._env.address,
        gasLimit,
        value,
        // The library hands over a view of memory, which the next call of this frame may overwrite.
        data: code.slice(),
        depth: this._env.depth + 1,
        gasRefund: state.gasRefund,
        blobVersionedHashes: this._env.blobVersionedHashes,
        ...(salt === undefined ? {} : { salt }),
      }),
    );
    this.useGas(execResult.executionGasUsed);
    const error = execResult.exceptionError;
    if (error?.error === ERRORS.REVERT) state.returnBytes = execResult.returnValue;
    if (error !== undefined || createdAddress === undefined) return BIGINT_0;
    state.gasRefund = execResult.gasRefund ?? state.gasRefund;
    return bytesToBigInt(createdAddress.bytes);
  }

  override async _selfDestruct(to: Address): Promise<void> {
    const { accounts, rules } = this.#machine;
    const account = this.#account;
    const beneficiary = accountOf(to);
    const destroys = !rules.destroysOnlyCreated || accounts.isCreated(account);
    if (!accounts.isDestroyed(account)) {
      this.refundGas(this.common.param('selfdestructRefundGas'));
      if (destroys) accounts.markDestroyed(account);
    }
    const balance = accounts.balance(account);
    if (beneficiary !== account) {
      accounts.credit(beneficiary, balance);
      accounts.touch(beneficiary);
    }
    // An account that names itself burns its balance, where it is destroyed at all.
    if (balance !== BIGINT_0 && (destroys || beneficiary !== account)) accounts.setBalance(account, BIGINT_0);
    trap(ERRORS.STOP);
  }

  /** Without a value the balance is of no interest, and must not be read: everyone who pays this account writes it. */
  #canPay(value: bigint): boolean {
    return value === BIGINT_0 || this.#machine.accounts.balance(this.#account) >= value;
  }
}
