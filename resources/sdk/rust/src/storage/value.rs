use super::{Number, Slot};
use crate::abi::Word;
use core::marker::PhantomData;
use core::ops::Deref;

/// One value in a word of its own.
pub struct Value<T> {
    slot: Slot,
    of: PhantomData<T>,
}

impl<T> Value<T> {
    pub const fn at_slot(slot: Slot) -> Self {
        Value { slot, of: PhantomData }
    }
    pub fn slot(&self) -> Slot {
        self.slot
    }
}

impl<T: Word> Value<T> {
    /// Zero, false, .. if nothing has been set.
    pub fn get(&self) -> T {
        T::from_slot(self.slot.load())
    }
    pub fn set(&mut self, value: T) {
        self.slot.store(&value.to_slot())
    }
    /// Sets it back to zero.
    pub fn clear(&mut self) {
        self.slot.store(&[0; 32])
    }
}

impl<T: Word + Number> Value<T> {
    /// Adds and gives the sum; overflow reverts with `Panic(0x11)`.
    pub fn add(&mut self, amount: T) -> T {
        let sum = self.get().plus(amount);
        self.set(sum);
        sum
    }
    /// Subtracts and gives the rest; below zero reverts with `Panic(0x11)`.
    pub fn sub(&mut self, amount: T) -> T {
        let rest = self.get().minus(amount);
        self.set(rest);
        rest
    }
}

/// A handle that only reads.
pub struct Ref<H>(pub(super) H);

impl<H> Deref for Ref<H> {
    type Target = H;
    fn deref(&self) -> &H {
        &self.0
    }
}
