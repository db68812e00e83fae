import { refuse } from '../panic';
import { Reader } from './reader';
import { Writer } from './writer';

// For every type of the ABI. Integers, strings and arrays are handled here; classes say of themselves how they are encoded:
// __head (bytes in the head), __dynamic, __encode, __decode.

/** Bytes in the head of a tuple. */
export function headOf<T>(): u32 {
  if (isInteger<T>() || isString<T>() || isArray<T>()) return 32;
  else return changetype<T>(<usize>0).__head();
}

export function isDynamic<T>(): bool {
  if (isInteger<T>()) return false;
  else if (isString<T>() || isArray<T>()) return true;
  else return changetype<T>(<usize>0).__dynamic();
}

/** An integer or a bool as a word. */
export function storeInteger<T>(at: usize, value: T): void {
  const high: u64 = isSigned<T>() ? <u64>((<i64>value) >> 63) : 0;
  store<u64>(at, high);
  store<u64>(at, high, 8);
  store<u64>(at, high, 16);
  store<u64>(at, bswap<u64>(<u64>value), 24);
}

export function encode<T>(writer: Writer, value: T): void {
  if (isInteger<T>()) {
    storeInteger<T>(writer.word(), value);
  } else if (isString<T>()) {
    encodeText(writer, changetype<string>(value));
  } else if (isArray<T>()) {
    encodeArray<valueof<T>>(writer, changetype<Array<valueof<T>>>(value));
  } else {
    value.__encode(writer);
  }
}

function encodeText(writer: Writer, text: string): void {
  const size = <u32>String.UTF8.byteLength(text);
  const back = writer.open(32 + ((size + 31) & ~31));
  writer.length(size);
  String.UTF8.encodeUnsafe(changetype<usize>(text), text.length, writer.data + writer.at);
  writer.close(back);
}

export function encodeBytes(writer: Writer, data: usize, size: u32): void {
  const back = writer.open(32 + ((size + 31) & ~31));
  writer.length(size);
  memory.copy(writer.data + writer.at, data, size);
  writer.close(back);
}

function encodeArray<T>(writer: Writer, values: Array<T>): void {
  const count = values.length;
  const back = writer.open(32);
  writer.length(count);
  const from = writer.grow(<u32>count * headOf<T>());
  writer.base = from;
  writer.at = from;
  for (let i = 0; i < count; i++) encode<T>(writer, unchecked(values[i]));
  writer.close(back);
}

export function decode<T>(reader: Reader): T {
  if (isInteger<T>()) {
    return decodeInteger<T>(reader.word());
  } else if (isString<T>()) {
    return changetype<T>(decodeText(reader));
  } else if (isArray<T>()) {
    return changetype<T>(decodeArray<valueof<T>>(reader));
  } else {
    const value = make<T>();
    value.__decode(reader);
    return value;
  }
}

/** An instance whose fields are yet to be set. */
export function make<T>(): T {
  if (isManaged<T>()) return changetype<T>(__new(offsetof<T>(), idof<T>()));
  else return changetype<T>(heap.alloc(offsetof<T>()));
}

function decodeInteger<T>(word: usize): T {
  const low = bswap<u64>(load<u64>(word, 24));
  const high: u64 = isSigned<T>() ? <u64>((<i64>low) >> 63) : 0;
  if (((load<u64>(word) ^ high) | (load<u64>(word, 8) ^ high) | (load<u64>(word, 16) ^ high)) != 0) refuse();
  if (isBoolean<T>()) {
    if (low > 1) refuse();
  } else if (sizeof<T>() < 8) {
    if (isSigned<T>()) {
      if (<i64>(<T>low) != <i64>low) refuse();
    } else if (<u64>(<T>low) != low) refuse();
  }
  return <T>low;
}

function decodeText(reader: Reader): string {
  const back = reader.open();
  const size = reader.length();
  const text = textOf(reader.bytes(size), size);
  reader.close(back);
  return text;
}

/** The text of UTF-8 bytes; other bytes revert without data. */
export function textOf(data: usize, size: u32): string {
  const text = String.UTF8.decodeUnsafe(data, size);
  // The standard library takes any bytes for text: what was none does not become the same bytes again.
  if (<u32>String.UTF8.byteLength(text) != size) refuse();
  const again = heap.alloc(size);
  String.UTF8.encodeUnsafe(changetype<usize>(text), text.length, again);
  if (memory.compare(data, again, size) != 0) refuse();
  return text;
}

function decodeArray<T>(reader: Reader): Array<T> {
  const back = reader.open();
  const count = reader.length();
  const base = reader.at;
  if (<u64>count * headOf<T>() > reader.size - base) refuse();
  reader.base = base;
  const values = new Array<T>(count);
  for (let i: u32 = 0; i < count; i++) unchecked((values[i] = decode<T>(reader)));
  reader.close(back);
  return values;
}
