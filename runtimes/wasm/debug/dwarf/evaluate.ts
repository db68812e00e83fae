/** Location expressions (DWARF 5, section 2.5), with WebAssembly's own operation for locals (tool-conventions, "DWARF for WebAssembly"). */
import { Cursor } from './cursor.ts';

export interface Machine {
  /** A local as an unsigned number; undefined: not told. */
  local(slot: number): bigint | undefined;
  memory(address: number, length: number): Uint8Array | undefined;
  /** What `DW_OP_fbreg` is relative to. */
  frameBase(): bigint | undefined;
}

export interface Piece {
  readonly bytes: Uint8Array | undefined;
  readonly address?: number;
}

const MOST_OPERATIONS = 1_000;
const MOST_PIECE = 4_096;

/** Bytes of a value of `size` bytes; undefined: it is not there, or the expression is one that is not known. @throws DwarfError */
export function readValue(expression: Uint8Array, size: number, machine: Machine): Piece | undefined {
  const cursor = new Cursor(expression);
  const pieces: Uint8Array[] = [];
  let stack: bigint[] = [];
  let isValue = false;
  let isEmpty = true;
  const take = (length: number): Piece | undefined => {
    const top = stack.at(-1);
    if (isEmpty || top === undefined) return undefined;
    if (isValue) return { bytes: littleEndian(top, length) };
    const address = Number(BigInt.asUintN(32, top));
    return { bytes: machine.memory(address, length), address };
  };
  for (let i = 0; !cursor.done && i < MOST_OPERATIONS; i++) {
    const code = cursor.u8();
    if (code === 0x93) {
      const length = cursor.uleb();
      const bytes = length > MOST_PIECE ? undefined : take(length)?.bytes;
      if (bytes === undefined) return undefined;
      pieces.push(bytes);
      [stack, isValue, isEmpty] = [[], false, true];
      continue;
    }
    if (code === 0x9f) {
      isValue = true;
      continue;
    }
    if (code === 0xed) {
      const kind = cursor.u8();
      const local = kind === 0 ? machine.local(cursor.uleb()) : undefined;
      if (local === undefined) return undefined;
      stack.push(local);
      // A local alone is where the value is; with operations behind it, it is a number.
      isValue = cursor.done || expression[cursor.at] === 0x93;
      isEmpty = false;
      continue;
    }
    if (!step(code, cursor, stack, machine)) return undefined;
    isEmpty = false;
  }
  if (pieces.length === 0) return take(size);
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return { bytes };
}

function step(code: number, cursor: Cursor, stack: bigint[], machine: Machine): boolean {
  const push = (value: bigint | undefined): boolean => value !== undefined && stack.push(value) > 0;
  if (code >= 0x30 && code <= 0x4f) return push(BigInt(code - 0x30));
  switch (code) {
    case 0x03:
      return push(BigInt(cursor.u32()));
    case 0x08:
      return push(BigInt(cursor.u8()));
    case 0x0a:
      return push(BigInt(cursor.u16()));
    case 0x0c:
      return push(BigInt(cursor.u32()));
    case 0x0e:
      return push(cursor.u64());
    case 0x10:
      return push(BigInt(cursor.uleb()));
    case 0x11:
      return push(cursor.sleb());
    case 0x91: {
      const base = machine.frameBase();
      return base !== undefined && push(base + cursor.sleb());
    }
    case 0x23: {
      const top = stack.pop();
      return top !== undefined && push(top + BigInt(cursor.uleb()));
    }
  }
  return binary(code, stack);
}

function binary(code: number, stack: bigint[]): boolean {
  const [b, a] = [stack.pop(), stack.pop()];
  if (a === undefined || b === undefined) return false;
  switch (code) {
    case 0x1a:
      return stack.push(a & b) > 0;
    case 0x1c:
      return stack.push(BigInt.asUintN(64, a - b)) > 0;
    case 0x21:
      return stack.push(a | b) > 0;
    case 0x22:
      return stack.push(BigInt.asUintN(64, a + b)) > 0;
    case 0x25:
      return stack.push(b < 64n ? a >> b : 0n) > 0;
    case 0x27:
      return stack.push(a ^ b) > 0;
    default:
      return false;
  }
}

export function littleEndian(value: bigint, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let rest = BigInt.asUintN(64, value);
  for (let i = 0; i < length && i < 8; i++) {
    bytes[i] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return bytes;
}
