import { toHex } from '../../core/hex.ts';
import type { AddressOf } from './find-slot.ts';
import type { StorageType } from './storage-layout.ts';

/**
 * Hex of the bytes of a mapping key that are hashed, by how `keyText` writes it; names stand for addresses. undefined: it is no key of the
 * type.
 */
export function keyBytes(type: StorageType, text: string, addressOf: AddressOf): string | undefined {
  if (type.kind === 'bytes') return type.label === 'string' ? (stringBytes(text) ?? hexBytes(text)) : hexBytes(text);
  const { label } = type;
  const fixed = /^bytes(\d+)$/.exec(label)?.[1];
  if (fixed !== undefined) return hexBytes(text, 2 * Number(fixed))?.padEnd(WORD, '0');
  if (label === 'bool') return text === 'true' ? word(1n) : text === 'false' ? word(0n) : undefined;
  if (/^address|^contract /.test(label)) return (hexBytes(text, 40) ?? addressOf(text))?.padStart(WORD, '0');
  const int = /^(u?)int(\d+)$/.exec(label);
  const value = integerOf(text);
  // Enums and types of users' own are numbers as well.
  if (value === undefined) return int === null ? addressOf(text)?.padStart(WORD, '0') : undefined;
  const bits = BigInt(int?.[2] ?? 256);
  const [least, end] = int?.[1] === '' ? [-(1n << (bits - 1n)), 1n << (bits - 1n)] : [0n, 1n << bits];
  return value >= least && value < end ? word(BigInt.asUintN(256, value)) : undefined;
}

const WORD = 64;
const word = (value: bigint): string => value.toString(16).padStart(WORD, '0');

function integerOf(text: string): bigint | undefined {
  return /^(?:-?\d{1,78}|0x[0-9a-fA-F]{1,64})$/.test(text) ? BigInt(text) : undefined;
}

/** @param digits how many there must be; unless given, any even number. */
function hexBytes(text: string, digits?: number): string | undefined {
  const hex = /^0x((?:[0-9a-fA-F]{2})*)$/.exec(text)?.[1];
  return hex === undefined || (digits !== undefined && hex.length !== digits) ? undefined : hex.toLowerCase();
}

function stringBytes(text: string): string | undefined {
  try {
    const value: unknown = text.startsWith('"') ? JSON.parse(text) : undefined;
    return typeof value === 'string' ? toHex(new TextEncoder().encode(value)) : undefined;
  } catch {
    return undefined;
  }
}
