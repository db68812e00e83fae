/** solc's source map of one piece of code, laid out by the offset of each instruction. */
import { decodeHex } from '../../../core/hex.ts';
import type { SolidityCode } from '../../compiler/solidity-debug.ts';

/** Arrays by offset in bytes. */
export interface CodeMap {
  readonly code: Uint8Array;
  /** Of instructions that the map tells of, ascending. */
  readonly offsets: readonly number[];
  /** Bytes of the source; `file`: the id of a source, -1: of none, `NO_INSTRUCTION`: none begins here, or one that the map does not know. */
  readonly start: Int32Array;
  readonly length: Int32Array;
  readonly file: Int32Array;
  /** 0, or one of the two below. */
  readonly jump: Uint8Array;
  /** How many modifiers and constructors the instruction is within. */
  readonly modifiers: Uint16Array;
}

export const NO_INSTRUCTION = -2;
export const JUMP_IN = 1;
export const JUMP_OUT = 2;

export const JUMP = 0x56;
export const JUMPI = 0x57;
export const JUMPDEST = 0x5b;

/** Bytes that a PUSH1 (0x60) to PUSH32 carries behind it. */
export const operandBytes = (opcode: number): number => (opcode >= 0x60 && opcode <= 0x7f ? opcode - 0x5f : 0);

/**
 * What a field of an entry leaves out is that of the entry before; what comes after the last entry is data.
 * Format: https://docs.soliditylang.org/en/latest/internals/source_mappings.html
 */
export function readCodeMap({ object, sourceMap }: Pick<SolidityCode, 'object' | 'sourceMap'>): CodeMap {
  // Where libraries go there are placeholders that are no hex.
  const code = decodeHex(object.replaceAll(/__.{38}/g, '0'.repeat(40)));
  const size = code.length;
  const map = {
    code,
    offsets: [] as number[],
    start: new Int32Array(size),
    length: new Int32Array(size),
    file: new Int32Array(size).fill(NO_INSTRUCTION),
    jump: new Uint8Array(size),
    modifiers: new Uint16Array(size),
  };
  let [start, length, file, jump, modifiers] = [0, 0, -1, 0, 0];
  let at = 0;
  if (sourceMap === '') return map;
  for (const entry of sourceMap.split(';')) {
    if (at >= size) break;
    const [s, l, f, j, m] = entry.split(':');
    if (s) start = Number(s);
    if (l) length = Number(l);
    if (f) file = Number(f);
    if (j) jump = j === 'i' ? JUMP_IN : j === 'o' ? JUMP_OUT : 0;
    if (m) modifiers = Number(m);
    map.offsets.push(at);
    map.start[at] = start;
    map.length[at] = length;
    map.file[at] = file;
    map.jump[at] = jump;
    map.modifiers[at] = modifiers;
    at += 1 + operandBytes(code[at] ?? 0);
  }
  return map;
}

/** The number that the PUSH at the offset pushes; undefined where it is none, or larger than an offset can be. */
export function pushedOffset(code: Uint8Array, offset: number): number | undefined {
  const bytes = operandBytes(code[offset] ?? 0);
  if (bytes === 0 || bytes > 4) return undefined;
  let value = 0;
  for (let n = 1; n <= bytes; n++) value = value * 256 + (code[offset + n] ?? 0);
  return value;
}
