import type { ParsedModule } from './parsed-module.ts';
import { TRACE_FUNCTIONS, type TraceFunction } from './trace-hooks.ts';
import { VALUE_TYPES, describeType, type FunctionType, type ValueType } from './value-type.ts';

/** Where things stand in the prepared module: what is added goes behind what was there. */
export class Layout {
  /** Index of the first added import; functions of the module itself move up by as many as there are. */
  readonly growFunction: number;
  readonly growType: number;
  /** Further imports, behind `growFunction`, with the index of the type of each: of modules that are traced. */
  readonly traceFunctions: readonly { readonly name: TraceFunction; readonly type: number }[];
  readonly gasGlobal: number;
  readonly stackGlobal: number;
  /** Of modules that are traced: whether anybody still listens. */
  readonly traceGlobal: number;
  /** All types, the added ones last. */
  readonly types: FunctionType[];
  /** Whether a function drops data segments, so that an instance cannot be restored. */
  dropsData = false;
  /** Declared locals of the functions so far. */
  locals = 0;
  readonly #typeIndices = new Map<string, number>();

  /** `isTraced`: it tells a debugger what it does. */
  constructor(module: ParsedModule, isTraced: boolean) {
    this.types = [...module.types];
    for (const [i, type] of this.types.entries()) {
      const text = describeType(type);
      if (!this.#typeIndices.has(text)) this.#typeIndices.set(text, i);
    }
    this.growFunction = module.imports.length;
    this.growType = this.typeIndex({ params: [VALUE_TYPES.i32], results: [VALUE_TYPES.i32] });
    this.traceFunctions = isTraced
      ? Object.entries(TRACE_FUNCTIONS).map(([name, params]) => ({
          name: name as TraceFunction,
          type: this.typeIndex({ params: new Array<ValueType>(params).fill(VALUE_TYPES.i32), results: [] }),
        }))
      : [];
    this.gasGlobal = module.globals.length;
    this.stackGlobal = module.globals.length + 1;
    this.traceGlobal = module.globals.length + 2;
  }

  /** The new index of a function of the original module. */
  functionIndex(original: number): number {
    return original < this.growFunction ? original : original + 1 + this.traceFunctions.length;
  }

  traceFunction(name: TraceFunction): number {
    return this.growFunction + 1 + this.traceFunctions.findIndex((one) => one.name === name);
  }

  /** The index of a type, which is added where there is none. */
  typeIndex(type: FunctionType): number {
    const text = describeType(type);
    const known = this.#typeIndices.get(text);
    if (known !== undefined) return known;
    this.types.push(type);
    this.#typeIndices.set(text, this.types.length - 1);
    return this.types.length - 1;
  }

  /** The block type of a block without parameters, as a signed number of the binary format. */
  blockType(results: readonly ValueType[]): number {
    const [first] = results;
    if (first === undefined) return -64;
    return results.length === 1 ? first - 128 : this.typeIndex({ params: [], results });
  }
}
