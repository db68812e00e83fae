import {
  Address, Bytes, Bytes32, CallOutcome, Contract, Interface, Mapping, U256, Value,
  block, call, delegateCall, emit, msg, revert, self, staticCall, transientLoad, transientStore, tx,
} from 'interleave';

@event
class Noted {
  @indexed key: U256;
  value: U256;
}
@error
class Refused {
  code: U256;
  who: Address;
}

@tuple
class Place {
  self: Address;
  caller: Address;
  origin: Address;
  balance: U256;
}
@tuple
class Surroundings {
  number: U256;
  timestamp: U256;
  coinbase: Address;
  baseFee: U256;
  chainId: U256;
  prevRandao: U256;
  parent: Bytes32;
}
@tuple
class Ended {
  ok: bool;
  output: Bytes;
}
@tuple
class Two {
  first: Bytes;
  second: Bytes;
}

abstract class IProbe extends Interface {
  abstract refuse(code: U256): void;
  abstract dive(depth: U256): U256;
}

const KEPT = U256.from(7);

@contract
class Probe extends Contract {
  @view number: Value<U256>;
  @view values: Mapping<U256, U256>;

  @payable
  constructor(start: U256) {
    this.number.set(start);
  }

  @receive receive(): void {}

  // Storage and events.

  setNumber(value: U256): void {
    this.number.set(value);
  }

  add(amount: U256): void {
    this.number.add(amount);
  }

  setValue(key: U256, value: U256): void {
    this.values[key] = value;
  }

  note(key: U256, value: U256): void {
    emit(new Noted(key, value));
  }

  @view held(): U256 {
    return transientLoad(KEPT);
  }

  hold(value: U256): void {
    transientStore(KEPT, value);
  }

  // Ways to end.

  refuse(code: U256): void {
    this.number.set(code);
    this.values[code] = code;
    this.hold(code);
    emit(new Noted(code, code));
    revert(new Refused(code, msg.sender));
  }

  @pure refuseText(text: string): void {
    revert(text);
  }

  @pure refuseBare(): void {
    new CallOutcome(1, new Bytes()).unwrap();
  }

  @pure divide(a: U256, b: U256): U256 {
    return a / b;
  }

  trap(): void {
    this.number.set(U256.from(99));
    unreachable();
  }

  spin(): void {
    while (true) this.number.add(U256.ONE);
  }

  @pure hoard(): u64 {
    let size: u64 = 0;
    while (true) {
      Bytes.zeros(1000000);
      size++;
    }
    return size;
  }

  @pure recurse(n: U256): U256 {
    return this.deeper(n);
  }

  private deeper(n: U256): U256 {
    return n == U256.MAX ? U256.ZERO : this.deeper(n + U256.ONE) + U256.ONE;
  }

  // What it is given.

  @pure work(rounds: U256): U256 {
    const count = rounds.toU64();
    let x: u64 = 0;
    for (let i: u64 = 0; i < count; i++) x = (x * 31 + i) % 1000003;
    return U256.from(x);
  }

  @pure echo(data: Bytes): Bytes {
    return data;
  }

  @payable paid(): U256 {
    return msg.value;
  }

  @view place(): Place {
    return new Place(self.address, msg.sender, tx.origin, self.balance);
  }

  @view surroundings(): Surroundings {
    return new Surroundings(
      U256.from(block.number), U256.from(block.timestamp), block.coinbase, block.baseFee, block.chainId, block.prevrandao,
      block.hash(block.number - 1),
    );
  }

  // Calls.

  @payable relay(to: Address, value: U256, gas: U256, data: Bytes): Ended {
    return this.ended(call(to, value, data, gas == U256.ZERO ? -1 : <i64>gas.toU64()));
  }

  @view look(to: Address, data: Bytes): Ended {
    return this.ended(staticCall(to, data));
  }

  borrow(to: Address, data: Bytes): Ended {
    return this.ended(delegateCall(to, data));
  }

  private ended(outcome: CallOutcome): Ended {
    return new Ended(outcome.success, outcome.data);
  }

  both(to: Address, first: Bytes, second: Bytes): Two {
    const one = call(to, U256.ZERO, first);
    const two = call(to, U256.ZERO, second);
    return new Two(one.data, two.data);
  }

  attempt(to: Address, code: U256): Ended {
    this.values[U256.ONE] = U256.ONE;
    emit(new Noted(U256.ONE, U256.ONE));
    const outcome = IProbe.at(to).tryRefuse(code);
    if (outcome.success) return new Ended(true, new Bytes());
    emit(new Noted(U256.from(2), U256.from(2)));
    return new Ended(false, outcome.data);
  }

  dive(depth: U256): U256 {
    if (depth == U256.ZERO) return U256.ZERO;
    const outcome = IProbe.at(self.address).tryDive(depth - U256.ONE);
    return outcome.success ? outcome.value + U256.ONE : U256.ZERO;
  }
}
