import { toHex } from '../../core/hex.ts';

const PUSH1 = 0x60;
const PUSH32 = 0x7f;
const JUMPDEST = 0x5b;

export interface CodeAnalysis {
  /** 1 at each JUMPDEST that is not data of a push. */
  readonly jumps: Uint8Array<ArrayBuffer>;
  /** Words behind pushes by their place, filled in as they are run. */
  readonly pushes: Record<number, bigint>;
}

export function analyse(code: Uint8Array): CodeAnalysis {
  const jumps = new Uint8Array(code.length);
  for (let i = 0; i < code.length; i++) {
    const opcode = code[i] as number;
    if (opcode === JUMPDEST) jumps[i] = 1;
    else if (opcode >= PUSH1 && opcode <= PUSH32) i += opcode - PUSH1 + 1;
  }
  return { jumps, pushes: {} };
}

/** The word of code between two places; behind the end of the code there are zeros. */
export function pushed(code: Uint8Array, start: number, end: number): bigint {
  const bytes = code.subarray(start, end);
  if (bytes.length === 0) return 0n;
  return BigInt(`0x${toHex(bytes)}`) << BigInt(8 * (end - start - bytes.length));
}
