import { ByteReader } from '../module/byte-reader.ts';
import { ModuleError } from '../module/module-error.ts';
import { BULK, OP, OPCODES } from '../module/opcodes.ts';

/**
 * Up to which instruction a function's locals surely hold what they began with, as offsets in the module: up to the first that gives the local a value,
 * or to the loop around it, for only loops go back. Absent: none does. undefined: the code is none that is known.
 */
export function keptLocals(
  module: Uint8Array,
  { start, end }: { readonly start: number; readonly end: number },
): ReadonlyMap<number, number> | undefined {
  const reader = new ByteReader(module, 'function', start, end);
  const kept = new Map<number, number>();
  /** Where loops begin; -1: another block. */
  const open: number[] = [];
  try {
    for (let count = reader.u32(); count > 0; count--) {
      reader.u32();
      reader.byte();
    }
    while (!reader.done) {
      const at = reader.at;
      const opcode = reader.byte();
      if (opcode === OP.block || opcode === OP.loop || opcode === OP.if) {
        reader.s33();
        open.push(opcode === OP.loop ? at : -1);
      } else if (opcode === OP.end) open.pop();
      else if (opcode === OP.localSet || opcode === OP.localTee) {
        const slot = reader.u32();
        if (!kept.has(slot)) kept.set(slot, open.find((loop) => loop >= 0) ?? at);
      } else if (!skip(reader, opcode)) return undefined;
    }
  } catch (error) {
    if (error instanceof ModuleError) return undefined;
    throw error;
  }
  return kept;
}

/** What follows the opcode. @returns false of what is not known */
function skip(reader: ByteReader, opcode: number): boolean {
  const numbers = NUMBERS[opcode];
  if (numbers !== undefined) return skipNumbers(reader, numbers);
  if (opcode === OP.brTable) return skipNumbers(reader, reader.u32() + 1);
  if (opcode === OP.selectTyped) return skipNumbers(reader, reader.u32());
  if (opcode === OP.bulk) {
    const code = reader.u32();
    if (code < BULK.memoryInit) return true;
    return skipNumbers(reader, code === BULK.memoryInit || code === BULK.memoryCopy ? 2 : 1);
  }
  switch (OPCODES[opcode]?.immediate) {
    case 'none':
      return true;
    case 'memory':
      return skipNumbers(reader, 2);
    case 'i32':
      reader.s33();
      return true;
    case 'i64':
      reader.skip64();
      return true;
    case 'f32':
      reader.skip(4);
      return true;
    case 'f64':
      reader.skip(8);
      return true;
    default:
      return false;
  }
}

const NUMBERS: Readonly<Record<number, number>> = {
  ...Object.fromEntries([OP.unreachable, OP.nop, OP.else, OP.return, OP.drop, OP.select].map((code) => [code, 0])),
  ...Object.fromEntries(
    [OP.br, OP.brIf, OP.call, OP.localGet, OP.globalGet, OP.globalSet, OP.memorySize, OP.memoryGrow, OP.refFunc].map(
      (code) => [code, 1],
    ),
  ),
  [OP.refNull]: 1,
  [OP.callIndirect]: 2,
};

function skipNumbers(reader: ByteReader, count: number): boolean {
  for (let n = 0; n < count; n++) reader.u32();
  return true;
}
