/** What an instruction does to variables and to what they refer to (ECMA-335, III). */
import type { Instruction } from '../meter/instruction.ts';
import { OP } from '../meter/opcodes.ts';

export interface SlotUse {
  readonly how: 'store' | 'address';
  readonly kind: 'argument' | 'local';
  readonly index: number;
}

const STLOC_0 = 0x0a;
const STLOC_3 = 0x0d;

/** Instructions with the number of the variable behind them, of one byte or two. */
const USES = new Map<number, Omit<SlotUse, 'index'>>([
  [0x13, { how: 'store', kind: 'local' }],
  [OP.stloc, { how: 'store', kind: 'local' }],
  [0x10, { how: 'store', kind: 'argument' }],
  [0xfe0b, { how: 'store', kind: 'argument' }],
  [0x12, { how: 'address', kind: 'local' }],
  [0xfe0d, { how: 'address', kind: 'local' }],
  [0x0f, { how: 'address', kind: 'argument' }],
  [0xfe0a, { how: 'address', kind: 'argument' }],
]);

/** undefined: it stores in no variable and takes no variable's address. */
export function slotUse({ op, operand }: Instruction): SlotUse | undefined {
  if (op >= STLOC_0 && op <= STLOC_3) return { how: 'store', kind: 'local', index: op - STLOC_0 };
  const use = USES.get(op);
  return use && { ...use, index: operand.length === 1 ? operand.readUInt8() : operand.readUInt16LE() };
}

const STIND = 0x51;
const STIND_R8 = 0x57;
const STIND_I = 0xdf;
const STFLD = 0x7d;
const STELEM_I = 0x9b;
const STELEM_REF = 0xa2;
const MUTATORS = new Set<number>([
  ...[OP.call, OP.callvirt, OP.calli, OP.newobj, STFLD, OP.stsfld, OP.stobj, OP.cpobj, STIND_I],
  ...[OP.stelem, OP.initobj, OP.cpblk, OP.initblk],
]);

/** After it, objects and what references point to may be other than before. */
export const isMutator = ({ op }: Instruction): boolean =>
  MUTATORS.has(op) || (op >= STIND && op <= STIND_R8) || (op >= STELEM_I && op <= STELEM_REF);
