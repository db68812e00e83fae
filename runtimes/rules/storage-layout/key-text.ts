/** How a mapping key reads: `0xab...`, `7`, `true`, `"alice"`. */
import { toHex } from '../../core/hex.ts';
import type { StorageType } from './storage-layout.ts';

const LONGEST = 64;

/** `key`: 32 bytes as hashed for value types, all bytes for `string` and `bytes`. undefined: no such key can be. */
export function keyText(type: StorageType, key: Uint8Array): string | undefined {
  if (type.kind === 'bytes') return type.label === 'string' ? stringText(key) : cut(`0x${toHex(key)}`);
  return key.length === 32 ? valueText(type.label, BigInt(`0x${toHex(key)}`), 'key') : undefined;
}

export function stringText(bytes: Uint8Array): string {
  try {
    return cut(JSON.stringify(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)));
  } catch {
    return cut(`0x${toHex(bytes)}`);
  }
}

const cut = (text: string): string => (text.length > 2 * LONGEST + 2 ? `${text.slice(0, 2 * LONGEST)}…` : text);

/**
 * A word by its type's label. In a `key` the word is 32 bytes wide with bytesN at the high end; in a `cell` it has been cut
 * out of its slot, where bytesN has no padding.
 */
export function valueText(label: string, word: bigint, place: 'key' | 'cell'): string {
  const int = /^(u?)int(\d+)$/.exec(label);
  if (int) {
    const bits = place === 'key' ? 256 : Number(int[2]);
    return (int[1] === 'u' ? word : BigInt.asIntN(bits, word)).toString();
  }
  const fixed = /^bytes(\d+)$/.exec(label);
  if (fixed) {
    const digits = 2 * Number(fixed[1]);
    return `0x${place === 'key' ? hex(word, 64).slice(0, digits) : hex(word, digits)}`;
  }
  if (label === 'bool') return word === 0n ? 'false' : word === 1n ? 'true' : word.toString();
  if (/^address|^contract /.test(label)) return `0x${hex(word, 40)}`;
  // Enums by number, as they are written in addresses of cells; user-defined value types by what they look like.
  return word < 2n ** 64n ? word.toString() : `0x${hex(word, 64)}`;
}

const hex = (word: bigint, digits: number): string => word.toString(16).padStart(digits, '0');
