use super::value::Ref;
use super::{Key, KeyOf, Number, Slot, StorageField, Stored, Value};
use crate::abi::Word;
use crate::text::Piece;
use core::marker::PhantomData;

/// Solidity's `mapping(K => V)`: a value, zero at first, for every possible key.
pub struct Map<K, V> {
    slot: Slot,
    of: PhantomData<(K, V)>,
}

impl<K, V> Map<K, V> {
    pub const fn at_slot(slot: Slot) -> Self {
        Map { slot, of: PhantomData }
    }
}

impl<K: Key, V: Stored> Map<K, V> {
    /// What lies under the key, to read: a map in a map, an array, a struct.
    pub fn at<Q: KeyOf<K>>(&self, key: Q) -> Ref<V::Handle> {
        Ref(V::handle(key.slot_in(&self.slot)))
    }
    /// What lies under the key, to write.
    pub fn at_mut<Q: KeyOf<K>>(&mut self, key: Q) -> V::Handle {
        V::handle(key.slot_in(&self.slot))
    }
}

impl<K: Key, V: Word> Map<K, V> {
    /// Zero, false, .. if nothing has been set.
    pub fn get<Q: KeyOf<K>>(&self, key: Q) -> V {
        V::from_slot(key.slot_in(&self.slot).load())
    }
    pub fn set<Q: KeyOf<K>>(&mut self, key: Q, value: V) {
        key.slot_in(&self.slot).store(&value.to_slot())
    }
    /// Sets it back to zero.
    pub fn remove<Q: KeyOf<K>>(&mut self, key: Q) {
        key.slot_in(&self.slot).store(&[0; 32])
    }
}

impl<K: Key, V: Word + Number> Map<K, V> {
    /// Adds and gives the sum; overflow reverts with `Panic(0x11)`.
    pub fn add<Q: KeyOf<K>>(&mut self, key: Q, amount: V) -> V {
        Value::at_slot(key.slot_in(&self.slot)).add(amount)
    }
    /// Subtracts and gives the rest; below zero reverts with `Panic(0x11)`.
    pub fn sub<Q: KeyOf<K>>(&mut self, key: Q, amount: V) -> V {
        Value::at_slot(key.slot_in(&self.slot)).sub(amount)
    }
}

impl<K: Key, V: Stored> StorageField for Map<K, V> {}

impl<K: Key, V: Stored> Stored for Map<K, V> {
    type Handle = Self;
    const SLOTS: u64 = 1;
    const BYTES: usize = 32;
    const TYPE: &'static [Piece] =
        &[Piece::Text("t_mapping("), Piece::List(K::TYPE), Piece::Text(","), Piece::List(V::TYPE), Piece::Text(")")];
    const LABEL: &'static [Piece] =
        &[Piece::Text("mapping("), Piece::List(K::NAME), Piece::Text(" => "), Piece::List(V::LABEL), Piece::Text(")")];
    const DEFINITIONS: &'static [Piece] = &[
        Piece::List(K::DEFINITION),
        Piece::List(V::DEFINITIONS),
        Piece::Separator,
        Piece::Text("\""),
        Piece::List(Self::TYPE),
        Piece::Text("\":{\"encoding\":\"mapping\",\"key\":\""),
        Piece::List(K::TYPE),
        Piece::Text("\",\"label\":\""),
        Piece::List(Self::LABEL),
        Piece::Text("\",\"numberOfBytes\":\"32\",\"value\":\""),
        Piece::List(V::TYPE),
        Piece::Text("\"}"),
    ];
    fn handle(slot: Slot) -> Self {
        Map::at_slot(slot)
    }
}
