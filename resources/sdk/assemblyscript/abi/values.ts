import { Bytes } from '../bytes';
import { decode, encode, headOf, make } from './codec';
import { Reader } from './reader';
import { Writer } from './writer';

/** Solidity's `abi.encode`: of one value, or of several in a tuple. */
export function abiEncode<T>(value: T): Bytes {
  if (isInteger<T>() || isString<T>() || isArray<T>()) {
    return encodeOne<T>(value);
  } else if (isDefined(changetype<T>(<usize>0).__isTuple)) {
    const writer = new Writer(0, value.__heads());
    value.__encodeFields(writer);
    return new Bytes(writer.data, writer.size);
  } else {
    return encodeOne<T>(value);
  }
}

function encodeOne<T>(value: T): Bytes {
  const writer = new Writer(0, headOf<T>());
  encode<T>(writer, value);
  return new Bytes(writer.data, writer.size);
}

/** Solidity's `abi.decode`: one value, or several in a tuple. What does not fit reverts without data. */
export function abiDecode<T>(data: Bytes): T {
  const reader = new Reader(data.pointer, data.length);
  if (isInteger<T>() || isString<T>() || isArray<T>()) {
    return decode<T>(reader);
  } else if (isDefined(changetype<T>(<usize>0).__isTuple)) {
    const value = make<T>();
    value.__decodeFields(reader);
    return value;
  } else {
    return decode<T>(reader);
  }
}
