import { err, ok, type Result } from '../../core/result.ts';
import { ByteReader } from './byte-reader.ts';
import type { HostFunction } from './host-functions.ts';
import { instrumentFunction } from './instrument-function.ts';
import { Layout } from './layout.ts';
import { LIMITS } from './limits.ts';
import { ModuleError } from './module-error.ts';
import { parseModule } from './parse-module.ts';
import { FunctionTrace } from './function-trace.ts';
import { KIND, type ParsedModule } from './parsed-module.ts';
import type { ModuleTrace, TraceSite } from './trace-hooks.ts';
import { describeType, type FunctionType } from './value-type.ts';
import { writeModule, type OutputExport } from './write-module.ts';

export interface PreparedModule {
  /** The instrumented module, for `new WebAssembly.Module`. It exports `memory`, `call`, `deploy` and what is added, no more. */
  readonly code: Uint8Array<ArrayBuffer>;
  /** Pages (64 KiB) at instantiation. */
  readonly initialPages: number;
  /** The most that memory may grow to. */
  readonly maxPages: number;
  readonly exports: AddedExports;
  readonly hasDeploy: boolean;
  /** Host functions that the module itself imports. */
  readonly imports: readonly HostFunction[];
  /** Whether an instance can be used again after its memory and globals were restored. */
  readonly reusable: boolean;
  /** Of a module that tells a debugger what it does (trace-hooks.ts). */
  readonly trace?: ModuleTrace;
}

/** Names of the exports that were added. Both meters are 0 in a fresh instance: the host sets them before it calls. */
export interface AddedExports {
  /** Mutable i64: units left; negative after running out. */
  readonly gas: string;
  /** Mutable i32: words of stack left; negative after overflow. */
  readonly stack: string;
  /** Mutable i32, of a traced module: the host sets it to 1 before it calls, and to 0 where it wants to hear no more. */
  readonly tracing?: string;
  /** The start function, if there is one: the host calls it at the beginning of every call. */
  readonly start?: string;
  /** All mutable globals of the module itself. */
  readonly globals: readonly string[];
}

/**
 * Checks a contract and rewrites it so that it is metered, bounded and deterministic (README.md has the rules). The same bytes
 * give the same result. The error says what is wrong, where, and what to do. `traced`: it tells a debugger what it does besides; what
 * it does and costs is the same.
 */
export function prepareModule(module: Uint8Array, form: 'plain' | 'traced' = 'plain'): Result<PreparedModule, string> {
  if (module.length > LIMITS.moduleBytes)
    return err(
      `the module has ${module.length} bytes; the limit is ${LIMITS.moduleBytes}: strip debug information (rustc: -C strip=symbols)`,
    );
  // A copy: what is validated must be what is read, even of shared memory.
  const bytes = new Uint8Array(module);
  // First the limits, which also bound what the engine has to check; and what is refused here is explained better.
  const prepared = prepare(bytes, form === 'traced');
  if (!prepared.ok) return prepared;
  if (!WebAssembly.validate(bytes))
    return err('not a valid WebAssembly module: its types or instructions do not fit together');
  if (!WebAssembly.validate(prepared.value.code)) return err('the module cannot be instrumented: please report this');
  return prepared;
}

function prepare(bytes: Uint8Array, isTraced: boolean): Result<PreparedModule, string> {
  try {
    const module = parseModule(bytes);
    const layout = new Layout(module, isTraced);
    const sites: TraceSite[] = [];
    const traces: FunctionTrace[] = [];
    const { exports, added } = planExports(module, layout);
    const bodies = module.bodies.map(({ start, end }, i) => {
      const index = module.imports.length + i;
      const type = typeOf(module, index);
      const trace = isTraced ? new FunctionTrace(layout, index, type, sites) : undefined;
      if (trace) traces.push(trace);
      return instrumentFunction(module, layout, new ByteReader(bytes, `function ${index}`, start, end), type, trace);
    });
    return ok({
      code: writeModule(module, layout, bodies, exports),
      initialPages: module.memories[0]?.minimum ?? 0,
      maxPages: Math.min(module.memories[0]?.maximum ?? LIMITS.memoryPages, LIMITS.memoryPages),
      exports: added,
      hasDeploy: module.exports.has('deploy'),
      imports: module.imports.map(({ name }) => name),
      reusable: !layout.dropsData && !module.globals.some((global) => global.mutable && global.nan),
      ...(isTraced && { trace: moduleTrace(module, sites, traces) }),
    });
  } catch (error) {
    if (error instanceof ModuleError) return err(error.message);
    throw error;
  }
}

function moduleTrace(
  module: ParsedModule,
  sites: readonly TraceSite[],
  functions: readonly FunctionTrace[],
): ModuleTrace {
  const imported = module.imports;
  return {
    sites,
    entryUnits: [...imported.map(() => 0), ...functions.map(({ entryUnits }) => entryUnits)],
    locals: [...imported.map(() => []), ...functions.map(({ locals }) => locals)],
    memory: module.data.flatMap(({ offset, bytes }) => (offset === undefined ? [] : [{ offset, bytes }])),
  };
}

const typeOf = (module: ParsedModule, index: number): FunctionType =>
  module.types[module.functions[index] as number] as FunctionType;

function planExports(module: ParsedModule, layout: Layout): { exports: OutputExport[]; added: AddedExports } {
  const exports: OutputExport[] = [];
  const memory = module.exports.get('memory');
  if (memory?.kind !== KIND.memory)
    throw new ModuleError('export section: the module must export its memory as "memory" (HOST-ABI.md)');
  exports.push({ name: 'memory', kind: KIND.memory, index: 0 });
  for (const name of ['call', 'deploy']) {
    const found = module.exports.get(name);
    if (found === undefined && name === 'deploy') continue;
    const type = found?.kind === KIND.function && found.index < module.functions.length && typeOf(module, found.index);
    if (found === undefined || !type || type.params.length + type.results.length > 0)
      throw new ModuleError(
        `export section: the module must export a function "${name}" without parameters and results` +
          (type ? `; its "${name}" has the type ${describeType(type)}` : '') +
          (name === 'call' ? ' (HOST-ABI.md)' : ', or nothing of that name (HOST-ABI.md)'),
      );
    exports.push({ name, kind: KIND.function, index: layout.functionIndex(found.index) });
  }
  // Other exports of the module are left out, so these names are free.
  const globals: string[] = [];
  for (const [index, { mutable }] of module.globals.entries()) {
    if (!mutable) continue;
    globals.push(`global${index}`);
    exports.push({ name: `global${index}`, kind: KIND.global, index });
  }
  exports.push({ name: 'gas', kind: KIND.global, index: layout.gasGlobal });
  exports.push({ name: 'stack', kind: KIND.global, index: layout.stackGlobal });
  const isTraced = layout.traceFunctions.length > 0;
  if (isTraced) exports.push({ name: 'tracing', kind: KIND.global, index: layout.traceGlobal });
  const added = { gas: 'gas', stack: 'stack', globals, ...(isTraced && { tracing: 'tracing' }) };
  if (module.start === undefined) return { exports, added };
  if (describeType(typeOf(module, module.start)) !== '() ()')
    throw new ModuleError('start section: the start function must have no parameters and no results');
  exports.push({ name: 'start', kind: KIND.function, index: layout.functionIndex(module.start) });
  return { exports, added: { ...added, start: 'start' } };
}
