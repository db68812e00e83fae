/**
 * One frame of a contract as any runtime of ours has it: what the contract may ask of its host, at its price. Values come as the ledger
 * has them; how they reach the contract's memory is the runtime's affair. Everything goes to the journal at once.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import type { BlockContext } from '../core/block.ts';
import type { AccountId, CellValue } from '../core/cell.ts';
import type { FrameCall, FrameRecord } from '../core/frame.ts';
import { quantity } from '../core/hex.ts';
import { keccakGas, logGas, TRANSIENT_GAS } from './call-gas.ts';
import type { ContractMachine } from './contract-machine.ts';
import { COUNTER_LIMIT } from './counters.ts';
import { NOTHING, trap } from './signals.ts';

/** Ledger gas. */
const BLOCK_HASH = 20n;
const SHA256 = 60n;
const SHA256_WORD = 12n;
const MAX_TOPICS = 4;
const STATIC = 'state change in a static call';

export type Fact = 'value' | 'gasPrice' | 'baseFee' | 'prevRandao' | 'chainId';

export abstract class ContractFrame {
  readonly scope: FrameCall;
  readonly machine: ContractMachine;
  refund: bigint;
  /** What the last call returned or reverted with. */
  returned: Uint8Array = NOTHING;
  #epoch: string | undefined;

  constructor(machine: ContractMachine, scope: FrameCall) {
    this.machine = machine;
    this.scope = scope;
    this.refund = scope.refund;
  }

  /** Ledger gas, rounded down. */
  abstract get gasLeft(): bigint;
  /** Takes ledger gas; ends the frame where there is not so much. */
  abstract chargeGas(gas: bigint): void;
  abstract giveBack(gas: bigint): void;

  get block(): BlockContext {
    return this.machine.block;
  }

  // Surroundings.

  account(which: 'caller' | 'account' | 'origin' | 'coinbase'): AccountId {
    if (which === 'origin') return this.machine.tx.from;
    return which === 'coinbase' ? this.block.coinbase : this.scope[which];
  }

  /** Hex without prefix, leading zeros left out where there are any. */
  fact(fact: Fact): CellValue {
    switch (fact) {
      case 'prevRandao':
        return this.block.prevRandao;
      case 'value':
        return quantity(this.scope.value);
      case 'baseFee':
        return quantity(this.block.baseFee);
      case 'gasPrice':
        return quantity(this.machine.gasPrice);
      case 'chainId':
        return quantity(this.machine.chainId);
    }
  }

  /** Empty outside the last 256 blocks. */
  blockHashOf(number: bigint): CellValue {
    this.chargeGas(BLOCK_HASH);
    const back = BigInt(this.block.number) - 1n - number;
    return (back >= 0n && back < 256n ? this.block.blockHashes[Number(back)] : undefined) ?? '';
  }

  balanceOf(account: AccountId): bigint {
    this.chargeGas(this.machine.accessGas(account));
    return this.machine.accounts.balance(account);
  }

  codeSizeOf(account: AccountId): number {
    this.chargeGas(this.machine.accessGas(account));
    const { accounts } = this.machine;
    return accounts.codeBytes(accounts.code(account)).length;
  }

  // Storage: slots are 64 hex digits.

  loadSlot(slot: string): CellValue {
    this.chargeGas(this.machine.loadGas(this.scope.account, slot));
    return this.machine.accounts.slot(this.#storage, slot);
  }

  storeSlot(slot: string, value: CellValue): void {
    if (this.scope.isStatic) trap(STATIC);
    this.refund += this.machine.store(this, this.#storage, slot, value);
  }

  loadTransientSlot(slot: string): CellValue {
    this.chargeGas(TRANSIENT_GAS);
    return this.machine.transient(this.scope.account, slot);
  }

  storeTransientSlot(slot: string, value: CellValue): void {
    if (this.scope.isStatic) trap(STATIC);
    this.chargeGas(TRANSIENT_GAS);
    this.machine.setTransient(this.scope.account, slot, value);
  }

  changeCounter(slot: string, direction: 'add' | 'sub', amount: bigint): void {
    if (this.scope.isStatic) trap(STATIC);
    if (amount >= COUNTER_LIMIT) trap('counter amount too large');
    this.chargeGas(this.machine.counterGas(this.scope.account, slot, 'change'));
    this.machine.counters.change(this.#storage, slot, direction, amount);
  }

  /** Modulo 2^256. */
  counter(slot: string): bigint {
    this.chargeGas(this.machine.counterGas(this.scope.account, slot, 'read'));
    return BigInt.asUintN(256, this.machine.counters.read(this.#storage, slot));
  }

  // Hashes and events.

  hashOf(which: 'keccak256' | 'sha256', length: number, message: () => Uint8Array): Uint8Array {
    const words = BigInt(Math.ceil(length / 32));
    this.chargeGas(which === 'keccak256' ? keccakGas(length) : SHA256 + SHA256_WORD * words);
    return which === 'keccak256' ? this.machine.keccak(message()) : sha256(message());
  }

  /** `topics`: 64 hex digits each. Neither is looked at before it is paid for. */
  log(count: number, length: number, topics: () => readonly string[], data: () => Uint8Array): void {
    if (this.scope.isStatic) trap(STATIC);
    if (count > MAX_TOPICS) trap('more than 4 topics');
    this.chargeGas(logGas(count, length));
    this.machine.journal.emit({ account: this.scope.account, topics: topics(), data: data() });
  }

  // Calls.

  /** 0 success, 1 reverted, 2 failed. `gas`: at most so much. */
  callOut(
    kind: Exclude<FrameRecord['kind'], 'create'>,
    target: AccountId,
    value: bigint,
    gas: bigint,
    data: () => Uint8Array,
  ): number {
    if (value > 0n && this.scope.isStatic) trap(STATIC);
    return this.machine.callFrom(this, { kind, target, value, gas, data: data() });
  }

  get #storage(): { readonly account: AccountId; readonly epoch: string } {
    const { account } = this.scope;
    this.#epoch ??= this.machine.accounts.storage(account).epoch;
    return { account, epoch: this.#epoch };
  }
}
