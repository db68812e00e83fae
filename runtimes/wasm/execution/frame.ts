import type { AccountId } from '../../core/cell.ts';
import type { FrameCall, FrameRecord } from '../../core/frame.ts';
import { bytesOfQuantity, decodeHex, quantity, quantityOfBytes, toHex } from '../../core/hex.ts';
import { ContractFrame, type Fact } from '../../rules/contract-frame.ts';
import { OUT_OF_GAS, Stop, stop, trap } from '../../rules/signals.ts';
import { UNITS_PER_GAS } from '../module/gas-costs.ts';
import type { ContractInstance } from './contract-instance.ts';
import { slice } from './frame-memory.ts';
import type { FrameTrace } from './frame-trace.ts';
import { COPY_BYTES_SHIFT, PAGE, TRANSACTION_PAGES } from './host-costs.ts';
import type { WasmMachine } from './machine.ts';

const WORD = 32;
const ADDRESS = 20;

/** One frame of a Wasm contract: its host functions take and give pointers into its memory. */
export class WasmFrame extends ContractFrame {
  readonly input: Uint8Array;
  /** Where a debugger listens. */
  readonly trace: FrameTrace | undefined;
  readonly #machine: WasmMachine;
  readonly #instance: ContractInstance;

  constructor(
    machine: WasmMachine,
    instance: ContractInstance,
    scope: FrameCall,
    input: Uint8Array,
    trace: FrameTrace | undefined,
  ) {
    super(machine, scope);
    this.trace = trace;
    this.#machine = machine;
    this.#instance = instance;
    this.input = input;
  }

  override get gasLeft(): bigint {
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
    this.trace?.charged(units);
    if (left < 0n) stop(OUT_OF_GAS);
  }

  override chargeGas(gas: bigint): void {
    this.charge(gas * UNITS_PER_GAS);
  }

  override giveBack(gas: bigint): void {
    this.#instance.units += gas * UNITS_PER_GAS;
    this.trace?.charged(-gas * UNITS_PER_GAS);
  }

  // Input and output.

  copyInput(dst: number, offset: number, length: number): void {
    this.#chargeCopy(length);
    const target = this.#bytes(dst, length);
    const source = this.input.subarray(offset, offset + length);
    target.set(source);
    target.fill(0, source.length);
    this.trace?.wrote(dst, length);
  }

  finish(status: 'success' | 'revert', ptr: number, length: number): never {
    return stop(new Stop(status, this.#copyOut(ptr, length)));
  }

  copyReturned(dst: number, offset: number, length: number): void {
    this.#chargeCopy(length);
    if (offset + length > this.returned.length) trap('return data out of bounds');
    this.#bytes(dst, length).set(this.returned.subarray(offset, offset + length));
    this.trace?.wrote(dst, length);
  }

  // Surroundings.

  putAddress(dst: number, which: 'caller' | 'account' | 'origin' | 'coinbase'): void {
    // A longer id shows its first bytes, as in the EVM.
    this.#bytes(dst, ADDRESS).set(decodeHex(this.account(which).slice(0, 2 * ADDRESS)));
    this.trace?.wrote(dst, ADDRESS);
  }

  putFact(dst: number, fact: Fact): void {
    this.#putWord(dst, this.fact(fact));
  }

  blockHash(number: bigint, dst: number): void {
    this.#putWord(dst, this.blockHashOf(number));
  }

  balance(address: number, dst: number): void {
    this.#putWord(dst, quantity(this.balanceOf(this.#account(address))));
  }

  codeSize(address: number): number {
    return this.codeSizeOf(this.#account(address));
  }

  // Storage.

  load(key: number, dst: number): void {
    this.#putWord(dst, this.loadSlot(this.#slot(key)));
  }

  store(key: number, src: number): void {
    this.storeSlot(this.#slot(key), this.#quantity(src));
  }

  loadTransient(key: number, dst: number): void {
    this.#putWord(dst, this.loadTransientSlot(this.#slot(key)));
  }

  storeTransient(key: number, src: number): void {
    this.storeTransientSlot(this.#slot(key), this.#quantity(src));
  }

  count(key: number, amount: number, direction: 'add' | 'sub'): void {
    this.changeCounter(this.#slot(key), direction, this.#word(amount));
  }

  loadCounter(key: number, dst: number): void {
    this.#putWord(dst, quantity(this.counter(this.#slot(key))));
  }

  // Hashes and events.

  hash(which: 'keccak256' | 'sha256', ptr: number, length: number, dst: number): void {
    const hash = this.hashOf(which, length, () => this.#bytes(ptr, length));
    this.#bytes(dst, WORD).set(hash);
    this.trace?.wrote(dst, WORD);
  }

  emit(topics: number, count: number, data: number, length: number): void {
    this.log(
      count,
      length,
      () => {
        const words = this.#bytes(topics, count * WORD);
        return Array.from({ length: count }, (_, at) => toHex(words.subarray(at * WORD, (at + 1) * WORD)));
      },
      () => this.#bytes(data, length).slice(),
    );
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
    const amount = value === undefined ? 0n : this.#word(value);
    return this.callOut(kind, target, amount, gas, () => this.#copyOut(data, length));
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
    this.trace?.size();
    return before;
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

  #quantity(ptr: number): string {
    return quantityOfBytes(this.#bytes(ptr, WORD));
  }

  #word(ptr: number): bigint {
    return BigInt(`0x${toHex(this.#bytes(ptr, WORD))}`);
  }

  #account(ptr: number): AccountId {
    return toHex(this.#bytes(ptr, ADDRESS)) as AccountId;
  }

  #putWord(dst: number, value: string): void {
    const target = this.#bytes(dst, WORD);
    const bytes = bytesOfQuantity(value);
    target.fill(0, 0, WORD - bytes.length);
    target.set(bytes, WORD - bytes.length);
    this.trace?.wrote(dst, WORD);
  }

  #chargeCopy(length: number): void {
    this.charge(BigInt(length) >> COPY_BYTES_SHIFT);
  }
}
