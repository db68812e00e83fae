/** Contracts from text for tests, and a bare host to run them. */
import wabt from 'wabt';
import { GROW_MEMORY, HOST_FUNCTIONS, HOST_MODULE } from './host-functions.ts';
import { prepareModule, type PreparedModule } from './prepare.ts';

/** Words of stack that calls get here: tests have less of a stack than lanes have. */
export const TEST_STACK_WORDS = 65_536;

const tools = await wabt();
const FEATURES = {
  exceptions: true,
  simd: true,
  threads: true,
  tail_call: true,
  multi_memory: true,
  memory64: true,
  gc: true,
  extended_const: true,
};

export function assemble(wat: string): Uint8Array<ArrayBuffer> {
  const module = tools.parseWat('test.wat', wat, FEATURES);
  try {
    return new Uint8Array(module.toBinary({ canonicalize_lebs: true }).buffer);
  } finally {
    module.destroy();
  }
}

/** A module with memory and the functions given; `call` is added where it is missing. */
export const contract = (body: string): Uint8Array<ArrayBuffer> =>
  assemble(`(module (memory (export "memory") 1) ${body.includes('"call"') ? '' : '(func (export "call"))'} ${body})`);

export function prepared(module: Uint8Array, form: 'plain' | 'traced' = 'plain'): PreparedModule {
  const result = prepareModule(module, form);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

export const refusal = (module: Uint8Array): string => {
  const result = prepareModule(module);
  return result.ok ? 'accepted' : result.error;
};

type HostCall = (...args: (number | bigint)[]) => number | bigint | undefined;

export interface Running {
  readonly memory: DataView;
  readonly gas: WebAssembly.Global<bigint>;
  readonly stack: WebAssembly.Global<number>;
  readonly exports: Readonly<Record<string, WebAssembly.ExportValue>>;
  /** Runs `call`; the units it took, or why it ended. */
  call(gas?: bigint): { readonly used: bigint; readonly trap?: string };
}

export function instantiate(module: PreparedModule, host: Partial<Record<string, HostCall>> = {}): Running {
  const functions: Record<string, HostCall> = {};
  for (const name of Object.keys(HOST_FUNCTIONS)) functions[name] = () => 0;
  functions[GROW_MEMORY] = (pages) => {
    try {
      return memory.grow(Number(pages) >>> 0);
    } catch {
      return -1;
    }
  };
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module.code), {
    [HOST_MODULE]: { ...functions, ...host },
  });
  const { exports } = instance;
  const memory = exports['memory'] as WebAssembly.Memory;
  const gas = exports[module.exports.gas] as WebAssembly.Global<bigint>;
  const stack = exports[module.exports.stack] as WebAssembly.Global<number>;
  return {
    get memory() {
      return new DataView(memory.buffer);
    },
    gas,
    stack,
    exports,
    call: (limit = 1_000_000_000n) => {
      gas.value = limit;
      stack.value = TEST_STACK_WORDS;
      try {
        (exports['call'] as () => void)();
        return { used: limit - gas.value };
      } catch (error) {
        if (!(error instanceof WebAssembly.RuntimeError)) throw error;
        return { used: limit - gas.value, trap: error.message };
      }
    },
  };
}

/** Units that `call` takes. */
export const unitsOf = (body: string): bigint => instantiate(prepared(contract(body))).call().used;
