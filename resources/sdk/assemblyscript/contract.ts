import * as host from './host/interleave';
import { U256 } from './number/u256';
import { refuse, revertWithText } from './panic';

/** What a contract extends. Its fields are its storage. */
export abstract class Contract {}

/** Reverts: with a text, `revert("not yours")`, or with an error, `revert(new NotYours(..))`. */
export function revert<T>(reason: T): void {
  if (isString<T>()) revertWithText(changetype<string>(reason));
  else reason.revert();
}

/** Reverts with the reason (a text or an error) unless the condition holds. */
export function require<T>(condition: bool, reason: T): void {
  if (!condition) revert<T>(reason);
}

/** Writes an event: `emit(new Transfer(from, to, value))`. */
export function emit<T>(event: T): void {
  event.emit();
}

/** A function that is not payable begins with this. */
export function refuseValue(): void {
  const word = memory.data(32);
  host.value(word);
  if ((load<u64>(word) | load<u64>(word, 8) | load<u64>(word, 16) | load<u64>(word, 24)) != 0) refuse();
}

export function selector(): u32 {
  const word = memory.data(4);
  host.input_read(word, 0, 4);
  return bswap<u32>(load<u32>(word));
}

export function inputSize(): u32 {
  return host.input_size();
}

/** An index that came as uint256. */
export function indexOf(index: U256): u64 {
  return (index.b | index.c | index.d) == 0 ? index.a : u64.MAX_VALUE;
}
