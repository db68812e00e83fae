import { DIVISION_BY_ZERO, OVERFLOW, panic } from '../panic';
import { Reader } from '../abi/reader';
import { Writer } from '../abi/writer';
import { divide, mulHigh } from './word';
import { decimalOf, hexOf, parseNumber } from './text';

/**
 * An unsigned number of 256 bits that never changes: operators make new ones. `+ - * **` revert with `Panic(0x11)` where the
 * result does not fit, `/ %` by zero with `Panic(0x12)`; the forms called `wrapping..` count modulo 2^256.
 */
@unmanaged
export class U256 {
  /** The 64-bit limbs, lowest first. */
  constructor(
    public a: u64 = 0,
    public b: u64 = 0,
    public c: u64 = 0,
    public d: u64 = 0,
  ) {}

  static get ZERO(): U256 {
    return new U256();
  }
  static get ONE(): U256 {
    return new U256(1);
  }
  static get MAX(): U256 {
    return new U256(u64.MAX_VALUE, u64.MAX_VALUE, u64.MAX_VALUE, u64.MAX_VALUE);
  }

  /** From an integer (a negative one reverts), a bool, or text: decimal, or hex with `0x`. */
  static from<T>(value: T): U256 {
    if (isString<T>()) {
      return parseNumber(changetype<string>(value));
    } else if (isInteger<T>()) {
      if (isSigned<T>()) if (value < 0) panic(OVERFLOW);
      return new U256(<u64>value);
    } else {
      return ERROR('U256.from takes an integer or a string');
    }
  }
  /** From 32 bytes in memory, highest first. */
  static fromPointer(at: usize): U256 {
    return new U256(
      bswap<u64>(load<u64>(at, 24)),
      bswap<u64>(load<u64>(at, 16)),
      bswap<u64>(load<u64>(at, 8)),
      bswap<u64>(load<u64>(at)),
    );
  }
  /** Writes 32 bytes, highest first. */
  toPointer(at: usize): void {
    store<u64>(at, bswap<u64>(this.d));
    store<u64>(at, bswap<u64>(this.c), 8);
    store<u64>(at, bswap<u64>(this.b), 16);
    store<u64>(at, bswap<u64>(this.a), 24);
  }

  /** As an integer type; reverts with `Panic(0x11)` if it does not fit. */
  to<T extends number>(): T {
    const max = u64.MAX_VALUE >> (64 - sizeof<T>() * 8 + (isSigned<T>() ? 1 : 0));
    if ((this.b | this.c | this.d) != 0 || this.a > max) panic(OVERFLOW);
    return <T>this.a;
  }
  toU64(): u64 {
    return this.to<u64>();
  }
  toU32(): u32 {
    return this.to<u32>();
  }
  isZero(): bool {
    return (this.a | this.b | this.c | this.d) == 0;
  }
  /** Decimal. */
  toString(): string {
    return decimalOf(this);
  }
  /** With `0x`, without leading zeros. */
  toHex(): string {
    return hexOf(this);
  }
  /** How many bits it takes: 0 for zero. */
  bitLength(): u32 {
    if (this.d != 0) return 256 - <u32>clz(this.d);
    if (this.c != 0) return 192 - <u32>clz(this.c);
    if (this.b != 0) return 128 - <u32>clz(this.b);
    return 64 - <u32>clz(this.a);
  }

