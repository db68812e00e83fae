import type { ByteReader } from './byte-reader.ts';
import { GROW_MEMORY, HOST_FUNCTIONS, HOST_MODULE, type HostFunction } from './host-functions.ts';
import { LIMITS } from './limits.ts';
import { KIND, type ParsedModule } from './parsed-module.ts';
import { VALUE_TYPES, describeType, type FunctionType } from './value-type.ts';

const KINDS = ['function', 'table', 'memory', 'global', 'tag'];

const isHostFunction = (name: string): name is HostFunction => Object.hasOwn(HOST_FUNCTIONS, name);

/** The type of a host function as a module declares it. */
export const hostFunctionType = (name: HostFunction): FunctionType => ({
  params: HOST_FUNCTIONS[name].params.map((type) => VALUE_TYPES[type]),
  results: HOST_FUNCTIONS[name].results.map((type) => VALUE_TYPES[type]),
});

export function readImports(module: ParsedModule, reader: ByteReader): void {
  const count = reader.count(LIMITS.imports, 'imports');
  for (let i = 0; i < count; i++) {
    const at = reader.at;
    const from = reader.text();
    const name = reader.text();
    const kind = reader.byte();
    // Names are chosen by whoever made the module: quoted and bounded.
    const shown = `import ${JSON.stringify(`${from}.${name}`.slice(0, 100))}`;
    if (kind !== KIND.function) {
      const advice = kind === KIND.memory ? '; define it in the module (wasm-ld: without --import-memory)' : '';
      reader.fail(`${shown} is a ${KINDS[kind] ?? 'thing unknown'}; only functions can be imported${advice}`, at);
    }
    const type = reader.u32();
    if (from !== HOST_MODULE || !isHostFunction(name))
      reader.fail(`${shown} is not available: ${advise(from, name)}`, at);
    const declared = module.types[type];
    if (declared === undefined) reader.fail(`no type ${type}`, at);
    const expected = describeType(hostFunctionType(name));
    if (describeType(declared) !== expected)
      reader.fail(`${shown} has the type ${describeType(declared)} but must have ${expected}`, at);
    module.imports.push({ name, type });
    module.functions.push(type);
  }
}

function advise(from: string, name: string): string {
  if (from.startsWith('wasi_') || from.startsWith('wasi:'))
    return 'there is no WASI (no files, clock, randomness); compile for wasm32-unknown-unknown, without a main function';
  if (from === 'env' && ['abort', 'seed', 'trace', 'console.log'].includes(name))
    return `AssemblyScript asks for it; compile with the contract SDK, or with --use abort= and without ${name}`;
  if (from.includes('wbindgen') || name.startsWith('__wbindgen') || from.includes('wbg'))
    return 'wasm-bindgen needs a browser or Node; use the contract SDK instead of wasm-bindgen, js-sys and web-sys';
  if (from.startsWith('wasm:')) return 'there is no JavaScript in a contract';
  if (from === HOST_MODULE && name === GROW_MEMORY) return 'use the instruction memory.grow';
  if (from === HOST_MODULE) return 'the host has no function of that name; HOST-ABI.md lists them';
  if (from === 'env')
    return `contracts import from "${HOST_MODULE}" only; an undeclared or misspelt function ends up in "env" (HOST-ABI.md)`;
  return `contracts import from "${HOST_MODULE}" only (HOST-ABI.md)`;
}
