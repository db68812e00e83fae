import type { ByteReader } from './byte-reader.ts';
import { LIMITS } from './limits.ts';
import { OP } from './opcodes.ts';
import type { Limits, ParsedModule } from './parsed-module.ts';
import { VALUE_TYPES, type ValueType } from './value-type.ts';

const FUNCTION_TYPE = 0x60;
const VECTOR = 0x7b;
export const FUNCREF = 0x70;

export function readTypes(module: ParsedModule, reader: ByteReader): void {
  const count = reader.count(LIMITS.types, 'types');
  for (let i = 0; i < count; i++) {
    const form = reader.byte();
    if (form !== FUNCTION_TYPE)
      reader.fail('garbage-collected types are not supported: only function types', reader.at - 1);
    const params = readValueTypes(reader, LIMITS.parameters, 'parameters');
    const results = readValueTypes(reader, LIMITS.results, 'results');
    module.types.push({ params, results });
  }
}

function readValueTypes(reader: ByteReader, limit: number, what: string): ValueType[] {
  const types: ValueType[] = [];
  const count = reader.count(limit, what);
  for (let i = 0; i < count; i++) types.push(readValueType(reader));
  return types;
}

export function readValueType(reader: ByteReader): ValueType {
  const type = reader.byte();
  if (type >= VALUE_TYPES.f64 && type <= VALUE_TYPES.i32) return type;
  reader.fail(
    type === VECTOR
      ? 'SIMD is not supported; compile without it (rustc: -C target-feature=-simd128)'
      : 'references as values are not supported: only i32, i64, f32, f64',
    reader.at - 1,
  );
}

export function readTables(module: ParsedModule, reader: ByteReader): void {
  const count = reader.count(LIMITS.tables, 'tables');
  for (let i = 0; i < count; i++) {
    const at = reader.at;
    if (reader.byte() !== FUNCREF) reader.fail('tables can only hold functions (funcref)', at);
    const flags = reader.byte();
    if (flags > 1) reader.fail('64-bit and shared tables are not supported', at);
    const table = readLimits(reader, flags);
    if (table.minimum > LIMITS.tableEntries)
      reader.fail(`a table of ${table.minimum} entries; the limit is ${LIMITS.tableEntries}`, at);
    module.tables.push(table);
  }
}

export function readMemories(module: ParsedModule, reader: ByteReader): void {
  const count = reader.u32();
  if (count > 1) reader.fail('multiple memories are not supported');
  for (let i = 0; i < count; i++) {
    const at = reader.at;
    const flags = reader.byte();
    if (flags & 4) reader.fail('64-bit memories are not supported; compile for wasm32', at);
    if (flags & 2) reader.fail('shared memories are not supported; compile without threads and atomics', at);
    if (flags > 1) reader.fail('memories with pages of their own size are not supported', at);
    const memory = readLimits(reader, flags);
    if (memory.minimum > LIMITS.memoryPages)
      reader.fail(
        `a memory of ${memory.minimum} pages (64 KiB each); the limit is ${LIMITS.memoryPages} (is there a huge static array?)`,
        at,
      );
    module.memories.push(memory);
  }
}

function readLimits(reader: ByteReader, flags: number): Limits {
  const minimum = reader.u32();
  return { minimum, maximum: flags & 1 ? reader.u32() : undefined };
}

export function readGlobals(module: ParsedModule, reader: ByteReader): void {
  const count = reader.count(LIMITS.globals, 'globals');
  for (let i = 0; i < count; i++) {
    const type = readValueType(reader);
    const flags = reader.byte();
    if (flags > 1) reader.fail('shared globals are not supported', reader.at - 1);
    const start = reader.at;
    const nan = readConstant(reader).nan;
    module.globals.push({ type, mutable: flags === 1, initial: reader.bytes.subarray(start, reader.at), nan });
  }
}

/** A constant expression: one constant. `value` is that of an i32, taken as unsigned; 0 for other types. */
export function readConstant(reader: ByteReader): { readonly value: number; readonly nan: boolean } {
  const at = reader.at;
  let value = 0;
  let nan = false;
  switch (reader.byte()) {
    case OP.i32Const:
      value = reader.s33() >>> 0;
      break;
    case OP.i64Const:
      reader.skip64();
      break;
    case OP.f32Const:
      nan = Number.isNaN(viewOf(reader.take(4)).getFloat32(0, true));
      break;
    case OP.f64Const:
      nan = Number.isNaN(viewOf(reader.take(8)).getFloat64(0, true));
      break;
    default:
      reader.fail('an initial value or offset must be one constant', at);
  }
  if (reader.byte() !== OP.end) reader.fail('an initial value or offset must be one constant', at);
  return { value, nan };
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
