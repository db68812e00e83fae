use super::{I256, U256};
use crate::revert::{panic, OVERFLOW};

/// An unsigned integer of `BITS` bits (a multiple of 8): `Uint<24>` is Solidity's `uint24`, `Uint<8>` a `uint8` that makes
/// arrays of numbers (an array of `u8` is `bytesN`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Uint<const BITS: usize>(pub(crate) U256);

/// A signed integer of `BITS` bits (a multiple of 8): `Int<24>` is Solidity's `int24`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Int<const BITS: usize>(pub(crate) I256);

impl<const BITS: usize> Uint<BITS> {
    /// A value that does not fit reverts with `Panic(0x11)`.
    pub fn new<T: Into<U256>>(value: T) -> Self {
        let value = value.into();
        if value.bits() as usize > BITS {
            panic(OVERFLOW)
        }
        Uint(value)
    }
    pub fn get(self) -> U256 {
        self.0
    }
}

impl<const BITS: usize> Int<BITS> {
    /// A value that does not fit reverts with `Panic(0x11)`.
    pub fn new<T: Into<I256>>(value: T) -> Self {
        let value = value.into();
        let size = if value.is_negative() { !value.to_bits() } else { value.to_bits() };
        if size.bits() as usize >= BITS {
            panic(OVERFLOW)
        }
        Int(value)
    }
    pub fn get(self) -> I256 {
        self.0
    }
}
