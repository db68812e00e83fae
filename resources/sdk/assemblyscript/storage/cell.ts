import * as host from '../host/interleave';
import { make, storeInteger } from '../abi/codec';
import { Bytes } from '../bytes';
import { loadBytes, storeBytes } from './long';

// What lies under one key: a number, an address, .. in the lower bytes of a word; a text; or, for what is itself a place in
// storage (a mapping, an array, a struct), the place.

export function loadCell<T>(key: usize): T {
  if (isString<T>()) {
    return changetype<T>(loadBytes(key).toText());
  } else if (isInteger<T>()) {
    const word = memory.data(32);
    host.storage_load(key, word);
    return <T>bswap<u64>(load<u64>(word, 24));
  } else if (isDefined(changetype<T>(<usize>0).__isHandle)) {
    return changetype<T>(key);
  } else if (isDefined(changetype<T>(<usize>0).__isBytes)) {
    return changetype<T>(loadBytes(key));
  } else {
    const word = memory.data(32);
    host.storage_load(key, word);
    const value = make<T>();
    value.__fromWord(word);
    return value;
  }
}

export function storeCell<T>(key: usize, value: T): void {
  if (isString<T>()) {
    storeBytes(key, Bytes.fromString(changetype<string>(value)));
  } else if (isInteger<T>()) {
    const word = memory.data(32);
    storeInteger<T>(word, value);
    host.storage_store(key, word);
  } else if (isDefined(changetype<T>(<usize>0).__isHandle)) {
    ERROR('a mapping, an array or a storage struct cannot be set as a whole: set what is in it');
  } else if (isDefined(changetype<T>(<usize>0).__isBytes)) {
    storeBytes(key, changetype<Bytes>(value));
  } else {
    const word = memory.data(32);
    value.__toWord(word);
    host.storage_store(key, word);
  }
}

export function clearCell<T>(key: usize): void {
  if (isString<T>()) storeBytes(key, new Bytes());
  else if (isInteger<T>()) clearWord(key);
  else if (isDefined(changetype<T>(<usize>0).__isHandle))
    ERROR('a mapping, an array or a storage struct cannot be cleared as a whole: clear what is in it');
  else if (isDefined(changetype<T>(<usize>0).__isBytes)) storeBytes(key, new Bytes());
  else clearWord(key);
}

function clearWord(key: usize): void {
  host.storage_store(key, memory.data<u64>([0, 0, 0, 0]));
}

/** The bytes a value takes in an array. */
export function bytesOf<T>(): u32 {
  if (isInteger<T>()) return sizeof<T>();
  else if (isString<T>()) return 32;
  else if (isDefined(changetype<T>(<usize>0).__slots)) return 32 * changetype<T>(<usize>0).__slots();
  else if (isDefined(changetype<T>(<usize>0).__isHandle)) return 32;
  else if (isDefined(changetype<T>(<usize>0).__isBytes)) return 32;
  else return changetype<T>(<usize>0).__bytes();
}
