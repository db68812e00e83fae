import {
  Contract, Interface, U256, Address, require, Bytes, Value, call, staticCall, delegateCall, sendValue, msg, self, emit,
} from "interleave";

@struct class Line { a: u8; b: string }
@tuple class Reserves { a: U256; b: string }

abstract class IToken extends Interface {
  @view abstract balanceOf(owner: Address): U256;
  @view abstract name(): string;
  abstract transfer(to: Address, value: U256): bool;
  @payable abstract deposit(): void;
  @view abstract reserves(): Reserves;
  @name("line") abstract line_(line: Line): Line[];
}
@event class Outcome { success: bool; reverted: bool; data: Bytes }

@contract
class Calls extends Contract {
  slot0: Value<U256>;
  @view balance(token: Address, owner: Address): U256 { return IToken.at(token).balanceOf(owner); }
  @view nameOf(token: Address): string { return IToken.at(token).name(); }
  send(token: Address, to: Address, value: U256): bool { return IToken.at(token).transfer(to, value); }
  trySend(token: Address, to: Address, value: U256): bool {
    const result = IToken.at(token).tryTransfer(to, value);
    emit(new Outcome(result.success, result.reverted, result.data));
    return result.success && result.value;
  }
  @view tryName(token: Address): string { const r = IToken.at(token).tryName(); return r.success ? r.value : "none"; }
  /** What is given along with one call is not given along with the next. */
  depositOnce(token: Address, value: U256): void {
    const target = IToken.at(token);
    const paying = target.withValue(value);
    paying.deposit();
    target.deposit();
    const zero = U256.ZERO;
    zero.a = 5;
    require(U256.ZERO.isZero(), 'a constant was changed');
  }
  deposit(token: Address, value: U256): void { IToken.at(token).withValue(value).withGas(50000).deposit(); }
  @view reservesOf(token: Address): string { const r = IToken.at(token).reserves(); return r.b + r.a.toString(); }
  line(token: Address, text: string): Line { return IToken.at(token).line_(new Line(5, text))[1]; }
  @payable pay(to: Address): void { sendValue(to, msg.value); }
  raw(kind: u8, to: Address, data: Bytes): void {
    const result = kind == 0 ? call(to, U256.ZERO, data) : kind == 1 ? staticCall(to, data) : delegateCall(to, data);
    emit(new Outcome(result.success, result.reverted, result.data));
  }
  unwrap(to: Address, data: Bytes): Bytes { return call(to, U256.ZERO, data).unwrap(); }
}

@contract
class Target extends Contract {
  slot0: Value<U256>;
  @view balanceOf(owner: Address): U256 { return owner.toU256() + U256.ONE; }
  @view name(): string { return "target"; }
  transfer(to: Address, value: U256): bool {
    if (value > U256.from(10)) throw new Error("too much");
    this.slot0.set(value);
    return to != self.address;
  }
  @payable deposit(): void { this.slot0.set(msg.value); }
  @view reserves(): Reserves { return new Reserves(U256.from(3), "r"); }
  line(line: Line): Line[] { return [line, new Line(line.a + 1, line.b + "x")]; }
  trap(): void { unreachable(); }
}
