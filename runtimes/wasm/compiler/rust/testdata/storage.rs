#![no_std]
use interleave::*;

storage_struct! {
    pub struct Position { owner: Value<Address>, amount: Value<U256>, label: StorageString }
}

contract! {
    pub struct Storage {
        flag: Value<bool>,
        small: Value<i16>,
        tag: Value<Bytes4>,
        origin: Position,
        text: StorageString,
        raw: StorageBytes,
        numbers: Array<U256>,
        packed: Array<u64>,
        positions: Array<Position>,
        by_name: Map<String, U256>,
        by_id: Map<u64, Position>,
        nested: Map<Address, Map<Bytes32, Array<u32>>>,
        hits: Counter,
    }
    impl Storage {
        pub fn set_values(&mut self, flag: bool, small: i16, tag: Bytes4) {
            self.flag.set(flag);
            self.small.set(small);
            self.tag.set(tag);
        }
        pub fn values(&self) -> (bool, i16, Bytes4) { (self.flag.get(), self.small.get(), self.tag.get()) }
        pub fn set_origin(&mut self, owner: Address, amount: U256, label: String) {
            self.origin.owner.set(owner);
            self.origin.amount.set(amount);
            self.origin.label.set(&label);
        }
        pub fn set_text(&mut self, text: String) { self.text.set(&text) }
        pub fn text(&self) -> String { self.text.get() }
        pub fn set_raw(&mut self, raw: Bytes) { self.raw.set(&raw) }
        pub fn raw(&self) -> Bytes { self.raw.get() }
        pub fn push(&mut self, value: U256) { self.numbers.push(value) }
        pub fn pop(&mut self) -> U256 { self.numbers.pop().unwrap_or(U256::MAX) }
        pub fn number(&self, index: u64) -> U256 { self.numbers.get(index) }
        pub fn sum(&self) -> U256 { self.numbers.iter().sum() }
        pub fn push_packed(&mut self, value: u64) { self.packed.push(value) }
        pub fn set_packed(&mut self, index: u64, value: u64) { self.packed.set(index, value) }
        pub fn packed(&self) -> Vec<u64> { self.packed.iter().collect() }
        pub fn remove_packed(&mut self, index: u64) -> u64 { self.packed.swap_remove(index) }
        pub fn add_position(&mut self, owner: Address, amount: U256) {
            let mut position = self.positions.grow();
            position.owner.set(owner);
            position.amount.set(amount);
        }
        pub fn position(&self, index: u64) -> (Address, U256) {
            let position = self.positions.at(index);
            (position.owner.get(), position.amount.get())
        }
        pub fn set_by_name(&mut self, name: String, value: U256) { self.by_name.set(&name, value) }
        pub fn by_name(&self, name: String) -> U256 { self.by_name.get(name) }
        pub fn add_by_id(&mut self, id: u64, amount: U256) -> U256 { self.by_id.at_mut(id).amount.add(amount) }
        pub fn push_nested(&mut self, who: Address, key: Bytes32, value: u32) { self.nested.at_mut(who).at_mut(key).push(value) }
        pub fn hit(&mut self, up: u128, down: u128) {
            self.hits.add(up);
            self.hits.sub(down);
        }
        pub fn hits(&self) -> U256 { self.hits.get() }
    }
}