  wrappingAdd(y: U256): U256 {
    const a = this.a + y.a;
    const b1 = this.b + y.b;
    const b = b1 + u64(a < y.a);
    const c1 = this.c + y.c;
    const c = c1 + (u64(b1 < y.b) | u64(b < b1));
    return new U256(a, b, c, this.d + y.d + (u64(c1 < y.c) | u64(c < c1)));
  }
  wrappingSub(y: U256): U256 {
    const b1 = this.b - y.b;
    const borrowA = u64(this.a < y.a);
    const borrowB = u64(this.b < y.b) | u64(b1 < borrowA);
    const c1 = this.c - y.c;
    const borrowC = u64(this.c < y.c) | u64(c1 < borrowB);
    return new U256(this.a - y.a, b1 - borrowA, c1 - borrowB, this.d - y.d - borrowC);
  }
  wrappingMul(y: U256): U256 {
    const result = new U256();
    multiply(this, y, result);
    return result;
  }
  /** Whether the product does not fit is told by `multiply`. */
  wrappingPow(exponent: U256): U256 {
    return power(this, exponent, false);
  }
  /** Quotient and rest at once: `[quotient, rest]`. */
  divMod(y: U256): StaticArray<U256> {
    const rest = this.clone();
    const quotient = new U256();
    if (y.isZero()) panic(DIVISION_BY_ZERO);
    divide(changetype<usize>(rest), changetype<usize>(y), changetype<usize>(quotient));
    const pair = new StaticArray<U256>(2);
    pair[0] = quotient;
    pair[1] = rest;
    return pair;
  }
  clone(): U256 {
    return new U256(this.a, this.b, this.c, this.d);
  }
  pow(exponent: u32): U256 {
    return power(this, new U256(exponent), true);
  }
  min(y: U256): U256 {
    return this < y ? this : y;
  }
  max(y: U256): U256 {
    return this < y ? y : this;
  }

  @operator('+') static add(x: U256, y: U256): U256 {
    const sum = x.wrappingAdd(y);
    if (U256.lt(sum, x)) panic(OVERFLOW);
    return sum;
  }
  @operator('-') static sub(x: U256, y: U256): U256 {
    if (U256.lt(x, y)) panic(OVERFLOW);
    return x.wrappingSub(y);
  }
  @operator('*') static mul(x: U256, y: U256): U256 {
    const result = new U256();
    if (!multiply(x, y, result)) panic(OVERFLOW);
    return result;
  }
  @operator('/') static div(x: U256, y: U256): U256 {
    if ((x.b | x.c | x.d | y.b | y.c | y.d) == 0 && y.a != 0) return new U256(x.a / y.a);
    return x.divMod(y)[0];
  }
  @operator('%') static rem(x: U256, y: U256): U256 {
    if ((x.b | x.c | x.d | y.b | y.c | y.d) == 0 && y.a != 0) return new U256(x.a % y.a);
    return x.divMod(y)[1];
  }
  @operator('**') static exp(x: U256, y: U256): U256 {
    return power(x, y, true);
  }
  @operator('&') static and(x: U256, y: U256): U256 {
    return new U256(x.a & y.a, x.b & y.b, x.c & y.c, x.d & y.d);
  }
  @operator('|') static or(x: U256, y: U256): U256 {
    return new U256(x.a | y.a, x.b | y.b, x.c | y.c, x.d | y.d);
  }
  @operator('^') static xor(x: U256, y: U256): U256 {
    return new U256(x.a ^ y.a, x.b ^ y.b, x.c ^ y.c, x.d ^ y.d);
  }
  @operator.prefix('~') not(): U256 {
    return new U256(~this.a, ~this.b, ~this.c, ~this.d);
  }
  @operator('<<') shl(bits: u32): U256 {
    return shiftLeft(this, bits);
  }
  @operator('>>') shr(bits: u32): U256 {
    return shiftRight(this, bits, 0);
  }
  @operator('==') static eq(x: U256, y: U256): bool {
    return ((x.a ^ y.a) | (x.b ^ y.b) | (x.c ^ y.c) | (x.d ^ y.d)) == 0;
  }
  @operator('!=') static ne(x: U256, y: U256): bool {
    return !U256.eq(x, y);
  }
  @operator('<') static lt(x: U256, y: U256): bool {
    if (x.d != y.d) return x.d < y.d;
    if (x.c != y.c) return x.c < y.c;
    if (x.b != y.b) return x.b < y.b;
    return x.a < y.a;
  }
  @operator('>') static gt(x: U256, y: U256): bool {
    return U256.lt(y, x);
  }
  @operator('<=') static le(x: U256, y: U256): bool {
    return !U256.lt(y, x);
  }
  @operator('>=') static ge(x: U256, y: U256): bool {
    return !U256.lt(x, y);
  }

