// Generated pattern: one class a size, because AssemblyScript has no types with a number in them.
import { Reader } from '../abi/reader';
import { Bytes } from '../bytes';
import { hexOfBytes } from '../number/text';
import { decodeFixed, FixedBytes, fromHex, fromWord, toWord } from './fixed-bytes';

/** Solidity's `bytes1`. */
@unmanaged
export class Bytes1 extends FixedBytes {
  /** From hex with `0x`: exactly 1 byte. */
  static from(hex: string): Bytes1 {
    const value = new Bytes1();
    fromHex(changetype<usize>(value), hex, 1);
    return value;
  }
  static fromPointer(at: usize): Bytes1 {
    const value = new Bytes1();
    memory.copy(changetype<usize>(value), at, 1);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 1);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 1);
  }
  __bytes(): u32 {
    return 1;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 1);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 1);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 1);
  }
}

/** Solidity's `bytes2`. */
@unmanaged
export class Bytes2 extends FixedBytes {
  /** From hex with `0x`: exactly 2 bytes. */
  static from(hex: string): Bytes2 {
    const value = new Bytes2();
    fromHex(changetype<usize>(value), hex, 2);
    return value;
  }
  static fromPointer(at: usize): Bytes2 {
    const value = new Bytes2();
    memory.copy(changetype<usize>(value), at, 2);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 2);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 2);
  }
  __bytes(): u32 {
    return 2;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 2);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 2);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 2);
  }
}

/** Solidity's `bytes3`. */
@unmanaged
export class Bytes3 extends FixedBytes {
  /** From hex with `0x`: exactly 3 bytes. */
  static from(hex: string): Bytes3 {
    const value = new Bytes3();
    fromHex(changetype<usize>(value), hex, 3);
    return value;
  }
  static fromPointer(at: usize): Bytes3 {
    const value = new Bytes3();
    memory.copy(changetype<usize>(value), at, 3);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 3);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 3);
  }
  __bytes(): u32 {
    return 3;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 3);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 3);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 3);
  }
}

/** Solidity's `bytes4`. */
@unmanaged
export class Bytes4 extends FixedBytes {
  /** From hex with `0x`: exactly 4 bytes. */
  static from(hex: string): Bytes4 {
    const value = new Bytes4();
    fromHex(changetype<usize>(value), hex, 4);
    return value;
  }
  static fromPointer(at: usize): Bytes4 {
    const value = new Bytes4();
    memory.copy(changetype<usize>(value), at, 4);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 4);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 4);
  }
  __bytes(): u32 {
    return 4;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 4);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 4);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 4);
  }
}

/** Solidity's `bytes5`. */
@unmanaged
export class Bytes5 extends FixedBytes {
  /** From hex with `0x`: exactly 5 bytes. */
  static from(hex: string): Bytes5 {
    const value = new Bytes5();
    fromHex(changetype<usize>(value), hex, 5);
    return value;
  }
  static fromPointer(at: usize): Bytes5 {
    const value = new Bytes5();
    memory.copy(changetype<usize>(value), at, 5);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 5);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 5);
  }
  __bytes(): u32 {
    return 5;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 5);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 5);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 5);
  }
}

/** Solidity's `bytes6`. */
@unmanaged
export class Bytes6 extends FixedBytes {
  /** From hex with `0x`: exactly 6 bytes. */
  static from(hex: string): Bytes6 {
    const value = new Bytes6();
    fromHex(changetype<usize>(value), hex, 6);
    return value;
  }
  static fromPointer(at: usize): Bytes6 {
    const value = new Bytes6();
    memory.copy(changetype<usize>(value), at, 6);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 6);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 6);
  }
  __bytes(): u32 {
    return 6;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 6);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 6);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 6);
  }
}

/** Solidity's `bytes7`. */
@unmanaged
export class Bytes7 extends FixedBytes {
  /** From hex with `0x`: exactly 7 bytes. */
  static from(hex: string): Bytes7 {
    const value = new Bytes7();
    fromHex(changetype<usize>(value), hex, 7);
    return value;
  }
  static fromPointer(at: usize): Bytes7 {
    const value = new Bytes7();
    memory.copy(changetype<usize>(value), at, 7);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 7);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 7);
  }
  __bytes(): u32 {
    return 7;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 7);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 7);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 7);
  }
}

/** Solidity's `bytes8`. */
@unmanaged
export class Bytes8 extends FixedBytes {
  /** From hex with `0x`: exactly 8 bytes. */
  static from(hex: string): Bytes8 {
    const value = new Bytes8();
    fromHex(changetype<usize>(value), hex, 8);
    return value;
  }
  static fromPointer(at: usize): Bytes8 {
    const value = new Bytes8();
    memory.copy(changetype<usize>(value), at, 8);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 8);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 8);
  }
  __bytes(): u32 {
    return 8;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 8);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 8);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 8);
  }
}
