import { Address, Bytes, Contract, Counter, Interface, Mapping, StorageArray, StorageString, U256, Value, msg, emit, require, revert, call, self } from "interleave";

// @contract in a comment, and "class X {" in a string
const LIMIT: u64 = 10;
const TEXT = "class X { constructor() {} }";
let seen: u32 = 0;

@event class Log { @indexed a: U256; /* a comment */ b: string /* no semicolon */ }
@error
class Wrong {
  // first
  a: U256; // second
  b: string = "default";
}

@struct
class WithMethods {
  a: U256;
  b: u8[];
  sum(): U256 { let s = U256.ZERO; for (let i = 0; i < this.b.length; i++) s = s + U256.from(this.b[i]); return s + this.a; }
  static make(): WithMethods { return new WithMethods(U256.ONE, [1, 2]); }
}

abstract class Ownable extends Contract {
  @view owner: Value<Address>;
  constructor() { this.owner.set(msg.sender); }
  protected onlyOwner(): void { require(this.owner.get() == msg.sender, "not the owner"); }
  transferOwnership(to: Address): void { this.onlyOwner(); this.owner.set(to); }
}
abstract class Pausable extends Ownable {
  @view paused: Value<bool>;
  abstract hook(a: U256): U256;
  run(a: U256): U256 { if (this.paused.get()) throw new Wrong(a, TEXT); return this.hook(a); }
}

/** Docs. */
@contract
export class Many extends Pausable {
  readonly total: Value<U256>;
  public count: Value<u64>;
  protected list: StorageArray<u8>;
  _locked: Value<bool>;
  constructor(
    a: U256, // a
    b: string,
  ) {
    super();
    this.total.set(a);
    seen += <u32>b.length;
  }
  hook(a: U256): U256 { this.total.set(this.total.get() + a); seen++; return U256.from(seen); }
  @view
  sumOf(
    x: WithMethods, // the x
    y: u8,
  ): U256 { return x.sum() + WithMethods.make().sum(); }
  bytesToArray(b: u8[]): void { for (let i = 0; i < b.length; i++) this.list.push(b[i]); }
  @view arr(): u8[] { return this.list.toArray(); }
  loop(n: u32): u32 { let r: u32 = 0; for (let i: u32 = 0; i < n; i++) r += i * i; return r; }
  t(a: u32): u32 { switch (a) { case 0: throw new Error("zero"); case 1: return 5; default: throw new RangeError(); } }
  w(a: u32): u32 { return a > 5 ? this.loop(a) : this.t(a); }
  @payable fund(): U256 { return self.balance; }
  ownedBy(): bool { this.onlyOwner(); return true; }
}

@contract class Plain extends Ownable { @view name: StorageString }
@contract export class Deeper extends Many {
  constructor() { super(U256.from(9), "b"); this.count.set(3); }
  hook(a: U256): U256 { return super.hook(a) + U256.from(100); }
}
