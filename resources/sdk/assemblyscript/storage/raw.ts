import * as host from '../host/interleave';
import { U256 } from '../number/u256';

/** The word under a key, for code that lays storage out itself (proxies, libraries). */
export function storageLoad(key: U256): U256 {
  const words = memory.data(64);
  key.toPointer(words);
  host.storage_load(words, words + 32);
  return U256.fromPointer(words + 32);
}

export function storageStore(key: U256, value: U256): void {
  const words = memory.data(64);
  key.toPointer(words);
  value.toPointer(words + 32);
  host.storage_store(words, words + 32);
}

/** A word that is forgotten at the end of the transaction (EIP-1153): locks against re-entrancy. */
export function transientLoad(key: U256): U256 {
  const words = memory.data(64);
  key.toPointer(words);
  host.transient_load(words, words + 32);
  return U256.fromPointer(words + 32);
}

export function transientStore(key: U256, value: U256): void {
  const words = memory.data(64);
  key.toPointer(words);
  value.toPointer(words + 32);
  host.transient_store(words, words + 32);
}
