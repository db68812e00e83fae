import { enumText } from '../../core/enum-text.ts';
import { bytesOfQuantity } from '../../core/hex.ts';
import { stringText, valueText } from './key-text.ts';
import type { StoragePlace } from './namer.ts';
import type { StorageType } from './storage-layout.ts';

/**
 * What a slot holds of a variable, as text: `7`, `-1`, `0xab...`, `true`, `"alice"`, `Mood.Happy`; of a long string or of an array only the
 * length. `slotValue`: hex of the whole slot, empty for zero; `offset`: bytes from its low end.
 */
function decodeValue(type: StorageType, slotValue: string, offset: number): string {
  const word = BigInt(`0x0${slotValue.replace(/^0x/, '')}`);
  if (type.kind === 'array') return `${word.toString()} ${word === 1n ? 'element' : 'elements'}`;
  if (type.kind === 'bytes') return bytesText(type.label, word);
  if (type.kind !== 'value') return word === 0n ? '0' : `0x${word.toString(16).padStart(64, '0')}`;
  const bits = 8n * type.bytes;
  const value = (word >> BigInt(8 * offset)) & ((1n << bits) - 1n);
  return type.enum ? enumText(type.enum, value) : valueText(type.label, value, 'cell');
}

/** What a slot holds of a place: of a long string a piece of its text, of elements that share it all of them. */
export function decodePlace({ type, offset, isData, elements = 1 }: StoragePlace, slotValue: string): string {
  if (isData) return dataText(type.label, slotValue);
  if (elements === 1) return decodeValue(type, slotValue, offset);
  const values = Array.from({ length: elements }, (_, n) =>
    decodeValue(type, slotValue, offset + n * Number(type.bytes)),
  );
  const zero = decodeValue(type, '', 0);
  const used = values.findLastIndex((value) => value !== zero) + 1;
  // A dynamic array says elsewhere how many it has.
  return [...values.slice(0, used), ...(used < elements ? [used === 0 ? zero : `then ${zero}`] : [])].join(', ');
}

/** A piece of a long string: it fills its slots from the high end, and ends in zeros. */
function dataText(label: string, slotValue: string): string {
  const digits = slotValue.replace(/^0x/, '').padStart(64, '0');
  if (label !== 'string') return `0x${digits}`;
  const bytes = bytesOfQuantity(digits);
  return stringText(bytes.subarray(0, bytes.findLastIndex((byte) => byte !== 0) + 1));
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
