import * as host from './host/interleave';
import { storeInteger } from './abi/codec';
import { Writer } from './abi/writer';
import { Bytes } from './bytes';

/** The topics of an event; what is indexed and dynamic is hashed. */
export function topicOf<T>(value: T, at: usize): void {
  if (isInteger<T>()) {
    storeInteger<T>(at, value);
  } else if (isString<T>()) {
    const bytes = Bytes.fromString(changetype<string>(value));
    host.keccak256(bytes.pointer, bytes.length, at);
  } else if (isDefined(changetype<T>(<usize>0).__isBytes)) {
    const bytes = changetype<Bytes>(value);
    host.keccak256(bytes.pointer, bytes.length, at);
  } else if (isDefined(changetype<T>(<usize>0).__word)) {
    value.__word(at);
  } else {
    ERROR('an array or a struct cannot be indexed');
  }
}

export function emitEvent(topics: usize, count: u32, data: Writer): void {
  host.emit(topics, count, data.data, data.size);
}
