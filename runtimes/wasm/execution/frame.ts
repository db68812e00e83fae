import { sha256 } from '@noble/hashes/sha2.js';
import type { BlockContext } from '../../core/block.ts';
import type { AccountId } from '../../core/cell.ts';
import type { FrameCall, FrameRecord } from '../../core/frame.ts';
import { bytesOfQuantity, decodeHex, quantity, quantityOfBytes, toHex } from '../../core/hex.ts';
import { keccakGas, logGas, TRANSIENT_GAS } from '../../rules/call-gas.ts';
import { COUNTER_LIMIT } from '../../rules/counters.ts';
import { UNITS_PER_GAS } from '../module/gas-costs.ts';
import type { ContractInstance } from './contract-instance.ts';
import { slice } from './frame-memory.ts';
import { BLOCK_HASH, COPY_BYTES_SHIFT, PAGE, SHA256, SHA256_WORD, TRANSACTION_PAGES } from './host-costs.ts';
import type { WasmMachine } from './machine.ts';
import { NOTHING, OUT_OF_GAS, Stop, stop, trap } from './signals.ts';

const WORD = 32;
const ADDRESS = 20;
const MAX_TOPICS = 4;
const STATIC = 'state change in a static call';

type Fact = 'value' | 'gasPrice' | 'baseFee' | 'prevRandao' | 'chainId';

/** One frame of a Wasm contract: what its host functions do. Everything goes to the journal at once. */
export class WasmFrame {
  readonly scope: FrameCall;
  readonly input: Uint8Array;
  refund: bigint;
  returned: Uint8Array = NOTHING;
  readonly #machine: WasmMachine;
  readonly #instance: ContractInstance;
  #epoch: string | undefined;

  constructor(machine: WasmMachine, instance: ContractInstance, scope: FrameCall, input: Uint8Array) {
    this.#machine = machine;
    this.#instance = instance;
    this.scope = scope;
    this.input = input;
    this.refund = scope.refund;
  }

  get block(): BlockContext {
    return this.#machine.block;
  }

  get gasLeft(): bigint {
    return this.#instance.gas;
  }

  get pages(): number {
    return this.#instance.pages;
  }

  get stackLeft(): number {
    return this.#instance.stack;
  }

  charge(units: bigint): void {
    const left = this.#instance.units - units;
    this.#instance.units = left;
    if (left < 0n) stop(OUT_OF_GAS);
  }

  chargeGas(gas: bigint): void {
    this.charge(gas * UNITS_PER_GAS);
  }

  giveBack(gas: bigint): void {
    this.#instance.units += gas * UNITS_PER_GAS;
  }

  // Input and output.

  copyInput(dst: number, offset: number, length: number): void {
    this.#chargeCopy(length);
    const target = this.#bytes(dst, length);
    const source = this.input.subarray(offset, offset + length);
    target.set(source);
    target.fill(0, source.length);
  }

