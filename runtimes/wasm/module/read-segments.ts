import type { ByteReader } from './byte-reader.ts';
import { LIMITS } from './limits.ts';
import { OP } from './opcodes.ts';
import type { ParsedModule } from './parsed-module.ts';
import { FUNCREF, readConstant } from './read-definitions.ts';

const PAGE_BYTES = 65_536;

/** Element segments of all eight forms: bit 0 passive or declarative, bit 1 explicit table or declarative, bit 2 expressions. */
export function readElements(module: ParsedModule, reader: ByteReader): void {
  const count = reader.count(LIMITS.segments, 'element segments');
  for (let i = 0; i < count; i++) {
    const at = reader.at;
    const form = reader.u32();
    if (form > 7) reader.fail(`unknown form ${form} of an element segment`, at);
    const active = (form & 1) === 0;
    const table = active && form & 2 ? reader.u32() : 0;
    const offset = active ? readConstant(reader).value : 0;
    // The shortest active forms have no type; it is a kind (0: functions) or a type of references.
    if (form & 3) {
      const kind = reader.byte();
      if (kind !== (form & 4 ? FUNCREF : 0)) reader.fail('element segments can only hold functions', reader.at - 1);
    }
    const functions: (number | undefined)[] = [];
    const length = reader.count(LIMITS.tableEntries, 'entries in an element segment');
    for (let k = 0; k < length; k++)
      functions.push(form & 4 ? readReference(module, reader) : reader.index(module.functions.length, 'function'));
    module.elementCount++;
    if (!active) continue;
    const size = module.tables[table]?.minimum;
    if (size === undefined) reader.fail(`no table ${table}`, at);
    if (offset + length > size)
      reader.fail(`an element segment of ${length} entries at ${offset} in a table of ${size} entries`, at);
    module.elements.push({ table, offset, functions });
  }
}

function readReference(module: ParsedModule, reader: ByteReader): number | undefined {
  const at = reader.at;
  const opcode = reader.byte();
  let index: number | undefined;
  if (opcode === OP.refFunc) index = reader.index(module.functions.length, 'function');
  else if (opcode !== OP.refNull || reader.byte() !== FUNCREF)
    reader.fail('element segments can only hold functions', at);
  if (reader.byte() !== OP.end) reader.fail('element segments can only hold functions', at);
  return index;
}

export function readData(module: ParsedModule, reader: ByteReader): void {
  const count = reader.count(LIMITS.segments, 'data segments');
  const memory = (module.memories[0]?.minimum ?? 0) * PAGE_BYTES;
  for (let i = 0; i < count; i++) {
    const at = reader.at;
    const form = reader.u32();
    if (form > 2) reader.fail(`unknown form ${form} of a data segment`, at);
    if (form === 2 && reader.u32() !== 0) reader.fail('multiple memories are not supported', at);
    const offset = form === 1 ? undefined : readConstant(reader).value;
    const bytes = reader.take(reader.u32());
    if (offset !== undefined && offset + bytes.length > memory)
      reader.fail(`a data segment of ${bytes.length} bytes at ${offset} in a memory of ${memory} bytes`, at);
    module.data.push({ offset, bytes });
  }
}
