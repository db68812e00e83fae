import { bytesOfQuantity } from '../../core/hex.ts';
import { stringText, valueText } from './key-text.ts';
import type { StorageType } from './storage-layout.ts';

/**
 * What a slot holds of a variable, as text: `7`, `-1`, `0xab...`, `true`, `"alice"`; of a long string or of an array only the
 * length. `slotValue`: hex of the whole slot, empty for zero; `offset`: bytes from its low end.
 */
export function decodeValue(type: StorageType, slotValue: string, offset: number): string {
  const word = BigInt(`0x0${slotValue.replace(/^0x/, '')}`);
  if (type.kind === 'array') return `${word.toString()} elements`;
  if (type.kind === 'bytes') return bytesText(type.label, word);
  if (type.kind !== 'value') return word === 0n ? '0' : `0x${word.toString(16).padStart(64, '0')}`;
  const bits = 8n * type.bytes;
  return valueText(type.label, (word >> BigInt(8 * offset)) & ((1n << bits) - 1n), 'cell');
}

/** Up to 31 bytes stand in the slot itself with twice the length in its lowest byte; else the slot is twice the length plus one. */
function bytesText(label: string, word: bigint): string {
  if (word % 2n === 1n) return `${((word - 1n) / 2n).toString()} bytes`;
  const length = Number(word & 0xffn) / 2;
  const padded = bytesOfQuantity(word.toString(16).padStart(64, '0'));
  const bytes = padded.subarray(0, length);
  if (label === 'string') return stringText(bytes);
  return `0x${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
