import { encodeBytes, textOf } from './abi/codec';
import { Reader } from './abi/reader';
import { Writer } from './abi/writer';
import { hexOfBytes, valueOfDigit } from './number/text';
import { OUT_OF_BOUNDS, panic, revertWithText } from './panic';

/** Bytes of any number: Solidity's `bytes`. An index out of bounds reverts with `Panic(0x32)`. */
@unmanaged
export class Bytes {
  /** Where they lie in memory, and how many they are. */
  constructor(
    public pointer: usize = 0,
    public length: u32 = 0,
  ) {}

  /** So many zeros. */
  static zeros(length: u32): Bytes {
    const pointer = heap.alloc(length);
    memory.fill(pointer, 0, length);
    return new Bytes(pointer, length);
  }
  /** From hex with `0x`. */
  static fromHex(hex: string): Bytes {
    const start = hex.startsWith('0x') ? 2 : 0;
    const bytes = Bytes.zeros((hex.length - start) >> 1);
    if (((hex.length - start) & 1) != 0) revertWithText('no bytes: ' + hex);
    for (let i: u32 = 0; i < bytes.length; i++) {
      const high = valueOfDigit(hex.charCodeAt(start + 2 * i));
      const low = valueOfDigit(hex.charCodeAt(start + 2 * i + 1));
      if ((high | low) > 15) revertWithText('no bytes: ' + hex);
      bytes[i] = <u8>((high << 4) | low);
    }
    return bytes;
  }
  /** The UTF-8 bytes of a text. */
  static fromString(text: string): Bytes {
    const bytes = Bytes.zeros(<u32>String.UTF8.byteLength(text));
    String.UTF8.encodeUnsafe(changetype<usize>(text), text.length, bytes.pointer);
    return bytes;
  }

  @operator('[]') get(index: u32): u8 {
    if (index >= this.length) panic(OUT_OF_BOUNDS);
    return load<u8>(this.pointer + index);
  }
  @operator('[]=') set(index: u32, value: u8): void {
    if (index >= this.length) panic(OUT_OF_BOUNDS);
    store<u8>(this.pointer + index, value);
  }
  /** A view of the bytes from `start` to before `end`. */
  slice(start: u32, end: u32 = u32.MAX_VALUE): Bytes {
    const to = min(end, this.length);
    if (start > to) panic(OUT_OF_BOUNDS);
    return new Bytes(this.pointer + start, to - start);
  }
  concat(other: Bytes): Bytes {
    const pointer = heap.alloc(this.length + other.length);
    memory.copy(pointer, this.pointer, this.length);
    memory.copy(pointer + this.length, other.pointer, other.length);
    return new Bytes(pointer, this.length + other.length);
  }
  /** As UTF-8; other bytes revert. */
  toText(): string {
    return textOf(this.pointer, this.length);
  }
  /** Hex with `0x`. */
  toString(): string {
    return hexOfBytes(this.pointer, this.length);
  }
  @operator('==') static eq(x: Bytes, y: Bytes): bool {
    return x.length == y.length && memory.compare(x.pointer, y.pointer, x.length) == 0;
  }
  @operator('!=') static ne(x: Bytes, y: Bytes): bool {
    return !Bytes.eq(x, y);
  }

  __head(): u32 {
    return 32;
  }
  __dynamic(): bool {
    return true;
  }
  __encode(writer: Writer): void {
    encodeBytes(writer, this.pointer, this.length);
  }
  __decode(reader: Reader): void {
    const back = reader.open();
    this.length = reader.length();
    this.pointer = reader.bytes(this.length);
    reader.close(back);
  }
  __isBytes(): void {}
}
