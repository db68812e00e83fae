use super::slot::last_u64;
use super::value::Ref;
use super::{Slot, StorageField, Stored};
use crate::abi::Word;
use crate::revert::{panic, OUT_OF_BOUNDS};
use crate::text::Piece;
use crate::U256;
use core::marker::PhantomData;

/// Solidity's `T[]`: a list that grows. Small words share a slot. An index out of bounds reverts with `Panic(0x32)`.
pub struct Array<T> {
    slot: Slot,
    of: PhantomData<T>,
}

impl<T> Array<T> {
    pub const fn at_slot(slot: Slot) -> Self {
        Array { slot, of: PhantomData }
    }
    pub fn len(&self) -> u64 {
        last_u64(&self.slot.load())
    }
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    fn set_len(&self, len: u64) {
        self.slot.store(&U256::from(len).to_be_bytes())
    }
    fn check(&self, index: u64) {
        if index >= self.len() {
            panic(OUT_OF_BOUNDS)
        }
    }
}

impl<T: Stored> Array<T> {
    fn element(&self, index: u64) -> Slot {
        self.slot.data().plus_big(U256::from(index as u128 * T::SLOTS as u128))
    }
    /// The element, to read: a struct, a map, a list.
    pub fn at(&self, index: u64) -> Ref<T::Handle> {
        self.check(index);
        Ref(T::handle(self.element(index)))
    }
}

/// Elements that are handles.
impl<T: Stored<Handle = T>> Array<T> {
    /// The element, to write.
    pub fn at_mut(&mut self, index: u64) -> T {
        self.check(index);
        T::handle(self.element(index))
    }
    /// A new element at the end, to be filled in.
    pub fn grow(&mut self) -> T {
        let len = self.len();
        self.set_len(len + 1);
        T::handle(self.element(len))
    }
}

/// Elements that are words.
impl<T: Word> Array<T> {
    const PER_SLOT: u64 = (32 / T::BYTES) as u64;

    /// The slot, and the byte in which the element ends.
    fn place(&self, index: u64) -> (Slot, usize) {
        let slot = self.slot.data().plus_big(U256::from(index / Self::PER_SLOT));
        (slot, 32 - (index % Self::PER_SLOT) as usize * T::BYTES)
    }
    fn read(&self, index: u64) -> T {
        let (slot, end) = self.place(index);
        let word = slot.load();
        let mut value = [0; 32];
        value[32 - T::BYTES..].copy_from_slice(&word[end - T::BYTES..end]);
        T::from_slot(value)
    }
    fn write(&self, index: u64, bytes: &[u8; 32]) {
        let (slot, end) = self.place(index);
        let mut word = if Self::PER_SLOT == 1 { [0; 32] } else { slot.load() };
        word[end - T::BYTES..end].copy_from_slice(&bytes[32 - T::BYTES..]);
        slot.store(&word);
    }

    pub fn get(&self, index: u64) -> T {
        self.check(index);
        self.read(index)
    }
    pub fn set(&mut self, index: u64, value: T) {
        self.check(index);
        self.write(index, &value.to_slot())
    }
    pub fn push(&mut self, value: T) {
        let len = self.len();
        self.set_len(len + 1);
        self.write(len, &value.to_slot())
    }
    /// Takes the last element off; None if there is none.
    pub fn pop(&mut self) -> Option<T> {
        let last = self.len().checked_sub(1)?;
        let value = self.read(last);
        self.write(last, &[0; 32]);
        self.set_len(last);
        Some(value)
    }
    /// Puts the last element in the place of this one, and gives back what was there.
    pub fn swap_remove(&mut self, index: u64) -> T {
        let removed = self.get(index);
        if let Some(last) = self.pop() {
            if index < self.len() {
                self.set(index, last);
            }
        }
        removed
    }
    pub fn iter(&self) -> impl Iterator<Item = T> + '_ {
        (0..self.len()).map(move |index| self.read(index))
    }
}

impl<T: Stored> StorageField for Array<T> {}

impl<T: Stored> Stored for Array<T> {
    type Handle = Self;
    const SLOTS: u64 = 1;
    const BYTES: usize = 32;
    const TYPE: &'static [Piece] = &[Piece::Text("t_array("), Piece::List(T::TYPE), Piece::Text(")dyn_storage")];
    const LABEL: &'static [Piece] = &[Piece::List(T::LABEL), Piece::Text("[]")];
    const DEFINITIONS: &'static [Piece] = &[
        Piece::List(T::DEFINITIONS),
        Piece::Separator,
        Piece::Text("\""),
        Piece::List(Self::TYPE),
        Piece::Text("\":{\"base\":\""),
        Piece::List(T::TYPE),
        Piece::Text("\",\"encoding\":\"dynamic_array\",\"label\":\""),
        Piece::List(Self::LABEL),
        Piece::Text("\",\"numberOfBytes\":\"32\"}"),
    ];
    fn handle(slot: Slot) -> Self {
        Array::at_slot(slot)
    }
}
