import { ByteWriter } from './byte-writer.ts';
import { GROW_MEMORY, HOST_MODULE } from './host-functions.ts';
import type { Layout } from './layout.ts';
import { LIMITS } from './limits.ts';
import { OP } from './opcodes.ts';
import { KIND, type ElementSegment, type ParsedModule } from './parsed-module.ts';
import { VALUE_TYPES } from './value-type.ts';

/** An export of the prepared module, with its index there. */
export interface OutputExport {
  readonly name: string;
  readonly kind: number;
  readonly index: number;
}

const PREAMBLE = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** Puts the prepared module together; custom sections stay behind. */
export function writeModule(
  module: ParsedModule,
  layout: Layout,
  bodies: readonly Uint8Array[],
  exports: readonly OutputExport[],
): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter(bodies.reduce((sum, body) => sum + body.length + 8, 4096));
  const list = <T>(id: number, items: readonly T[], write: (section: ByteWriter, item: T) => void): void => {
    if (items.length === 0) return;
    const section = new ByteWriter();
    section.u32(items.length);
    for (const item of items) write(section, item);
    out.byte(id);
    out.bytes(section.view());
  };
  out.raw(PREAMBLE);
  list(1, layout.types, (section, type) => {
    section.byte(0x60);
    for (const types of [type.params, type.results]) section.bytes(Uint8Array.from(types));
  });
  const functions = [{ name: GROW_MEMORY, type: layout.growType }, ...layout.traceFunctions];
  list(2, [...module.imports, ...functions], (section, { name, type }) => {
    section.text(HOST_MODULE);
    section.text(name);
    section.byte(KIND.function);
    section.u32(type);
  });
  list(3, module.functions.slice(module.imports.length), (section, type) => section.u32(type));
  list(4, module.tables, (section, { minimum, maximum }) => {
    section.op(0x70, maximum === undefined ? 0 : 1);
    section.u32(minimum);
    if (maximum !== undefined) section.u32(maximum);
  });
  list(5, module.memories, (section, { minimum, maximum = LIMITS.memoryPages }) => {
    section.byte(1);
    section.u32(minimum);
    section.u32(Math.min(maximum, LIMITS.memoryPages));
  });
  const added = layout.traceFunctions.length > 0 ? [VALUE_TYPES.i32] : [];
  const meters = [VALUE_TYPES.i64, VALUE_TYPES.i32, ...added].map((type) => ({
    type,
    mutable: true,
    initial: Uint8Array.of(type === VALUE_TYPES.i64 ? OP.i64Const : OP.i32Const, 0, OP.end),
  }));
  list(6, [...module.globals, ...meters], (section, { type, mutable, initial }) => {
    section.op(type, mutable ? 1 : 0);
    section.raw(initial);
  });
  list(7, exports, (section, { name, kind, index }) => {
    section.text(name);
    section.byte(kind);
    section.u32(index);
  });
  list(9, module.elements, (section, segment) => writeElements(section, layout, segment));
  if (module.hasDataCount) {
    const count = new ByteWriter();
    count.u32(module.data.length);
    out.byte(12);
    out.bytes(count.view());
  }
  list(10, bodies, (section, body) => section.bytes(body));
  list(11, module.data, (section, { offset, bytes }) => {
    section.byte(offset === undefined ? 1 : 0);
    if (offset !== undefined) writeOffset(section, offset);
    section.bytes(bytes);
  });
  return out.finish();
}

/** Of eight forms two are written: table and function indices, or table and expressions where an entry is null. */
function writeElements(section: ByteWriter, layout: Layout, { table, offset, functions }: ElementSegment): void {
  const expressions = functions.includes(undefined);
  section.byte(expressions ? 6 : 2);
  section.u32(table);
  writeOffset(section, offset);
  section.byte(expressions ? 0x70 : 0);
  section.u32(functions.length);
  for (const index of functions) {
    if (expressions) section.byte(index === undefined ? OP.refNull : OP.refFunc);
    if (index !== undefined) section.u32(layout.functionIndex(index));
    else section.byte(0x70);
    if (expressions) section.byte(OP.end);
  }
}

function writeOffset(section: ByteWriter, offset: number): void {
  section.byte(OP.i32Const);
  // The binary format has it signed.
  section.signed(offset | 0);
  section.byte(OP.end);
}
