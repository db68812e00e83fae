import { toEventSelector, toFunctionSelector, type AbiEvent, type AbiFunction } from 'viem';
import type { FrameCall } from '../../core/frame.ts';
import { fromHex } from '../../core/hex.ts';
import { ContractFrame } from '../../rules/contract-frame.ts';
import type { ContractMachine } from '../../rules/contract-machine.ts';
import { OUT_OF_GAS, Stop, stop, trap } from '../../rules/signals.ts';
import { encodeItems, wordHex, type Item } from './items.ts';
import type { AbiError, Instruction } from './program.ts';

/** Ledger gas. */
const INSTRUCTION = 1n;
/** For 32 bytes that come to lie somewhere: with it gas bounds the memory, too. */
const WORD = 8n;
const MAX_ITEMS = 1_024;

/** One frame: its gas, its stack, and the loop that runs it. What it may ask of the ledger it has from `ContractFrame`. */
export class StackFrame extends ContractFrame {
  #gas: bigint;
  readonly #items: Item[] = [];

  constructor(machine: ContractMachine, call: FrameCall) {
    super(machine, call);
    this.#gas = call.gas;
  }

  override get gasLeft(): bigint {
    return this.#gas;
  }

  override chargeGas(gas: bigint): void {
    if (gas > this.#gas) stop(OUT_OF_GAS);
    this.#gas -= gas;
  }

  override giveBack(gas: bigint): void {
    this.#gas += gas;
  }

  chargeBytes(length: number | bigint): void {
    this.chargeGas(WORD * ((BigInt(length) + 31n) / 32n));
  }

  run(body: readonly Instruction[], args: readonly Item[]): void {
    for (let at = 0; at < body.length; at++) {
      this.chargeGas(INSTRUCTION);
      const instruction = body[at] as Instruction;
      switch (instruction.kind) {
        case 'push':
          this.push(instruction.value);
          break;
        case 'argument':
          this.push(args[instruction.index] ?? 0n);
          break;
        case 'word':
          instruction.run(this);
          break;
        case 'jump':
          if (!instruction.ifZero || this.number() === 0n) at = instruction.to - 1;
          break;
        case 'emit':
          this.#emit(instruction.event);
          break;
        case 'fail':
          stop(new Stop('revert', this.#encoded(instruction.error)));
          break;
        case 'encode':
          this.push(this.#encoded(instruction.abi));
          break;
      }
    }
  }

  push(item: Item): void {
    if (this.#items.length === MAX_ITEMS) trap('stack overflow');
    this.#items.push(item);
  }

  pop(): Item {
    return this.#items.pop() ?? trap('stack underflow');
  }

  number(): bigint {
    const item = this.pop();
    return typeof item === 'bigint' ? item : trap('no number');
  }

  bytes(): Uint8Array {
    const item = this.pop();
    return item instanceof Uint8Array ? item : trap('no bytes');
  }

  /** The topmost, in the order in which they were pushed. */
  take(count: number): readonly Item[] {
    if (this.#items.length < count) trap('stack underflow');
    return this.#items.splice(this.#items.length - count, count);
  }

  /** A selector and its arguments, which lie on the stack. */
  #encoded(abi: AbiFunction | AbiError): Uint8Array {
    const args = encodeItems(abi.inputs, this.take(abi.inputs.length));
    this.chargeBytes(args.length);
    const selector = toFunctionSelector({ ...abi, type: 'function', outputs: [], stateMutability: 'view' });
    return new Uint8Array([...fromHex(selector.slice(2)), ...args]);
  }

  #emit(event: AbiEvent): void {
    const items = this.take(event.inputs.length);
    const isIndexed = (_: unknown, i: number): boolean => event.inputs[i]?.indexed === true;
    const plain = event.inputs.filter(({ indexed }) => indexed !== true);
    const topics = items.filter(isIndexed).map((item) => wordHex(typeof item === 'bigint' ? item : trap('no number')));
    const data = encodeItems(
      plain,
      items.filter((item, i) => !isIndexed(item, i)),
    );
    this.log(
      topics.length + 1,
      data.length,
      () => [toEventSelector(event).slice(2), ...topics],
      () => data,
    );
  }
}
