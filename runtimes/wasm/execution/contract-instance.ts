import { UNITS_PER_GAS } from '../module/gas-costs.ts';
import type { PreparedModule } from '../module/prepare.ts';
import type { WasmFrame } from './frame.ts';
import { createImports, createTraceImports } from './host-functions.ts';

type Entry = () => void;

/**
 * An instance of a contract's module. Every call must find memory and globals as the module declares them: they are put back
 * after each, which takes microseconds where making an instance takes tens of them.
 */
export class ContractInstance {
  /** Whose host functions the imports are; set while a call runs. */
  frame: WasmFrame | undefined;
  readonly memory: WebAssembly.Memory;
  readonly #prepared: PreparedModule;
  readonly #gas: WebAssembly.Global<bigint>;
  readonly #stack: WebAssembly.Global<number>;
  readonly #tracing: WebAssembly.Global<number> | undefined;
  readonly #exports: Readonly<Record<string, WebAssembly.ExportValue>>;
  readonly #image: Uint8Array;
  readonly #globals: readonly { readonly global: WebAssembly.Global; readonly value: number | bigint }[];

  constructor(module: WebAssembly.Module, prepared: PreparedModule) {
    const imports = { ...createImports(this), ...(prepared.trace && createTraceImports(this)) };
    const { exports } = new WebAssembly.Instance(module, { interleave: imports });
    this.#exports = exports;
    this.#prepared = prepared;
    this.memory = exports['memory'] as WebAssembly.Memory;
    this.#gas = exports[prepared.exports.gas] as WebAssembly.Global<bigint>;
    this.#stack = exports[prepared.exports.stack] as WebAssembly.Global<number>;
    const { tracing } = prepared.exports;
    this.#tracing = tracing === undefined ? undefined : (exports[tracing] as WebAssembly.Global<number>);
    this.#image = new Uint8Array(this.memory.buffer).slice();
    this.#globals = prepared.exports.globals.map((name) => {
      const global = exports[name] as WebAssembly.Global;
      return { global, value: global.value };
    });
  }

  /** Units left; negative after running out. */
  get units(): bigint {
    return this.#gas.value;
  }

  set units(units: bigint) {
    this.#gas.value = units;
  }

  get gas(): bigint {
    return this.#gas.value / UNITS_PER_GAS;
  }

  /** Words of stack left; negative after overflow. */
  get stack(): number {
    return this.#stack.value;
  }

  set stack(words: number) {
    this.#stack.value = words;
  }

  /** Whether a traced module tells what it does. */
  set tracing(isTold: boolean) {
    if (this.#tracing) this.#tracing.value = isTold ? 1 : 0;
  }

  get maxPages(): number {
    return this.#prepared.maxPages;
  }

  get pages(): number {
    return this.memory.buffer.byteLength >>> 16;
  }

  /** Runs the module's start function, then the entry. */
  run(entry: 'call' | 'deploy'): void {
    const { start } = this.#prepared.exports;
    if (start !== undefined) (this.#exports[start] as Entry)();
    (this.#exports[entry] as Entry)();
  }

  /** Makes it as new; false where that cannot be done. */
  reset(): boolean {
    this.frame = undefined;
    if (!this.#prepared.reusable || this.memory.buffer.byteLength !== this.#image.length) return false;
    new Uint8Array(this.memory.buffer).set(this.#image);
    for (const { global, value } of this.#globals) global.value = value;
    return true;
  }
}
