// Every kind of function that can be guarded.
import { Bytes, Contract, Interface, U256, Value, call, msg, require, self, sendValue } from 'interleave';

abstract class ISelf extends Interface {
  abstract nothing(): void;
  abstract value(): U256;
  abstract pair(): Pair;
  @view abstract look(): U256;
}

@tuple
class Pair {
  a: U256;
  b: bool;
}

@contract
class Guarded extends Contract {
  received: Value<U256>;

  @nonreentrant nothing(): void {
    if (this.received.get() == U256.ZERO) return;
    this.received.get();
  }
  @nonreentrant value(): U256 {
    return U256.ONE;
  }
  @nonreentrant pair(): Pair {
    return new Pair(U256.ONE, true);
  }
  @view @nonreentrant look(): U256 {
    return this.received.get();
  }
  @nonreentrant nested(): U256 {
    return ISelf.at(self.address).look();
  }
  @receive @nonreentrant receive(): void {
    this.received.add(msg.value);
  }
  @nonreentrant @payable @fallback raw(): void {}

  /** Each twice: none leaves the lock taken. */
  all(): U256 {
    for (let i = 0; i < 2; i++) {
      const me = ISelf.at(self.address);
      me.nothing();
      me.value();
      me.pair();
      me.look();
      sendValue(self.address, U256.ONE);
      require(call(self.address, U256.ZERO, Bytes.fromHex('0x0909090909')).success, 'the fallback');
    }
    return this.received.get();
  }
}
