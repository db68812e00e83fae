import { isBranch, isShortBranch, OP, operandSize } from './opcodes.ts';

/** One instruction. Branches have targets, as offsets in the body that it comes from; others have an operand. */
export interface Instruction {
  readonly at: number;
  readonly op: number;
  readonly operand: Buffer;
  readonly targets: readonly number[];
}

const NOTHING = Buffer.alloc(0);

/** Takes the IL of a body apart. @throws RangeError where it ends within an instruction. */
export function decode(il: Buffer): Instruction[] {
  const code: Instruction[] = [];
  for (let at = 0; at < il.length;) {
    const start = at;
    let op = il.readUInt8(at++);
    if (op === 0xfe) op = 0xfe00 | il.readUInt8(at++);
    if (op === OP.switch) {
      const count = il.readUInt32LE(at);
      const end = at + 4 + 4 * count;
      const targets = Array.from({ length: count }, (_, i) => end + il.readInt32LE(at + 4 + 4 * i));
      code.push({ at: start, op, operand: NOTHING, targets });
      at = end;
    } else if (isBranch(op)) {
      const short = isShortBranch(op);
      const distance = short ? il.readInt8(at) : il.readInt32LE(at);
      at += short ? 1 : 4;
      code.push({ at: start, op, operand: NOTHING, targets: [at + distance] });
    } else {
      const size = operandSize(op);
      if (at + size > il.length) throw new RangeError('a method ends within an instruction');
      code.push({ at: start, op, operand: il.subarray(at, at + size), targets: [] });
      at += size;
    }
  }
  return code;
}

export const tokenIn = ({ operand }: Instruction): number => operand.readUInt32LE();

/** Nothing runs on from it into what follows. */
export const ends = ({ op }: Instruction): boolean =>
  [OP.ret, OP.throw, OP.rethrow, OP.br, OP.brShort, OP.leave, OP.leaveShort, OP.endfinally, OP.endfilter, OP.jmp].some(
    (one) => one === op,
  );
