import { OVERFLOW, panic, revertWithText } from '../panic';
import { multiply, U256 } from './u256';
import { divide } from './word';

const BILLION: u32 = 1000000000;

export function decimalOf(value: U256): string {
  if (value.isZero()) return '0';
  const text = memory.data(160);
  let at = 80;
  let rest = value.clone();
  const by = new U256(BILLION);
  while (!rest.isZero()) {
    const quotient = new U256();
    divide(changetype<usize>(rest), changetype<usize>(by), changetype<usize>(quotient));
    let digits = <u32>rest.a;
    for (let i = 0; i < 9 && (digits != 0 || !quotient.isZero()); i++) {
      store<u16>(text + (--at << 1), <u16>(48 + (digits % 10)));
      digits /= 10;
    }
    rest = quotient;
  }
  return String.UTF16.decodeUnsafe(text + (at << 1), <usize>((80 - at) << 1));
}

/** Bytes as hex with `0x`. */
export function hexOfBytes(data: usize, size: u32): string {
  const text = heap.alloc((size + 1) << 2);
  store<u32>(text, 0x00780030);
  for (let i: u32 = 0; i < size; i++) {
    const byte = load<u8>(data + i);
    store<u16>(text + ((i + 1) << 2), digitOf(byte >> 4));
    store<u16>(text + ((i + 1) << 2) + 2, digitOf(byte & 15));
  }
  return String.UTF16.decodeUnsafe(text, (size + 1) << 2);
}

function digitOf(value: u8): u16 {
  return value < 10 ? 48 + value : 87 + value;
}

export function hexOf(value: U256): string {
  const word = memory.data(32);
  value.toPointer(word);
  let first: u32 = 0;
  while (first < 31 && load<u8>(word + first) == 0) first++;
  const text = hexOfBytes(word + first, 32 - first);
  return load<u8>(word + first) < 16 ? '0x' + text.substring(3) : text;
}

/** 0 to 15; 16: no hex digit. */
export function valueOfDigit(code: i32): u32 {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : 16;
}

export function parseNumber(text: string): U256 {
  const isHex = text.length > 2 && text.charCodeAt(0) == 48 && (text.charCodeAt(1) | 32) == 120;
  const base: u32 = isHex ? 16 : 10;
  let value = new U256();
  const factor = new U256(base);
  if (text.length == 0) revertWithText('no number: the text is empty');
  for (let i = isHex ? 2 : 0; i < text.length; i++) {
    const digit = valueOfDigit(text.charCodeAt(i));
    if (digit >= base) revertWithText('no number: ' + text);
    const next = new U256();
    if (!multiply(value, factor, next)) panic(OVERFLOW);
    value = next + new U256(digit);
  }
  return value;
}
