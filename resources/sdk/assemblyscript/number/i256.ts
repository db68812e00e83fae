import { DIVISION_BY_ZERO, OVERFLOW, panic } from '../panic';
import { Reader } from '../abi/reader';
import { Writer } from '../abi/writer';
import { parseNumber } from './text';
import { multiply, shiftRight, U256 } from './u256';

/** A signed number of 256 bits that never changes. Overflow reverts with `Panic(0x11)`, division by zero with `Panic(0x12)`. */
@unmanaged
export class I256 {
  /** In two's complement. */
  constructor(public bits: U256 = U256.ZERO) {}

  static get ZERO(): I256 {
    return new I256();
  }
  static get MAX(): I256 {
    return new I256(shiftRight(U256.MAX, 1, 0));
  }
  static get MIN(): I256 {
    return new I256(new U256(0, 0, 0, 1 << 63));
  }
  /** From an integer, or decimal text with or without a sign. */
  static from<T>(value: T): I256 {
    if (isString<T>()) {
      const text = changetype<string>(value);
      const isNegative = text.startsWith('-');
      return fromMagnitude(parseNumber(isNegative ? text.substring(1) : text), isNegative);
    } else if (isInteger<T>()) {
      const high: u64 = isSigned<T>() ? <u64>((<i64>value) >> 63) : 0;
      return new I256(new U256(<u64>value, high, high, high));
    } else {
      return ERROR('I256.from takes an integer or a string');
    }
  }
  static fromBits(bits: U256): I256 {
    return new I256(bits);
  }
  /** Reverts with `Panic(0x11)` from 2^255. */
  static fromU256(value: U256): I256 {
    return fromMagnitude(value, false);
  }
  /** A negative one reverts with `Panic(0x11)`. */
  toU256(): U256 {
    if (this.isNegative()) panic(OVERFLOW);
    return this.bits;
  }
  toI64(): i64 {
    const high = <u64>((<i64>this.bits.a) >> 63);
    if (((this.bits.b ^ high) | (this.bits.c ^ high) | (this.bits.d ^ high)) != 0) panic(OVERFLOW);
    return <i64>this.bits.a;
  }
  isZero(): bool {
    return this.bits.isZero();
  }
  isNegative(): bool {
    return <i64>this.bits.d < 0;
  }
  /** The number without its sign. */
  abs(): U256 {
    return this.isNegative() ? U256.ZERO.wrappingSub(this.bits) : this.bits;
  }
  toString(): string {
    return this.isNegative() ? '-' + this.abs().toString() : this.bits.toString();
  }
  wrappingAdd(y: I256): I256 {
    return new I256(this.bits.wrappingAdd(y.bits));
  }
  wrappingSub(y: I256): I256 {
    return new I256(this.bits.wrappingSub(y.bits));
  }
  wrappingMul(y: I256): I256 {
    return new I256(this.bits.wrappingMul(y.bits));
  }

  @operator('+') static add(x: I256, y: I256): I256 {
    const sum = x.wrappingAdd(y);
    if (x.isNegative() == y.isNegative() && sum.isNegative() != x.isNegative()) panic(OVERFLOW);
    return sum;
  }
  @operator('-') static sub(x: I256, y: I256): I256 {
    const difference = x.wrappingSub(y);
    if (x.isNegative() != y.isNegative() && difference.isNegative() != x.isNegative()) panic(OVERFLOW);
    return difference;
  }
  @operator('*') static mul(x: I256, y: I256): I256 {
    const product = new U256();
    if (!multiply(x.abs(), y.abs(), product)) panic(OVERFLOW);
    return fromMagnitude(product, x.isNegative() != y.isNegative());
  }
  /** Towards zero. */
  @operator('/') static div(x: I256, y: I256): I256 {
    if (y.isZero()) panic(DIVISION_BY_ZERO);
    return fromMagnitude(x.abs() / y.abs(), x.isNegative() != y.isNegative());
  }
  /** With the sign of the dividend. */
  @operator('%') static rem(x: I256, y: I256): I256 {
    if (y.isZero()) panic(DIVISION_BY_ZERO);
    return fromMagnitude(x.abs() % y.abs(), x.isNegative());
  }
  @operator.prefix('-') negate(): I256 {
    return I256.sub(I256.ZERO, this);
  }
  @operator('<<') shl(bits: u32): I256 {
    return new I256(this.bits << bits);
  }
  @operator('>>') shr(bits: u32): I256 {
    return new I256(shiftRight(this.bits, bits, <u64>((<i64>this.bits.d) >> 63)));
  }
  @operator('==') static eq(x: I256, y: I256): bool {
    return x.bits == y.bits;
  }
  @operator('!=') static ne(x: I256, y: I256): bool {
    return x.bits != y.bits;
  }
  @operator('<') static lt(x: I256, y: I256): bool {
    return x.isNegative() == y.isNegative() ? x.bits < y.bits : x.isNegative();
  }
  @operator('>') static gt(x: I256, y: I256): bool {
    return I256.lt(y, x);
  }
  @operator('<=') static le(x: I256, y: I256): bool {
    return !I256.lt(y, x);
  }
  @operator('>=') static ge(x: I256, y: I256): bool {
    return !I256.lt(x, y);
  }

  __head(): u32 {
    return 32;
  }
  __dynamic(): bool {
    return false;
  }
  __encode(writer: Writer): void {
    this.bits.toPointer(writer.word());
  }
  __decode(reader: Reader): void {
    this.__fromWord(reader.word());
  }
  __bytes(): u32 {
    return 32;
  }
  __word(at: usize): void {
    this.bits.toPointer(at);
  }
  __toWord(at: usize): void {
    this.bits.toPointer(at);
  }
  __fromWord(at: usize): void {
    this.bits = U256.fromPointer(at);
  }
}

function fromMagnitude(magnitude: U256, isNegative: bool): I256 {
  const bits = isNegative ? U256.ZERO.wrappingSub(magnitude) : magnitude;
  if (!magnitude.isZero() && <i64>bits.d < 0 != isNegative) panic(OVERFLOW);
  return new I256(bits);
}
