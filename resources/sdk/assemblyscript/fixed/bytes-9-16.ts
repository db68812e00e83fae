// Generated pattern: one class a size, because AssemblyScript has no types with a number in them.
import { Reader } from '../abi/reader';
import { Bytes } from '../bytes';
import { hexOfBytes } from '../number/text';
import { decodeFixed, FixedBytes, fromHex, fromWord, toWord } from './fixed-bytes';

/** Solidity's `bytes9`. */
@unmanaged
export class Bytes9 extends FixedBytes {
  /** From hex with `0x`: exactly 9 bytes. */
  static from(hex: string): Bytes9 {
    const value = new Bytes9();
    fromHex(changetype<usize>(value), hex, 9);
    return value;
  }
  static fromPointer(at: usize): Bytes9 {
    const value = new Bytes9();
    memory.copy(changetype<usize>(value), at, 9);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 9);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 9);
  }
  __bytes(): u32 {
    return 9;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 9);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 9);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 9);
  }
}

/** Solidity's `bytes10`. */
@unmanaged
export class Bytes10 extends FixedBytes {
  /** From hex with `0x`: exactly 10 bytes. */
  static from(hex: string): Bytes10 {
    const value = new Bytes10();
    fromHex(changetype<usize>(value), hex, 10);
    return value;
  }
  static fromPointer(at: usize): Bytes10 {
    const value = new Bytes10();
    memory.copy(changetype<usize>(value), at, 10);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 10);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 10);
  }
  __bytes(): u32 {
    return 10;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 10);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 10);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 10);
  }
}

/** Solidity's `bytes11`. */
@unmanaged
export class Bytes11 extends FixedBytes {
  /** From hex with `0x`: exactly 11 bytes. */
  static from(hex: string): Bytes11 {
    const value = new Bytes11();
    fromHex(changetype<usize>(value), hex, 11);
    return value;
  }
  static fromPointer(at: usize): Bytes11 {
    const value = new Bytes11();
    memory.copy(changetype<usize>(value), at, 11);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 11);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 11);
  }
  __bytes(): u32 {
    return 11;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 11);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 11);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 11);
  }
}

/** Solidity's `bytes12`. */
@unmanaged
export class Bytes12 extends FixedBytes {
  /** From hex with `0x`: exactly 12 bytes. */
  static from(hex: string): Bytes12 {
    const value = new Bytes12();
    fromHex(changetype<usize>(value), hex, 12);
    return value;
  }
  static fromPointer(at: usize): Bytes12 {
    const value = new Bytes12();
    memory.copy(changetype<usize>(value), at, 12);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 12);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 12);
  }
  __bytes(): u32 {
    return 12;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 12);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 12);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 12);
  }
}

/** Solidity's `bytes13`. */
@unmanaged
export class Bytes13 extends FixedBytes {
  /** From hex with `0x`: exactly 13 bytes. */
  static from(hex: string): Bytes13 {
    const value = new Bytes13();
    fromHex(changetype<usize>(value), hex, 13);
    return value;
  }
  static fromPointer(at: usize): Bytes13 {
    const value = new Bytes13();
    memory.copy(changetype<usize>(value), at, 13);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 13);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 13);
  }
  __bytes(): u32 {
    return 13;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 13);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 13);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 13);
  }
}

/** Solidity's `bytes14`. */
@unmanaged
export class Bytes14 extends FixedBytes {
  /** From hex with `0x`: exactly 14 bytes. */
  static from(hex: string): Bytes14 {
    const value = new Bytes14();
    fromHex(changetype<usize>(value), hex, 14);
    return value;
  }
  static fromPointer(at: usize): Bytes14 {
    const value = new Bytes14();
    memory.copy(changetype<usize>(value), at, 14);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 14);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 14);
  }
  __bytes(): u32 {
    return 14;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 14);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 14);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 14);
  }
}

/** Solidity's `bytes15`. */
@unmanaged
export class Bytes15 extends FixedBytes {
  /** From hex with `0x`: exactly 15 bytes. */
  static from(hex: string): Bytes15 {
    const value = new Bytes15();
    fromHex(changetype<usize>(value), hex, 15);
    return value;
  }
  static fromPointer(at: usize): Bytes15 {
    const value = new Bytes15();
    memory.copy(changetype<usize>(value), at, 15);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 15);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 15);
  }
  __bytes(): u32 {
    return 15;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 15);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 15);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 15);
  }
}

/** Solidity's `bytes16`. */
@unmanaged
export class Bytes16 extends FixedBytes {
  /** From hex with `0x`: exactly 16 bytes. */
  static from(hex: string): Bytes16 {
    const value = new Bytes16();
    fromHex(changetype<usize>(value), hex, 16);
    return value;
  }
  static fromPointer(at: usize): Bytes16 {
    const value = new Bytes16();
    memory.copy(changetype<usize>(value), at, 16);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 16);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 16);
  }
  __bytes(): u32 {
    return 16;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 16);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 16);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 16);
  }
}
