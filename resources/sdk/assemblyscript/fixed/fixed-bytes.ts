import { Reader } from '../abi/reader';
import { Writer } from '../abi/writer';
import { hexOfBytes } from '../number/text';
import { U256 } from '../number/u256';
import { Bytes } from '../bytes';
import { OUT_OF_BOUNDS, panic, refuse, revertWithText } from '../panic';

/** What `bytes1` to `bytes32` have in common: 32 bytes in memory, those that do not count are zero. They never change. */
@unmanaged
export class FixedBytes {
  private a: u64 = 0;
  private b: u64 = 0;
  private c: u64 = 0;
  private d: u64 = 0;

  @operator('[]') get(index: u32): u8 {
    if (index > 31) panic(OUT_OF_BOUNDS);
    return load<u8>(changetype<usize>(this) + index);
  }
  isZero(): bool {
    return (this.a | this.b | this.c | this.d) == 0;
  }
  @operator('==') static eq(x: FixedBytes, y: FixedBytes): bool {
    return ((x.a ^ y.a) | (x.b ^ y.b) | (x.c ^ y.c) | (x.d ^ y.d)) == 0;
  }
  @operator('!=') static ne(x: FixedBytes, y: FixedBytes): bool {
    return !FixedBytes.eq(x, y);
  }
  /** The 32 bytes as a number, the first one highest: what bytes32 is as uint256. */
  toU256(): U256 {
    return U256.fromPointer(changetype<usize>(this));
  }
  __head(): u32 {
    return 32;
  }
  __dynamic(): bool {
    return false;
  }
  __encode(writer: Writer): void {
    this.__word(writer.word());
  }
  __word(at: usize): void {
    memory.copy(at, changetype<usize>(this), 32);
  }
}

export function decodeFixed(to: usize, reader: Reader, size: u32): void {
  const word = reader.word();
  for (let i = size; i < 32; i++) if (load<u8>(word + i) != 0) refuse();
  memory.copy(to, word, 32);
}

/** Right-aligned, as a value lies in storage. */
export function toWord(from: usize, at: usize, size: u32): void {
  memory.fill(at, 0, 32 - size);
  memory.copy(at + 32 - size, from, size);
}

export function fromWord(to: usize, at: usize, size: u32): void {
  memory.copy(to, at + 32 - size, size);
  memory.fill(to + size, 0, 32 - size);
}

export function fromHex(to: usize, hex: string, size: u32): void {
  const bytes = Bytes.fromHex(hex);
  if (bytes.length != size) revertWithText('no bytes' + size.toString() + ': ' + hex);
  memory.copy(to, bytes.pointer, size);
}
