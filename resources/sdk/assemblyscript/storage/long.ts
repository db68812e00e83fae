import * as host from '../host/interleave';
import { storeInteger } from '../abi/codec';
import { Bytes } from '../bytes';
import { dataOf, slotAfter } from './slot';

// Solidity's `bytes` and `string`: up to 31 bytes in the word itself with twice the length in its last byte; longer ones at the
// hash of the key, and the word is twice the length plus one.

function sizeIn(word: usize): u32 {
  const low = bswap<u64>(load<u64>(word, 24));
  return (low & 1) == 0 ? (<u32>(low & 0xff)) >> 1 : <u32>(low >> 1);
}

export function loadBytes(key: usize): Bytes {
  const head = heap.alloc(32);
  host.storage_load(key, head);
  const size = sizeIn(head);
  if (size < 32) return new Bytes(head, size);
  const data = heap.alloc((size + 31) & ~31);
  const first = dataOf(key);
  for (let at: u32 = 0; at < size; at += 32) host.storage_load(slotAfter(first, at >> 5), data + at);
  return new Bytes(data, size);
}

export function storeBytes(key: usize, bytes: Bytes): void {
  const word = memory.data(32);
  host.storage_load(key, word);
  const before = sizeIn(word);
  const size = bytes.length;
  memory.fill(word, 0, 32);
  if (size < 32) {
    memory.copy(word, bytes.pointer, size);
    store<u8>(word, <u8>(size << 1), 31);
  } else storeInteger<u64>(word, ((<u64>size) << 1) | 1);
  host.storage_store(key, word);
  const words: u32 = size < 32 ? 0 : (size + 31) >> 5;
  const wordsBefore: u32 = before < 32 ? 0 : (before + 31) >> 5;
  if (words == 0 && wordsBefore == 0) return;
  const first = dataOf(key);
  for (let i: u32 = 0; i < max(words, wordsBefore); i++) {
    memory.fill(word, 0, 32);
    const at = i << 5;
    if (i < words) memory.copy(word, bytes.pointer + at, min<u32>(32, size - at));
    host.storage_store(slotAfter(first, i), word);
  }
}
