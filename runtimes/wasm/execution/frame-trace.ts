import type { Tracer } from '../../sdk/tracer.ts';
import type { ContractInstance } from './contract-instance.ts';
import { BULK_BYTES_SHIFT, UNITS_PER_GAS } from '../module/gas-costs.ts';
import { slotOf, typeOfLocal, type ModuleTrace } from '../module/trace-hooks.ts';

const GAS_UNITS = Number(UNITS_PER_GAS);

/** Steps that a transaction tells on a lane. What comes after runs at its own speed, and only its frames, cells and events are told. */
const MOST_STEPS = 25_000_000;

/** What may still be told of a transaction. */
export class StepBudget {
  left: number;
  /** It has been told that there are more. */
  isCutTold = false;

  constructor(steps = MOST_STEPS) {
    this.left = steps;
  }
}

/** Tells a debugger what one frame does, as its module and its host functions report it. */
export class FrameTrace {
  readonly #tracer: Tracer;
  readonly #module: ModuleTrace;
  readonly #instance: Pick<ContractInstance, 'memory' | 'tracing'>;
  readonly #budget: StepBudget;
  /**
   * Units that instructions and host functions have cost so far. The module's own meter is ahead of that: it takes what belongs together
   * at once.
   */
  #units = 0;
  #gas = 0n;
  readonly #value = new DataView(new ArrayBuffer(9));
  readonly #value32 = new Uint8Array(this.#value.buffer, 0, 5);
  readonly #value64 = new Uint8Array(this.#value.buffer);

  constructor(
    tracer: Tracer,
    module: ModuleTrace,
    instance: Pick<ContractInstance, 'memory' | 'tracing'>,
    budget: StepBudget,
  ) {
    this.#tracer = tracer;
    this.#module = module;
    this.#instance = instance;
    this.#budget = budget;
  }

  get units(): number {
    return this.#units;
  }

  /** Memory as the module declares it. */
  begin(): void {
    this.#instance.tracing = this.#isTold;
    this.size();
    if (!this.#isTold) return this.#cut();
    for (const { offset, bytes } of this.#module.memory) this.#tracer.memory(offset, bytes);
  }

  size(): void {
    if (this.#isTold) this.#tracer.size(this.#instance.memory.buffer.byteLength);
  }

  /** What a host function takes, or gives back where it is negative. */
  charged(units: bigint): void {
    this.#units += Number(units);
  }

  wrote(offset: number, length: number): void {
    if (length > 0 && this.#isTold)
      this.#tracer.memory(offset, new Uint8Array(this.#instance.memory.buffer, offset, length));
  }

  // What the module tells (trace-hooks.ts).

  call(index: number): void {
    this.#units += this.#module.entryUnits[index] ?? 0;
    this.#tracer.call(index);
  }

  return(): void {
    this.#tracer.return();
  }

  step(index: number): void {
    const site = this.#module.sites[index];
    if (site === undefined) return;
    if (!this.#isTold) {
      this.#instance.tracing = false;
      return this.#cut();
    }
    this.#budget.left--;
    this.#tracer.step(site.offset, site.opcode, this.#used());
    this.#units += site.units;
  }

  local32(local: number, bits: number): void {
    this.#value.setUint8(0, typeOfLocal(local));
    this.#value.setInt32(1, bits, true);
    this.#tracer.local(slotOf(local), this.#value32);
  }

  local64(local: number, low: number, high: number): void {
    this.#value.setUint8(0, typeOfLocal(local));
    this.#value.setInt32(1, low, true);
    this.#value.setInt32(5, high, true);
    this.#tracer.local(slotOf(local), this.#value64);
  }

  stored(address: number, index: number): void {
    const store = this.#module.sites[index]?.store;
    if (store) this.wrote((address >>> 0) + store.offset, store.bytes);
  }

  wroteBulk(target: number, length: number): void {
    this.#units += (length >>> 0) >>> BULK_BYTES_SHIFT;
    this.wrote(target >>> 0, length >>> 0);
  }

  #cut(): void {
    if (!this.#budget.isCutTold) this.#tracer.cut();
    this.#budget.isCutTold = true;
  }

  get #isTold(): boolean {
    return this.#budget.left > 0;
  }

  /** In ledger gas. Most instructions cost a part of one. */
  #used(): bigint {
    const gas = Math.floor(this.#units / GAS_UNITS);
    if (Number(this.#gas) !== gas) this.#gas = BigInt(gas);
    return this.#gas;
  }
}
