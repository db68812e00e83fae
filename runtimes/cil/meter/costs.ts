/**
 * What instructions cost, in units of gas: 10 to one ledger gas, about 10 ns of a lane's time each. One for what the interpreter does
 * in a step; more where it does more.
 */
import { OP } from './opcodes.ts';

/** Sets up a frame. */
const CALL = 8;
/** Of the class library, which does not pay for itself. */
const LIBRARY_CALL = 25;
const ALLOCATION = 10;
/** The engine walks the stack twice: 20 to 50 us. */
const THROW = 3_000;
/** A block of memory is copied or filled. */
const BLOCK = 100;

const FREE = new Set<number>([OP.nop, OP.constrained, OP.readonly, OP.volatile, OP.unaligned]);
const COSTS = new Map<number, number>([
  [OP.newarr, ALLOCATION + 5],
  [OP.box, ALLOCATION + 5],
  ...[OP.castclass, OP.isinst, OP.unbox, OP.unboxAny, OP.div, OP.divUn, OP.rem, OP.remUn].map((op) => [op, 4] as const),
  ...[OP.mulOvf, OP.mulOvfUn].map((op) => [op, 2] as const),
  ...[OP.ldelem, OP.stelem, OP.ldelema, OP.ldobj, OP.stobj, OP.cpobj, OP.initobj].map((op) => [op, 3] as const),
  ...[OP.ldftn, OP.ldvirtftn].map((op) => [op, 10] as const),
  ...[OP.throw, OP.rethrow].map((op) => [op, THROW] as const),
  ...[OP.cpblk, OP.initblk, OP.localloc].map((op) => [op, BLOCK] as const),
]);

/** `ofLibrary`: the method that is called is one of the class library's. */
export function costOf(op: number, ofLibrary: boolean): number {
  if (FREE.has(op)) return 0;
  if (op === OP.call || op === OP.callvirt) return ofLibrary ? LIBRARY_CALL : CALL;
  if (op === OP.newobj) return (ofLibrary ? LIBRARY_CALL : CALL) + ALLOCATION;
  return COSTS.get(op) ?? 1;
}
