import {
  Contract, Value, Mapping, StorageArray, StorageString, StorageBytes, Counter, U256, I256, Address, Bytes, Bytes4, Bytes32,
} from "interleave";

@storage export class Position {
  owner: Value<Address>;
  amount: Value<U256>;
  label: StorageString;
}
@tuple class Values { flag: bool; small: i16; tag: Bytes4; big: I256 }
@tuple class Pair { owner: Address; amount: U256 }

abstract class Base extends Contract {
  @view started: Value<u64>;
  constructor(started: u64) { this.started.set(started); }
  @view kind(): string { return "base"; }
  @view callKind(): string { return this.kind(); }
}

@contract
class Storage extends Base {
  flag: Value<bool>;
  small: Value<i16>;
  tag: Value<Bytes4>;
  big: Value<I256>;
  origin: Position;
  @name("text") @view _text: StorageString;
  @view raw: StorageBytes;
  @view numbers: StorageArray<U256>;
  packed: StorageArray<u64>;
  tags: StorageArray<Bytes4>;
  @view owners: StorageArray<Address>;
  names: StorageArray<string>;
  positions: StorageArray<Position>;
  @view byName: Mapping<string, U256>;
  byId: Mapping<u64, Position>;
  nested: Mapping<Address, Mapping<Bytes32, StorageArray<u32>>>;
  @view titles: Mapping<i8, string>;
  hits: Mapping<Bytes4, Counter>;
  @view total: Counter;

  constructor(started: u64, text: string) {
    super(started + 1);
    this._text.set(text);
  }
  @view kind(): string { return "storage"; }
  setValues(flag: bool, small: i16, tag: Bytes4, big: I256): void {
    this.flag.set(flag); this.small.set(small); this.tag.set(tag); this.big.set(big);
  }
  @view values(): Values { return new Values(this.flag.get(), this.small.get(), this.tag.get(), this.big.get()); }
  setOrigin(owner: Address, amount: U256, label: string): void {
    this.origin.owner.set(owner); this.origin.amount.set(amount); this.origin.label.set(label);
  }
  @view originLabel(): string { return this.origin.label.get(); }
  setText(text: string): void { this._text.set(text); }
  setRaw(raw: Bytes): void { this.raw.set(raw); }
  push(value: U256): void { this.numbers.push(value); }
  pop(): U256 { return this.numbers.pop(); }
  setNumber(i: u64, value: U256): void { this.numbers[i] = value; }
  pushPacked(value: u64): void { this.packed.push(value); }
  setPacked(i: u64, value: u64): void { this.packed[i] = value; }
  popPacked(): u64 { return this.packed.pop(); }
  removePacked(i: u64): u64 { return this.packed.swapRemove(i); }
  @view allPacked(): u64[] { return this.packed.toArray(); }
  pushTag(tag: Bytes4): void { this.tags.push(tag); }
  @view allTags(): Bytes4[] { return this.tags.toArray(); }
  pushOwner(owner: Address): void { this.owners.push(owner); }
  pushName(name: string): void { this.names.push(name); }
  popName(): string { return this.names.pop(); }
  @view allNames(): string[] { return this.names.toArray(); }
  addPosition(owner: Address, amount: U256): void {
    const position = this.positions.grow();
    position.owner.set(owner);
    position.amount.set(amount);
  }
  @view position(i: u64): Pair { const p = this.positions[i]; return new Pair(p.owner.get(), p.amount.get()); }
  setByName(name: string, value: U256): void { this.byName[name] = value; }
  addById(id: u64, amount: U256): U256 {
    const amounts = this.byId[id].amount;
    amounts.set(amounts.get() + amount);
    return amounts.get();
  }
  pushNested(who: Address, key: Bytes32, value: u32): void { this.nested[who][key].push(value); }
  setTitle(key: i8, title: string): void { this.titles[key] = title; }
  clearTitle(key: i8): void { this.titles.remove(key); }
  hit(tag: Bytes4, up: U256, down: U256): void { this.hits[tag].add(up); this.hits[tag].sub(down); this.total.add(up); }
  @view hitsOf(tag: Bytes4): I256 { return I256.fromBits(this.hits[tag].get()); }
  addSmall(v: i16): i16 { return this.small.add(v); }
  takeBig(v: I256): I256 { return this.big.sub(v); }
  addByName(name: string, v: U256): U256 { return this.byName.add(name, v); }
  takeByName(name: string, v: U256): U256 { return this.byName.sub(name, v); }
}
