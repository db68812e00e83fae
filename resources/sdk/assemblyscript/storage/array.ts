import * as host from '../host/interleave';
import { make, storeInteger } from '../abi/codec';
import { EMPTY_ARRAY, OUT_OF_BOUNDS, panic } from '../panic';
import { bytesOf, clearCell, loadCell, storeCell } from './cell';
import { dataOf, loadLength, Slot, slotAfter, storeLength } from './slot';

/** Solidity's `T[]`. Values of up to 16 bytes share a word. An index out of bounds reverts with `Panic(0x32)`. */
@unmanaged
export class StorageArray<T> extends Slot {
  get length(): u64 {
    return loadLength(changetype<usize>(this));
  }
  @operator('[]') get(index: u64): T {
    this.check(index);
    return this.read(index);
  }
  @operator('[]=') set(index: u64, value: T): void {
    this.check(index);
    this.write(index, value);
  }
  /** Adds a value at the end. */
  push(value: T): void {
    const length = this.length;
    storeLength(changetype<usize>(this), length + 1);
    this.write(length, value);
  }
  /** One more element, to be filled in: where the elements are structs, mappings or arrays. */
  grow(): T {
    const length = this.length;
    storeLength(changetype<usize>(this), length + 1);
    return this.read(length);
  }
  /** Takes the last value away; of an empty array it reverts with `Panic(0x31)`. */
  pop(): T {
    const length = this.length;
    if (length == 0) panic(EMPTY_ARRAY);
    const value = this.read(length - 1);
    this.clear(length - 1);
    storeLength(changetype<usize>(this), length - 1);
    return value;
  }
  /** Puts the last value in the place of this one, and gives what was there. */
  swapRemove(index: u64): T {
    const removed = this.get(index);
    const last = this.pop();
    if (index < this.length) this.write(index, last);
    return removed;
  }
  /** All of it, in memory. */
  toArray(): Array<T> {
    const length = this.length;
    const values = new Array<T>(<i32>length);
    for (let i: u64 = 0; i < length; i++) unchecked((values[<i32>i] = this.read(i)));
    return values;
  }

  private check(index: u64): void {
    if (index >= this.length) panic(OUT_OF_BOUNDS);
  }
  private slotOf(index: u64): usize {
    const bytes = bytesOf<T>();
    const first = dataOf(changetype<usize>(this));
    return slotAfter(first, bytes > 16 ? index * ((bytes + 31) >> 5) : index / (32 / bytes));
  }
  private endOf(index: u64): u32 {
    const bytes = bytesOf<T>();
    return 32 - <u32>(index % (32 / bytes)) * bytes;
  }
  private read(index: u64): T {
    const slot = this.slotOf(index);
    const bytes = bytesOf<T>();
    if (bytes > 16) return loadCell<T>(slot);
    const word = memory.data(32);
    host.storage_load(slot, word);
    return fromPart<T>(word + this.endOf(index) - bytes, bytes);
  }
  private write(index: u64, value: T): void {
    const slot = this.slotOf(index);
    const bytes = bytesOf<T>();
    if (bytes > 16) {
      storeCell<T>(slot, value);
      return;
    }
    const word = memory.data(32);
    host.storage_load(slot, word);
    toPart<T>(word + this.endOf(index) - bytes, bytes, value);
    host.storage_store(slot, word);
  }
  private clear(index: u64): void {
    const slot = this.slotOf(index);
    const bytes = bytesOf<T>();
    if (bytes > 16) {
      if (isReference<T>()) {
        if (isString<T>()) clearCell<T>(slot);
        else if (isDefined(changetype<T>(<usize>0).__isHandle))
          ERROR('an array of structs, mappings or arrays cannot give up its elements');
        else clearCell<T>(slot);
      }
      return;
    }
    const word = memory.data(32);
    host.storage_load(slot, word);
    memory.fill(word + this.endOf(index) - bytes, 0, bytes);
    host.storage_store(slot, word);
  }
}

function fromPart<T>(at: usize, bytes: u32): T {
  const word = memory.data(32);
  memory.fill(word, 0, 32);
  memory.copy(word + 32 - bytes, at, bytes);
  if (isInteger<T>()) {
    return <T>bswap<u64>(load<u64>(word, 24));
  } else if (isString<T>()) {
    return unreachable();
  } else if (isDefined(changetype<T>(<usize>0).__fromWord)) {
    const value = make<T>();
    value.__fromWord(word);
    return value;
  } else {
    return unreachable();
  }
}

function toPart<T>(at: usize, bytes: u32, value: T): void {
  const word = memory.data(32);
  if (isInteger<T>()) {
    storeInteger<T>(word, value);
  } else if (isString<T>()) {
    unreachable();
  } else if (isDefined(changetype<T>(<usize>0).__toWord)) {
    value.__toWord(word);
  }
  memory.copy(at, word + 32 - bytes, bytes);
}
