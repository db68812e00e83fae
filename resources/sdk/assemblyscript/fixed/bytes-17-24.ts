// Generated pattern: one class a size, because AssemblyScript has no types with a number in them.
import { Reader } from '../abi/reader';
import { Bytes } from '../bytes';
import { hexOfBytes } from '../number/text';
import { decodeFixed, FixedBytes, fromHex, fromWord, toWord } from './fixed-bytes';

/** Solidity's `bytes17`. */
@unmanaged
export class Bytes17 extends FixedBytes {
  /** From hex with `0x`: exactly 17 bytes. */
  static from(hex: string): Bytes17 {
    const value = new Bytes17();
    fromHex(changetype<usize>(value), hex, 17);
    return value;
  }
  static fromPointer(at: usize): Bytes17 {
    const value = new Bytes17();
    memory.copy(changetype<usize>(value), at, 17);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 17);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 17);
  }
  __bytes(): u32 {
    return 17;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 17);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 17);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 17);
  }
}

/** Solidity's `bytes18`. */
@unmanaged
export class Bytes18 extends FixedBytes {
  /** From hex with `0x`: exactly 18 bytes. */
  static from(hex: string): Bytes18 {
    const value = new Bytes18();
    fromHex(changetype<usize>(value), hex, 18);
    return value;
  }
  static fromPointer(at: usize): Bytes18 {
    const value = new Bytes18();
    memory.copy(changetype<usize>(value), at, 18);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 18);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 18);
  }
  __bytes(): u32 {
    return 18;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 18);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 18);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 18);
  }
}

/** Solidity's `bytes19`. */
@unmanaged
export class Bytes19 extends FixedBytes {
  /** From hex with `0x`: exactly 19 bytes. */
  static from(hex: string): Bytes19 {
    const value = new Bytes19();
    fromHex(changetype<usize>(value), hex, 19);
    return value;
  }
  static fromPointer(at: usize): Bytes19 {
    const value = new Bytes19();
    memory.copy(changetype<usize>(value), at, 19);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 19);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 19);
  }
  __bytes(): u32 {
    return 19;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 19);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 19);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 19);
  }
}

/** Solidity's `bytes20`. */
@unmanaged
export class Bytes20 extends FixedBytes {
  /** From hex with `0x`: exactly 20 bytes. */
  static from(hex: string): Bytes20 {
    const value = new Bytes20();
    fromHex(changetype<usize>(value), hex, 20);
    return value;
  }
  static fromPointer(at: usize): Bytes20 {
    const value = new Bytes20();
    memory.copy(changetype<usize>(value), at, 20);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 20);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 20);
  }
  __bytes(): u32 {
    return 20;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 20);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 20);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 20);
  }
}

/** Solidity's `bytes21`. */
@unmanaged
export class Bytes21 extends FixedBytes {
  /** From hex with `0x`: exactly 21 bytes. */
  static from(hex: string): Bytes21 {
    const value = new Bytes21();
    fromHex(changetype<usize>(value), hex, 21);
    return value;
  }
  static fromPointer(at: usize): Bytes21 {
    const value = new Bytes21();
    memory.copy(changetype<usize>(value), at, 21);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 21);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 21);
  }
  __bytes(): u32 {
    return 21;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 21);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 21);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 21);
  }
}

/** Solidity's `bytes22`. */
@unmanaged
export class Bytes22 extends FixedBytes {
  /** From hex with `0x`: exactly 22 bytes. */
  static from(hex: string): Bytes22 {
    const value = new Bytes22();
    fromHex(changetype<usize>(value), hex, 22);
    return value;
  }
  static fromPointer(at: usize): Bytes22 {
    const value = new Bytes22();
    memory.copy(changetype<usize>(value), at, 22);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 22);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 22);
  }
  __bytes(): u32 {
    return 22;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 22);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 22);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 22);
  }
}

/** Solidity's `bytes23`. */
@unmanaged
export class Bytes23 extends FixedBytes {
  /** From hex with `0x`: exactly 23 bytes. */
  static from(hex: string): Bytes23 {
    const value = new Bytes23();
    fromHex(changetype<usize>(value), hex, 23);
    return value;
  }
  static fromPointer(at: usize): Bytes23 {
    const value = new Bytes23();
    memory.copy(changetype<usize>(value), at, 23);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 23);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 23);
  }
  __bytes(): u32 {
    return 23;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 23);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 23);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 23);
  }
}

/** Solidity's `bytes24`. */
@unmanaged
export class Bytes24 extends FixedBytes {
  /** From hex with `0x`: exactly 24 bytes. */
  static from(hex: string): Bytes24 {
    const value = new Bytes24();
    fromHex(changetype<usize>(value), hex, 24);
    return value;
  }
  static fromPointer(at: usize): Bytes24 {
    const value = new Bytes24();
    memory.copy(changetype<usize>(value), at, 24);
    return value;
  }
  toBytes(): Bytes {
    return new Bytes(changetype<usize>(this), 24);
  }
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 24);
  }
  __bytes(): u32 {
    return 24;
  }
  __decode(reader: Reader): void {
    decodeFixed(changetype<usize>(this), reader, 24);
  }
  __toWord(at: usize): void {
    toWord(changetype<usize>(this), at, 24);
  }
  __fromWord(at: usize): void {
    fromWord(changetype<usize>(this), at, 24);
  }
}
