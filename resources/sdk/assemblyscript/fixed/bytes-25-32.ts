// Generated pattern: one class a size, because AssemblyScript has no types with a number in them.
import { Reader } from '../abi/reader';
import { Bytes } from '../bytes';
import { hexOfBytes } from '../number/text';
import { decodeFixed, FixedBytes, fromHex, fromWord, toWord } from './fixed-bytes';

/** Solidity's `bytes25`. */
@unmanaged
export class Bytes25 extends FixedBytes {
  /** From hex with `0x`: exactly 25 bytes. */
  static from(hex: string): Bytes25 {
    const value = new Bytes25();
    fromHex(changetype<usize>(value), hex, 25);
    return value;
  }
  static fromPointer(at: usize): Bytes25 {
    const value = new Bytes25();
    memory.copy(changetype<usize>(value), at, 25);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 25);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 25);
  }
  __bytes(): u32 {
    return 25;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 25);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 25);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 25);
  }
}

/** Solidity's `bytes26`. */
@unmanaged
export class Bytes26 extends FixedBytes {
  /** From hex with `0x`: exactly 26 bytes. */
  static from(hex: string): Bytes26 {
    const value = new Bytes26();
    fromHex(changetype<usize>(value), hex, 26);
    return value;
  }
  static fromPointer(at: usize): Bytes26 {
    const value = new Bytes26();
    memory.copy(changetype<usize>(value), at, 26);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 26);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 26);
  }
  __bytes(): u32 {
    return 26;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 26);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 26);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 26);
  }
}

/** Solidity's `bytes27`. */
@unmanaged
export class Bytes27 extends FixedBytes {
  /** From hex with `0x`: exactly 27 bytes. */
  static from(hex: string): Bytes27 {
    const value = new Bytes27();
    fromHex(changetype<usize>(value), hex, 27);
    return value;
  }
  static fromPointer(at: usize): Bytes27 {
    const value = new Bytes27();
    memory.copy(changetype<usize>(value), at, 27);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 27);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 27);
  }
  __bytes(): u32 {
    return 27;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 27);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 27);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 27);
  }
}

/** Solidity's `bytes28`. */
@unmanaged
export class Bytes28 extends FixedBytes {
  /** From hex with `0x`: exactly 28 bytes. */
  static from(hex: string): Bytes28 {
    const value = new Bytes28();
    fromHex(changetype<usize>(value), hex, 28);
    return value;
  }
  static fromPointer(at: usize): Bytes28 {
    const value = new Bytes28();
    memory.copy(changetype<usize>(value), at, 28);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 28);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 28);
  }
  __bytes(): u32 {
    return 28;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 28);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 28);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 28);
  }
}

/** Solidity's `bytes29`. */
@unmanaged
export class Bytes29 extends FixedBytes {
  /** From hex with `0x`: exactly 29 bytes. */
  static from(hex: string): Bytes29 {
    const value = new Bytes29();
    fromHex(changetype<usize>(value), hex, 29);
    return value;
  }
  static fromPointer(at: usize): Bytes29 {
    const value = new Bytes29();
    memory.copy(changetype<usize>(value), at, 29);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 29);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 29);
  }
  __bytes(): u32 {
    return 29;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 29);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 29);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 29);
  }
}

/** Solidity's `bytes30`. */
@unmanaged
export class Bytes30 extends FixedBytes {
  /** From hex with `0x`: exactly 30 bytes. */
  static from(hex: string): Bytes30 {
    const value = new Bytes30();
    fromHex(changetype<usize>(value), hex, 30);
    return value;
  }
  static fromPointer(at: usize): Bytes30 {
    const value = new Bytes30();
    memory.copy(changetype<usize>(value), at, 30);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 30);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 30);
  }
  __bytes(): u32 {
    return 30;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 30);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 30);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 30);
  }
}

/** Solidity's `bytes31`. */
@unmanaged
export class Bytes31 extends FixedBytes {
  /** From hex with `0x`: exactly 31 bytes. */
  static from(hex: string): Bytes31 {
    const value = new Bytes31();
    fromHex(changetype<usize>(value), hex, 31);
    return value;
  }
  static fromPointer(at: usize): Bytes31 {
    const value = new Bytes31();
    memory.copy(changetype<usize>(value), at, 31);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 31);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 31);
  }
  __bytes(): u32 {
    return 31;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 31);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 31);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 31);
  }
}

/** Solidity's `bytes32`. */
@unmanaged
export class Bytes32 extends FixedBytes {
  /** From hex with `0x`: exactly 32 bytes. */
  static from(hex: string): Bytes32 {
    const value = new Bytes32();
    fromHex(changetype<usize>(value), hex, 32);
    return value;
  }
  static fromPointer(at: usize): Bytes32 {
    const value = new Bytes32();
    memory.copy(changetype<usize>(value), at, 32);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 32);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 32);
  }
  __bytes(): u32 {
    return 32;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 32);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 32);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 32);
  }
}
