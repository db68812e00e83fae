import * as host from '../host/interleave';
import { U256 } from '../number/u256';
import { Slot } from './slot';

/**
 * A commutative number: `add` and `sub` do not read it, so transactions that only add do not conflict with each other. Reading it
 * conflicts with everybody who changes it. It counts modulo 2^256 and never reverts; an amount of 2^128 or more is a trap.
 */
@unmanaged
export class Counter extends Slot {
  add(amount: U256): void {
    const word = memory.data(32);
    amount.toPointer(word);
    host.counter_add(changetype<usize>(this), word);
  }
  sub(amount: U256): void {
    const word = memory.data(32);
    amount.toPointer(word);
    host.counter_sub(changetype<usize>(this), word);
  }
  /** What went below zero shows in two's complement: `I256.fromBits(counter.get())`. */
  get(): U256 {
    const word = memory.data(32);
    host.counter_load(changetype<usize>(this), word);
    return U256.fromPointer(word);
  }
}
