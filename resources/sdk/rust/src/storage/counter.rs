use super::{Slot, StorageField, Stored};
use crate::text::Piece;
use crate::{host, U256};

/// A commutative number: `add` and `sub` do not read it, so transactions that only add do not conflict with each other. Reading
/// it conflicts with everybody who changes it. It never reverts: it counts modulo 2^256, and amounts are `u128`.
pub struct Counter {
    slot: Slot,
}

impl Counter {
    pub const fn at_slot(slot: Slot) -> Self {
        Counter { slot }
    }
    pub fn add(&mut self, amount: u128) {
        let word = U256::new(amount).to_be_bytes();
        unsafe { host::counter_add(self.slot.0.as_ptr(), word.as_ptr()) }
    }
    pub fn sub(&mut self, amount: u128) {
        let word = U256::new(amount).to_be_bytes();
        unsafe { host::counter_sub(self.slot.0.as_ptr(), word.as_ptr()) }
    }
    /// What went below zero shows in two's complement: `I256::from_bits(self.counter.get())`.
    pub fn get(&self) -> U256 {
        let mut word = [0; 32];
        unsafe { host::counter_load(self.slot.0.as_ptr(), word.as_mut_ptr()) };
        U256::from_be_bytes(word)
    }
}

impl StorageField for Counter {}

impl Stored for Counter {
    type Handle = Self;
    const SLOTS: u64 = 1;
    const BYTES: usize = 32;
    const TYPE: &'static [Piece] = &[Piece::Text("t_counter")];
    const LABEL: &'static [Piece] = &[Piece::Text("counter")];
    const DEFINITIONS: &'static [Piece] = &[
        Piece::Separator,
        Piece::Text("\"t_counter\":{\"encoding\":\"inplace\",\"label\":\"counter\",\"numberOfBytes\":\"32\"}"),
    ];
    fn handle(slot: Slot) -> Self {
        Counter::at_slot(slot)
    }
}
