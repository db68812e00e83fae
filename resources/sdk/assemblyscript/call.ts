import * as host from './host/interleave';
import { Address } from './address';
import { abiDecode } from './abi/values';
import { Writer } from './abi/writer';
import { Bytes } from './bytes';
import { U256 } from './number/u256';
import { revertWithText } from './panic';

const SUCCESS: u32 = 0;
const REVERTED: u32 = 1;

/** All the gas that may be given: 63/64 of what is left. */
export const ALL_GAS: i64 = -1;

/** How a call ended. */
@unmanaged
export class CallOutcome {
  constructor(
    private status: u32,
    /** What it returned or reverted with. */
    public data: Bytes,
  ) {}
  get success(): bool {
    return this.status == SUCCESS;
  }
  /** It refused, with data. Otherwise, if it is no success, it failed: out of gas, a trap, .. */
  get reverted(): bool {
    return this.status == REVERTED;
  }
  /** Reverts as the call did, if it did. */
  unwrap(): Bytes {
    if (this.status != SUCCESS) {
      host.revert(this.data.pointer, this.data.length);
      unreachable();
    }
    return this.data;
  }
}

function outcome(status: u32): CallOutcome {
  const size = host.return_size();
  const data = heap.alloc(size);
  host.return_read(data, 0, size);
  return new CallOutcome(status, new Bytes(data, size));
}

/** Calls an account with value and data. */
export function call(to: Address, value: U256, data: Bytes, gas: i64 = ALL_GAS): CallOutcome {
  const word = memory.data(32);
  value.toPointer(word);
  return outcome(host.call(changetype<usize>(to), word, gas, data.pointer, data.length));
}

/** The same, and nothing below may change state. */
export function staticCall(to: Address, data: Bytes, gas: i64 = ALL_GAS): CallOutcome {
  return outcome(host.static_call(changetype<usize>(to), gas, data.pointer, data.length));
}

/** Runs the other's code on this contract's storage. */
export function delegateCall(to: Address, data: Bytes, gas: i64 = ALL_GAS): CallOutcome {
  return outcome(host.delegate_call(changetype<usize>(to), gas, data.pointer, data.length));
}

/** Sends value; reverts if it is not taken. */
export function sendValue(to: Address, value: U256): void {
  const result = call(to, value, new Bytes());
  if (result.success) return;
  if (result.data.length > 0) result.unwrap();
  revertWithText('sending value failed');
}

/** What an interface extends: a contract at an address, with functions to call. */
export abstract class Interface {
  __address: Address = Address.ZERO;
  __gas: i64 = ALL_GAS;
  __value: U256 = U256.ZERO;
}

/** How a call of an interface's `try` form ended. */
@unmanaged
export class Attempt<T> extends CallOutcome {
  /** What it returned; reverts as the call did, if it did. */
  get value(): T {
    return abiDecode<T>(this.unwrap());
  }
}

/** Makes the call of an interface's function. Where there is no contract, it is refused, as in Solidity. */
export function callInterface(target: Interface, data: Writer, isView: bool): CallOutcome {
  const bytes = new Bytes(data.data, data.size);
  if (!target.__address.isContract) return new CallOutcome(REVERTED, new Bytes());
  if (isView) return staticCall(target.__address, bytes, target.__gas);
  return call(target.__address, target.__value, bytes, target.__gas);
}
