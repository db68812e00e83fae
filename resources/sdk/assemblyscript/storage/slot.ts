import * as host from '../host/interleave';
import { storeInteger } from '../abi/codec';
import { Bytes } from '../bytes';

/**
 * A place in storage: the 32 bytes of its key. Everything that stands for a part of storage is one of these and nothing more;
 * contracts get them from their fields.
 */
@unmanaged
export class Slot {
  private a: u64 = 0;
  private b: u64 = 0;
  private c: u64 = 0;
  private d: u64 = 0;
  __isHandle(): void {}
}

/** The key `distance` slots behind this one. */
export function slotAfter(slot: usize, distance: u64): usize {
  const key = heap.alloc(32);
  const d = bswap<u64>(load<u64>(slot, 24)) + distance;
  const c = bswap<u64>(load<u64>(slot, 16)) + u64(d < distance);
  const carry = u64(d < distance) & u64(c == 0);
  const b = bswap<u64>(load<u64>(slot, 8)) + carry;
  const a = bswap<u64>(load<u64>(slot)) + (carry & u64(b == 0));
  store<u64>(key, bswap<u64>(a));
  store<u64>(key, bswap<u64>(b), 8);
  store<u64>(key, bswap<u64>(c), 16);
  store<u64>(key, bswap<u64>(d), 24);
  return key;
}

/** Where the elements of an array, or the bytes of a long string, begin. */
export function dataOf(slot: usize): usize {
  const key = heap.alloc(32);
  host.keccak256(slot, 32, key);
  return key;
}

/** `keccak256(key ++ slot)`: where a mapping keeps the value of a key. */
export function slotOfKey<K>(key: K, slot: usize): usize {
  const result = heap.alloc(32);
  if (isString<K>()) {
    slotOfBytes(Bytes.fromString(changetype<string>(key)), slot, result);
  } else if (isInteger<K>()) {
    const pair = memory.data(64);
    storeInteger<K>(pair, key);
    memory.copy(pair + 32, slot, 32);
    host.keccak256(pair, 64, result);
  } else if (isDefined(key.__isBytes)) {
    slotOfBytes(changetype<Bytes>(key), slot, result);
  } else {
    const pair = memory.data(64);
    key.__word(pair);
    memory.copy(pair + 32, slot, 32);
    host.keccak256(pair, 64, result);
  }
  return result;
}

function slotOfBytes(bytes: Bytes, slot: usize, result: usize): void {
  const joined = heap.alloc(bytes.length + 32);
  memory.copy(joined, bytes.pointer, bytes.length);
  memory.copy(joined + bytes.length, slot, 32);
  host.keccak256(joined, bytes.length + 32, result);
}

export function loadLength(slot: usize): u64 {
  const word = memory.data(32);
  host.storage_load(slot, word);
  return bswap<u64>(load<u64>(word, 24));
}

export function storeLength(slot: usize, length: u64): void {
  const word = memory.data(32);
  storeInteger<u64>(word, length);
  host.storage_store(slot, word);
}