  __head(): u32 {
    return 32;
  }
  __dynamic(): bool {
    return false;
  }
  __encode(writer: Writer): void {
    this.toPointer(writer.word());
  }
  __decode(reader: Reader): void {
    this.__fromWord(reader.word());
  }
  __bytes(): u32 {
    return 32;
  }
  __word(at: usize): void {
    this.toPointer(at);
  }
  __toWord(at: usize): void {
    this.toPointer(at);
  }
  __fromWord(at: usize): void {
    this.a = bswap<u64>(load<u64>(at, 24));
    this.b = bswap<u64>(load<u64>(at, 16));
    this.c = bswap<u64>(load<u64>(at, 8));
    this.d = bswap<u64>(load<u64>(at));
  }
}

/** Writes the product modulo 2^256, and says whether that is all of it. The result is neither of the factors. */
export function multiply(x: U256, y: U256, result: U256): bool {
  if ((x.b | x.c | x.d | y.b | y.c | y.d) == 0) {
    result.a = x.a * y.a;
    result.b = mulHigh(x.a, y.a);
    return true;
  }
  let lost: u64 = 0;
  const to = changetype<usize>(result);
  for (let i: u32 = 0; i < 4; i++) {
    const digit = load<u64>(changetype<usize>(x) + (i << 3));
    if (digit == 0) continue;
    let carry: u64 = 0;
    for (let j: u32 = 0; j < 4; j++) {
      const factor = load<u64>(changetype<usize>(y) + (j << 3));
      if (i + j > 3) {
        lost |= factor;
        continue;
      }
      const at = to + ((i + j) << 3);
      const low = digit * factor;
      const sum = load<u64>(at) + low;
      const next = sum + carry;
      carry = mulHigh(digit, factor) + u64(sum < low) + u64(next < sum);
      store<u64>(at, next);
    }
    lost |= carry;
  }
  return lost == 0;
}

function power(base: U256, exponent: U256, checked: bool): U256 {
  let result = new U256(1);
  let square = base;
  let fits = true;
  const bits = exponent.bitLength();
  for (let i: u32 = 0; i < bits; i++) {
    if (((load<u64>(changetype<usize>(exponent) + ((i >> 6) << 3)) >> (i & 63)) & 1) != 0) {
      const next = new U256();
      // A square that was too large matters only if it is used.
      if (checked && (!multiply(result, square, next) || !fits)) panic(OVERFLOW);
      else if (!checked) multiply(result, square, next);
      result = next;
    }
    const next = new U256();
    fits = multiply(square, square, next) && fits;
    square = next;
  }
  return result;
}

function limb(x: U256, i: i32, outside: u64): u64 {
  return i > 3 || i < 0 ? outside : load<u64>(changetype<usize>(x) + (i << 3));
}

export function shiftLeft(x: U256, bits: u32): U256 {
  const result = new U256();
  if (bits > 255) return result;
  const whole = <i32>(bits >> 6);
  const part = <u64>(bits & 63);
  for (let i = 0; i < 4; i++) {
    const low = part == 0 ? 0 : limb(x, i - whole - 1, 0) >> (64 - part);
    store<u64>(changetype<usize>(result) + (i << 3), (limb(x, i - whole, 0) << part) | low);
  }
  return result;
}

/** `fill`: the limb that comes in from above. */
export function shiftRight(x: U256, bits: u32, fill: u64): U256 {
  const result = new U256();
  const whole = bits > 255 ? 4 : <i32>(bits >> 6);
  const part = <u64>(bits & 63);
  for (let i = 0; i < 4; i++) {
    const high = part == 0 ? 0 : limb(x, i + whole + 1, fill) << (64 - part);
    store<u64>(changetype<usize>(result) + (i << 3), (limb(x, i + whole, fill) >> part) | high);
  }
  return result;
}