  finish(status: 'success' | 'revert', ptr: number, length: number): never {
    return stop(new Stop(status, this.#copyOut(ptr, length)));
  }

  copyReturned(dst: number, offset: number, length: number): void {
    this.#chargeCopy(length);
    if (offset + length > this.returned.length) trap('return data out of bounds');
    this.#bytes(dst, length).set(this.returned.subarray(offset, offset + length));
  }

  // Surroundings.

  putAddress(dst: number, which: 'caller' | 'account' | 'origin' | 'coinbase'): void {
    const { scope } = this;
    const account =
      which === 'origin' ? this.#machine.tx.from : which === 'coinbase' ? this.block.coinbase : scope[which];
    // A longer id shows its first bytes, as in the EVM.
    this.#bytes(dst, ADDRESS).set(decodeHex(account.slice(0, 2 * ADDRESS)));
  }

  putFact(dst: number, fact: Fact): void {
    const { block } = this;
    if (fact === 'prevRandao') this.#bytes(dst, WORD).set(decodeHex(block.prevRandao.padStart(64, '0')));
    else if (fact === 'value') this.#putWord(dst, quantity(this.scope.value));
    else if (fact === 'baseFee') this.#putWord(dst, quantity(block.baseFee));
    else if (fact === 'gasPrice') this.#putWord(dst, quantity(this.#machine.gasPrice));
    else this.#putWord(dst, quantity(this.#machine.chainId));
  }

  blockHash(number: bigint, dst: number): void {
    this.chargeGas(BLOCK_HASH);
    const back = BigInt(this.block.number) - 1n - number;
    const hash = back >= 0n && back < 256n ? this.block.blockHashes[Number(back)] : undefined;
    this.#putWord(dst, hash ?? '');
  }

  balance(address: number, dst: number): void {
    const account = this.#account(address);
    this.chargeGas(this.#machine.accessGas(account));
    this.#putWord(dst, quantity(this.#machine.accounts.balance(account)));
  }

  codeSize(address: number): number {
    const account = this.#account(address);
    this.chargeGas(this.#machine.accessGas(account));
    const { accounts } = this.#machine;
    return accounts.codeBytes(accounts.code(account)).length;
  }

  // Storage.

  load(key: number, dst: number): void {
    const slot = this.#slot(key);
    const { account } = this.scope;
    this.chargeGas(this.#machine.loadGas(account, slot));
    this.#putWord(dst, this.#machine.accounts.slot({ account, epoch: this.#storageEpoch() }, slot));
  }

  store(key: number, src: number): void {
    if (this.scope.isStatic) trap(STATIC);
    const slot = this.#slot(key);
    const value = quantityOfBytes(this.#bytes(src, WORD));
    const { account } = this.scope;
    const storage = { account, epoch: this.#storageEpoch() };
    this.refund += this.#machine.store(this, storage, slot, value);
  }

  loadTransient(key: number, dst: number): void {
    this.chargeGas(TRANSIENT_GAS);
    this.#putWord(dst, this.#machine.transient(this.scope.account, this.#slot(key)));
  }

  storeTransient(key: number, src: number): void {
    if (this.scope.isStatic) trap(STATIC);
    this.chargeGas(TRANSIENT_GAS);
    this.#machine.setTransient(this.scope.account, this.#slot(key), quantityOfBytes(this.#bytes(src, WORD)));
  }

  count(key: number, amount: number, direction: 'add' | 'sub'): void {
    if (this.scope.isStatic) trap(STATIC);
    const slot = this.#slot(key);
    const by = BigInt(`0x${toHex(this.#bytes(amount, WORD))}`);
    if (by >= COUNTER_LIMIT) trap('counter amount too large');
    const { account } = this.scope;
    this.chargeGas(this.#machine.counterGas(account, slot, 'change'));
    this.#machine.counters.change({ account, epoch: this.#storageEpoch() }, slot, direction, by);
  }

  loadCounter(key: number, dst: number): void {
    const slot = this.#slot(key);
    const { account } = this.scope;
    this.chargeGas(this.#machine.counterGas(account, slot, 'read'));
    const value = this.#machine.counters.read({ account, epoch: this.#storageEpoch() }, slot);
    this.#putWord(dst, quantity(BigInt.asUintN(256, value)));
  }

  // Hashes and events.

  hash(which: 'keccak256' | 'sha256', ptr: number, length: number, dst: number): void {
    const words = BigInt(Math.ceil(length / WORD));
    this.chargeGas(which === 'keccak256' ? keccakGas(length) : SHA256 + SHA256_WORD * words);
    const message = this.#bytes(ptr, length);
    this.#bytes(dst, WORD).set(which === 'keccak256' ? this.#machine.keccak(message) : sha256(message));
  }

  emit(topics: number, count: number, data: number, length: number): void {
    if (this.scope.isStatic) trap(STATIC);
    if (count > MAX_TOPICS) trap('more than 4 topics');
    this.chargeGas(logGas(count, length));
    const words = this.#bytes(topics, count * WORD);
    const list = Array.from({ length: count }, (_, at) => toHex(words.subarray(at * WORD, (at + 1) * WORD)));
    const bytes = this.#bytes(data, length).slice();
    this.#machine.journal.emit({ account: this.scope.account, topics: list, data: bytes });
  }

  // Calls.

  /** 0 success, 1 reverted, 2 failed. `gas`: 2^64 - 1 means all that may be given. */
  call(
    kind: Exclude<FrameRecord['kind'], 'create'>,
    address: number,
    value: number | undefined,
    gas: bigint,
    data: number,
    length: number,
  ): number {
    const target = this.#account(address);
    const amount = value === undefined ? 0n : BigInt(`0x${toHex(this.#bytes(value, WORD))}`);
    if (amount > 0n && this.scope.isStatic) trap(STATIC);
    return this.#machine.callFrom(this, { kind, target, value: amount, gas, data: this.#copyOut(data, length) });
  }

  // Memory.

  /** The pages before, or -1 where the module's maximum or the transaction's share does not allow it. */
  grow(pages: number): number {
    const { memory } = this.#instance;
    const before = this.#instance.pages;
    if (pages === 0) return before;
    if (this.#machine.openPages() + pages > TRANSACTION_PAGES) return -1;
    // Charged before it is known whether it works: whoever asks for too much pays for no more than that could be.
    this.charge(PAGE * BigInt(Math.min(pages, TRANSACTION_PAGES)));
    if (before + pages > this.#instance.maxPages) return -1;
    memory.grow(pages);
    return before;
  }

  #storageEpoch(): string {
    this.#epoch ??= this.#machine.accounts.storage(this.scope.account).epoch;
    return this.#epoch;
  }

  #bytes(ptr: number, length: number): Uint8Array {
    return slice(this.#instance.memory, ptr, length);
  }

  #copyOut(ptr: number, length: number): Uint8Array {
    this.#chargeCopy(length);
    return this.#bytes(ptr, length).slice();
  }

  #slot(ptr: number): string {
    return toHex(this.#bytes(ptr, WORD));
  }

  #account(ptr: number): AccountId {
    return toHex(this.#bytes(ptr, ADDRESS)) as AccountId;
  }

  #putWord(dst: number, value: string): void {
    const target = this.#bytes(dst, WORD);
    const bytes = bytesOfQuantity(value);
    target.fill(0, 0, WORD - bytes.length);
    target.set(bytes, WORD - bytes.length);
  }

  #chargeCopy(length: number): void {
    this.charge(BigInt(length) >> COPY_BYTES_SHIFT);
  }
}
