// The same counter twice: as a number, and as a commutative counter. HotCounter.sol in AssemblyScript.
import { Address, Contract, Counter, U256, Value, emit, msg } from 'interleave';

@event
class Incremented {
  @indexed by: Address;
  count: U256;
}

@contract
class HotCounter extends Contract {
  @view count: Value<U256>;
  @internal tallies: Counter;

  /** Adds one to the number. Two concurrent calls conflict. */
  increment(): void {
    const count = this.count.get() + U256.ONE;
    this.count.set(count);
    emit(new Incremented(msg.sender, count));
  }

  /** Adds one to the commutative counter, without reading it. Concurrent calls do not conflict. */
  tally(): void {
    this.tallies.add(U256.ONE);
  }

  @view tallied(): U256 {
    return this.tallies.get();
  }
}
