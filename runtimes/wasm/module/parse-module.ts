import { ByteReader } from './byte-reader.ts';
import { ModuleError } from './module-error.ts';
import { LIMITS } from './limits.ts';
import type { ParsedModule } from './parsed-module.ts';
import { readImports } from './read-imports.ts';
import { readData, readElements } from './read-segments.ts';
import { readGlobals, readMemories, readTables, readTypes } from './read-definitions.ts';

const SECTIONS: readonly string[] = [
  'custom',
  'type',
  'import',
  'function',
  'table',
  'memory',
  'global',
  'export',
  'start',
  'element',
  'code',
  'data',
  'data count',
];
const CUSTOM = 0;
const MAGIC = [0x00, 0x61, 0x73, 0x6d];

/** Where the sections begin: behind magic number and version. */
export const PREAMBLE_BYTES = 8;

export function checkPreamble(bytes: Uint8Array): void {
  if (MAGIC.some((byte, i) => bytes[i] !== byte))
    throw new ModuleError('byte 0: not a WebAssembly module (a module begins with 00 61 73 6d)');
  if (bytes.length < PREAMBLE_BYTES) throw new ModuleError('byte 4: ends early');
  const [major, minor, layer, component] = bytes.subarray(4);
  if (layer === 1 && component === 0)
    throw new ModuleError('byte 4: a component; compile to a core module (not for wasm32-wasip2)');
  if (major !== 1 || minor !== 0 || layer !== 0 || component !== 0)
    throw new ModuleError('byte 4: not version 1 of WebAssembly');
}

/** Reads all sections; throws `ModuleError`. Types are checked by the engine, limits and what contracts may contain here. */
export function parseModule(bytes: Uint8Array): ParsedModule {
  checkPreamble(bytes);
  const module: ParsedModule = {
    types: [],
    imports: [],
    functions: [],
    tables: [],
    memories: [],
    globals: [],
    exports: new Map(),
    start: undefined,
    elements: [],
    elementCount: 0,
    hasDataCount: false,
    bodies: [],
    data: [],
  };
  const reader = new ByteReader(bytes, 'module', PREAMBLE_BYTES);
  while (!reader.done) {
    const at = reader.at;
    const id = reader.byte();
    if (id === 13) reader.fail('exception handling is not supported; compile without it (rustc: -C panic=abort)', at);
    const name = SECTIONS[id];
    if (name === undefined) reader.fail(`unknown section ${id}`, at);
    const section = reader.part(reader.u32(), `${name} section`);
    if (id === CUSTOM) continue;
    readSection(module, id, section);
    if (!section.done) section.fail(`${section.end - section.at} bytes too many`);
  }
  const defined = module.functions.length - module.imports.length;
  if (module.bodies.length !== defined)
    throw new ModuleError(`code section: ${module.bodies.length} bodies for ${defined} functions`);
  return module;
}

function readSection(module: ParsedModule, id: number, reader: ByteReader): void {
  switch (id) {
    case 1:
      readTypes(module, reader);
      break;
    case 2:
      readImports(module, reader);
      break;
    case 3: {
      const count = reader.count(LIMITS.functions, 'functions');
      for (let i = 0; i < count; i++) module.functions.push(reader.index(module.types.length, 'type'));
      break;
    }
    case 4:
      readTables(module, reader);
      break;
    case 5:
      readMemories(module, reader);
      break;
    case 6:
      readGlobals(module, reader);
      break;
    case 7: {
      const count = reader.count(LIMITS.exports, 'exports');
      for (let i = 0; i < count; i++) module.exports.set(reader.text(), { kind: reader.byte(), index: reader.u32() });
      break;
    }
    case 8:
      module.start = reader.index(module.functions.length, 'function');
      break;
    case 9:
      readElements(module, reader);
      break;
    case 10: {
      const count = reader.count(LIMITS.functions, 'function bodies');
      for (let i = 0; i < count; i++) {
        const size = reader.u32();
        if (size > LIMITS.functionBytes)
          reader.fail(
            `function ${module.imports.length + i} has ${size} bytes; the limit is ${LIMITS.functionBytes}: split it`,
          );
        const body = reader.part(size, '');
        module.bodies.push({ start: body.at, end: body.end });
      }
      break;
    }
    case 11:
      readData(module, reader);
      break;
    case 12:
      reader.u32();
      module.hasDataCount = true;
  }
}
