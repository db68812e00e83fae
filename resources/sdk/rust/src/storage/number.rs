use crate::revert::{panic, OVERFLOW};
use crate::{I256, U256};

/// Values that can be added to where they lie. Overflow reverts with `Panic(0x11)`.
pub trait Number {
    fn plus(self, amount: Self) -> Self;
    fn minus(self, amount: Self) -> Self;
}

macro_rules! numbers {
    ($($type:ident)*) => {$(
        impl Number for $type {
            #[inline]
            fn plus(self, amount: $type) -> $type {
                match self.overflowing_add(amount) {
                    (sum, false) => sum,
                    _ => panic(OVERFLOW),
                }
            }
            #[inline]
            fn minus(self, amount: $type) -> $type {
                match self.overflowing_sub(amount) {
                    (rest, false) => rest,
                    _ => panic(OVERFLOW),
                }
            }
        }
    )*};
}
numbers!(U256 I256 u8 u16 u32 u64 u128 i8 i16 i32 i64 i128);
