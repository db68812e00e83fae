/** Values of Solidity as people read them. */
import { enumText } from '../../../core/enum-text.ts';
import { count } from '../../../core/glance.ts';
import { toHex } from '../../../core/hex.ts';
import type { Comparable } from '../../../sdk/debug-info.ts';
import type { SolidityType } from './solidity-type.ts';

export interface ValueText {
  readonly value: string;
  readonly compare: Comparable;
}

/** Characters of a text that are shown. */
const LONGEST = 256;

/** A word as the stack, memory and call data have it: numbers at its low end, bytes at its high end. */
export function wordText(type: SolidityType, word: bigint): ValueText {
  switch (type.kind) {
    case 'integer': {
      const number = type.isSigned ? BigInt.asIntN(type.bits, word) : BigInt.asUintN(type.bits, word);
      return { value: number.toString(), compare: number };
    }
    case 'bool':
      return { value: word === 0n ? 'false' : 'true', compare: word !== 0n };
    case 'address': {
      const address = BigInt.asUintN(160, word);
      return { value: hexText(address, 40), compare: address };
    }
    case 'fixedBytes': {
      const bytes = BigInt.asUintN(256, word) >> BigInt(256 - 8 * type.bytes);
      return { value: hexText(bytes, 2 * type.bytes), compare: bytes };
    }
    case 'enum':
      return { value: enumText(type, word), compare: word };
    case 'function':
      return { value: type.isExternal ? hexText(word >> 64n, 48) : `code at ${word & 0xffffffffn}`, compare: word };
    default:
      // Of inline assembly, where all words are alike.
      return { value: word < 1n << 64n ? word.toString() : hexText(word, 64), compare: word };
  }
}

/** What storage has of a value type, cut out of its slot. */
export function packedText(type: SolidityType, packed: bigint): ValueText {
  if (type.kind === 'fixedBytes') return wordText(type, packed << BigInt(256 - 8 * type.bytes));
  if (type.kind === 'function' && type.isExternal) return wordText(type, packed << 64n);
  return wordText(type, packed);
}

export const hexText = (value: bigint, digits: number): string => `0x${value.toString(16).padStart(digits, '0')}`;

/** `bytes`: those that are there, of `length` in all. */
export function bytesText(isString: boolean, bytes: Uint8Array, length: number): ValueText {
  const text = isString ? utf8(bytes) : undefined;
  if (text === undefined) {
    const hex = `0x${toHex(bytes.subarray(0, LONGEST / 2))}`;
    const more = length - Math.min(bytes.length, LONGEST / 2);
    return { value: more > 0 ? `${hex}… ${count(more)} bytes more` : hex, compare: `0x${toHex(bytes)}` };
  }
  const value = JSON.stringify(text.length > LONGEST ? text.slice(0, LONGEST) : text);
  return { value: text.length > LONGEST ? `${value}… ${count(length)} bytes in all` : value, compare: text };
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
