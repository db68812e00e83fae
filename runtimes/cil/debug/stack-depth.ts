/** How many values lie on the evaluation stack before each instruction (ECMA-335, III). */
import { decode, ends, tokenIn, type Instruction } from '../meter/instruction.ts';
import { handleOf, type Metadata } from '../meter/metadata.ts';
import type { MethodBody } from '../meter/method-body.ts';
import { OP } from '../meter/opcodes.ts';
import { TABLE } from '../meter/schema.ts';
import { SignatureReader, type MethodText } from '../meter/signature-text.ts';

/** First and last opcode of a range, and by how much the stack grows; what is in none leaves it as high as it was. */
const GROWTH: readonly (readonly [from: number, to: number, by: number])[] = [
  [0x02, 0x09, 1],
  [0x0a, 0x0d, -1],
  [0x0e, 0x0f, 1],
  [0x10, 0x10, -1],
  [0x11, 0x12, 1],
  [0x13, 0x13, -1],
  [0x14, 0x23, 1],
  [0x25, 0x25, 1],
  [0x26, 0x26, -1],
  [0x2c, 0x2d, -1],
  [0x2e, 0x37, -2],
  [0x39, 0x3a, -1],
  [0x3b, 0x44, -2],
  [0x45, 0x45, -1],
  [0x51, 0x57, -2],
  [0x58, 0x64, -1],
  [0x70, 0x70, -2],
  [0x72, 0x72, 1],
  [0x7a, 0x7a, -1],
  [0x7d, 0x7d, -2],
  [0x7e, 0x7f, 1],
  [0x80, 0x80, -1],
  [0x81, 0x81, -2],
  [0x8f, 0x9a, -1],
  [0x9b, 0xa2, -3],
  [0xa3, 0xa3, -1],
  [0xa4, 0xa4, -3],
  [0xd0, 0xd0, 1],
  [0xd6, 0xdb, -1],
  [0xdf, 0xdf, -2],
  [0xfe00, 0xfe00, 1],
  [0xfe01, 0xfe05, -1],
  [0xfe06, 0xfe06, 1],
  [0xfe09, 0xfe0a, 1],
  [0xfe0b, 0xfe0b, -1],
  [0xfe0c, 0xfe0d, 1],
  [0xfe0e, 0xfe0e, -1],
  [0xfe11, 0xfe11, -1],
  [0xfe15, 0xfe15, -1],
  [0xfe17, 0xfe18, -3],
  [0xfe1c, 0xfe1c, 1],
];

/** By offset. Of code that nothing leads to, as if the stack were empty. */
export function stackDepths(metadata: Metadata, { il, regions }: MethodBody): ReadonlyMap<number, number> {
  const depths = new Map<number, number>();
  for (const { kind, handler, type } of regions) {
    depths.set(handler, kind === 'catch' || kind === 'filter' ? 1 : 0);
    if (kind === 'filter') depths.set(type, 1);
  }
  let depth: number | undefined = 0;
  for (const one of decode(il)) {
    depth = depths.get(one.at) ?? depth ?? 0;
    depths.set(one.at, depth);
    depth += growthOf(metadata, one);
    const left = one.op === OP.leave || one.op === OP.leaveShort ? 0 : depth;
    for (const target of one.targets) if (!depths.has(target)) depths.set(target, left);
    if (ends(one)) depth = undefined;
  }
  return depths;
}

/** What takes two operands or more, and leaves a result. */
const BINARY: readonly (readonly [from: number, to: number])[] = [
  [0x58, 0x64],
  [0x8f, 0x9a],
  [0xa3, 0xa3],
  [0xd6, 0xdb],
  [0xfe01, 0xfe05],
];
const NO_RESULT = new Set<number>([
  ...[OP.nop, OP.jmp, OP.endfinally, OP.rethrow, OP.unaligned, OP.volatile, OP.tail, OP.constrained, OP.readonly],
]);

/** Whether it leaves a value on top of the stack. */
export function leavesValue(metadata: Metadata, one: Instruction): boolean {
  if (one.op === OP.call || one.op === OP.callvirt) return signatureOf(metadata, one).result !== 'System.Void';
  if (one.targets.length > 0 || NO_RESULT.has(one.op) || ends(one)) return false;
  return growthOf(metadata, one) >= 0 || BINARY.some(([from, to]) => one.op >= from && one.op <= to);
}

function growthOf(metadata: Metadata, one: Instruction): number {
  if (one.op === OP.call || one.op === OP.callvirt || one.op === OP.newobj) return callGrowth(metadata, one);
  return GROWTH.find(([from, to]) => one.op >= from && one.op <= to)?.[2] ?? 0;
}

function callGrowth(metadata: Metadata, one: Instruction): number {
  const { parameters, isStatic, result } = signatureOf(metadata, one);
  if (one.op === OP.newobj) return 1 - parameters.length;
  const given = result === 'System.Void' ? 0 : 1;
  return given - parameters.length - (isStatic ? 0 : 1);
}

function signatureOf(metadata: Metadata, one: Instruction): MethodText {
  const token = handleOf(tokenIn(one));
  const method = token.table === TABLE.methodSpec ? metadata.coded(TABLE.methodSpec, token.row, 0) : token;
  const blob = metadata.blob(method.table, method.row, method.table === TABLE.methodDef ? 4 : 2);
  return new SignatureReader(metadata, blob).method();
}
