import * as host from './host/interleave';
import { Reader } from './abi/reader';
import { Writer } from './abi/writer';
import { hexOfBytes, valueOfDigit } from './number/text';
import { U256 } from './number/u256';
import { refuse, revertWithText } from './panic';

/** The 20 bytes of an account's address. It never changes. */
@unmanaged
export class Address {
  private a: u64 = 0;
  private b: u64 = 0;
  private c: u32 = 0;

  static get ZERO(): Address {
    return changetype<Address>(memory.data<u64>([0, 0, 0]));
  }
  /** From hex, with or without `0x`. */
  static from(hex: string): Address {
    const start = hex.startsWith('0x') ? 2 : 0;
    if (hex.length - start != 40) revertWithText('no address: ' + hex);
    const address = new Address();
    for (let i = 0; i < 20; i++) {
      const high = valueOfDigit(hex.charCodeAt(start + 2 * i));
      const low = valueOfDigit(hex.charCodeAt(start + 2 * i + 1));
      if ((high | low) > 15) revertWithText('no address: ' + hex);
      store<u8>(changetype<usize>(address) + i, <u8>((high << 4) | low));
    }
    return address;
  }
  /** From the lower 20 bytes of a number. */
  static fromU256(value: U256): Address {
    const word = memory.data(32);
    value.toPointer(word);
    return Address.fromPointer(word + 12);
  }
  static fromPointer(at: usize): Address {
    const address = new Address();
    memory.copy(changetype<usize>(address), at, 20);
    return address;
  }

  toU256(): U256 {
    const word = memory.data(32);
    this.__word(word);
    return U256.fromPointer(word);
  }
  /** Hex with `0x`, lower case. */
  toString(): string {
    return hexOfBytes(changetype<usize>(this), 20);
  }
  isZero(): bool {
    return (this.a | this.b | this.c) == 0;
  }
  /** What the account owns. */
  get balance(): U256 {
    const word = memory.data(32);
    host.balance(changetype<usize>(this), word);
    return U256.fromPointer(word);
  }
  /** Whether there is a contract. */
  get isContract(): bool {
    return host.code_size(changetype<usize>(this)) != 0;
  }

  @operator('==') static eq(x: Address, y: Address): bool {
    return x.a == y.a && x.b == y.b && x.c == y.c;
  }
  @operator('!=') static ne(x: Address, y: Address): bool {
    return !Address.eq(x, y);
  }
  /** As Solidity compares addresses: as numbers. */
  @operator('<') static lt(x: Address, y: Address): bool {
    return memory.compare(changetype<usize>(x), changetype<usize>(y), 20) < 0;
  }
  @operator('>') static gt(x: Address, y: Address): bool {
    return Address.lt(y, x);
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
  __decode(reader: Reader): void {
    const word = reader.word();
    if ((load<u64>(word) | load<u32>(word, 8)) != 0) refuse();
    this.__fromWord(word);
  }
  __bytes(): u32 {
    return 20;
  }
  __word(at: usize): void {
    store<u64>(at, 0);
    store<u32>(at, 0, 8);
    memory.copy(at + 12, changetype<usize>(this), 20);
  }
  __toWord(at: usize): void {
    this.__word(at);
  }
  __fromWord(at: usize): void {
    memory.copy(changetype<usize>(this), at + 12, 20);
  }
}
