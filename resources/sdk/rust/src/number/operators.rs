//! The operators, for two numbers of 256 bits and for one of them and a `u64` (`i64`), so that literals can be written.
use super::{I256, U256};
use crate::revert::{panic, OVERFLOW};
use core::cmp::Ordering;
use core::ops::*;

macro_rules! operators {
    ($type:ident, $small:ident: $($trait:ident $method:ident $assign:ident $assign_method:ident = $how:expr;)*) => {$(
        impl $trait for $type {
            type Output = $type;
            #[inline]
            fn $method(self, other: $type) -> $type {
                let how: fn($type, $type) -> $type = $how;
                how(self, other)
            }
        }
        impl $trait<$small> for $type {
            type Output = $type;
            #[inline]
            fn $method(self, other: $small) -> $type {
                $trait::$method(self, $type::from(other))
            }
        }
        impl $assign for $type {
            #[inline]
            fn $assign_method(&mut self, other: $type) {
                *self = $trait::$method(*self, other);
            }
        }
        impl $assign<$small> for $type {
            #[inline]
            fn $assign_method(&mut self, other: $small) {
                *self = $trait::$method(*self, $type::from(other));
            }
        }
    )*};
}

fn checked<T>((value, over): (T, bool)) -> T {
    if over {
        panic(OVERFLOW)
    }
    value
}

operators! { U256, u64:
    Add add AddAssign add_assign = |a, b| checked(a.overflowing_add(b));
    Sub sub SubAssign sub_assign = |a, b| checked(a.overflowing_sub(b));
    Mul mul MulAssign mul_assign = |a, b| checked(a.overflowing_mul(b));
    Div div DivAssign div_assign = |a, b| a.div_rem(b).0;
    Rem rem RemAssign rem_assign = |a, b| a.div_rem(b).1;
    BitAnd bitand BitAndAssign bitand_assign = |a, b| map(a, b, |x, y| x & y);
    BitOr bitor BitOrAssign bitor_assign = |a, b| map(a, b, |x, y| x | y);
    BitXor bitxor BitXorAssign bitxor_assign = |a, b| map(a, b, |x, y| x ^ y);
}

operators! { I256, i64:
    Add add AddAssign add_assign = |a, b| checked(a.overflowing_add(b));
    Sub sub SubAssign sub_assign = |a, b| checked(a.overflowing_sub(b));
    Mul mul MulAssign mul_assign = |a, b| checked(a.overflowing_mul(b));
    Div div DivAssign div_assign = |a, b| a.div_rem(b).0;
    Rem rem RemAssign rem_assign = |a, b| a.div_rem(b).1;
    BitAnd bitand BitAndAssign bitand_assign = |a, b| I256(a.0 & b.0);
    BitOr bitor BitOrAssign bitor_assign = |a, b| I256(a.0 | b.0);
    BitXor bitxor BitXorAssign bitxor_assign = |a, b| I256(a.0 ^ b.0);
}

#[inline]
fn map(a: U256, b: U256, each: fn(u64, u64) -> u64) -> U256 {
    U256([each(a.0[0], b.0[0]), each(a.0[1], b.0[1]), each(a.0[2], b.0[2]), each(a.0[3], b.0[3])])
}

impl Not for U256 {
    type Output = U256;
    fn not(self) -> U256 {
        self ^ U256::MAX
    }
}

impl Not for I256 {
    type Output = I256;
    fn not(self) -> I256 {
        I256(!self.0)
    }
}

impl Neg for I256 {
    type Output = I256;
    fn neg(self) -> I256 {
        I256::ZERO - self
    }
}

/// Bits shifted out are lost, as in Solidity; 256 and more give zero.
impl Shl<u32> for U256 {
    type Output = U256;
    fn shl(self, by: u32) -> U256 {
        self.shifted_left(by.min(256))
    }
}

impl Shr<u32> for U256 {
    type Output = U256;
    fn shr(self, by: u32) -> U256 {
        self.shifted_right(by.min(256))
    }
}

impl Shl<u32> for I256 {
    type Output = I256;
    fn shl(self, by: u32) -> I256 {
        I256(self.0 << by)
    }
}

/// Keeps the sign.
impl Shr<u32> for I256 {
    type Output = I256;
    fn shr(self, by: u32) -> I256 {
        I256(if self.is_negative() { !(!self.0 >> by) } else { self.0 >> by })
    }
}

impl ShlAssign<u32> for U256 {
    fn shl_assign(&mut self, by: u32) {
        *self = *self << by;
    }
}

impl ShrAssign<u32> for U256 {
    fn shr_assign(&mut self, by: u32) {
        *self = *self >> by;
    }
}

macro_rules! compare {
    ($type:ident $small:ident) => {
        impl PartialEq<$small> for $type {
            fn eq(&self, other: &$small) -> bool {
                *self == $type::from(*other)
            }
        }
        impl PartialOrd<$small> for $type {
            fn partial_cmp(&self, other: &$small) -> Option<Ordering> {
                Some(self.cmp(&$type::from(*other)))
            }
        }
    };
}
compare!(U256 u64);
compare!(I256 i64);

impl core::iter::Sum for U256 {
    fn sum<I: Iterator<Item = U256>>(all: I) -> U256 {
        all.fold(U256::ZERO, |sum, one| sum + one)
    }
}

macro_rules! conversions {
    ($big:ident $wide:ident: $($from:ident)*; $($to:ident)*) => {
        $(impl From<$from> for $big {
            #[inline]
            fn from(value: $from) -> $big {
                $big::new(value as $wide)
            }
        })*
        $(impl core::convert::TryFrom<$big> for $to {
            /// The number does not fit.
            type Error = ();
            fn try_from(value: $big) -> Result<$to, ()> {
                let low = value.low() as $to;
                if $big::from(low) == value { Ok(low) } else { Err(()) }
            }
        })*
    };
}
conversions!(U256 u128: bool u8 u16 u32 u64 u128 usize; u8 u16 u32 u64 u128 usize);
conversions!(I256 i128: i8 i16 i32 i64 i128 u8 u16 u32 u64; i8 i16 i32 i64 i128);

impl U256 {
    fn low(self) -> u128 {
        self.0[0] as u128 | (self.0[1] as u128) << 64
    }
    /// The number as a smaller integer (`let n: u64 = amount.to();`); one that does not fit reverts with `Panic(0x11)`.
    pub fn to<T: core::convert::TryFrom<U256>>(self) -> T {
        T::try_from(self).unwrap_or_else(|_| panic(OVERFLOW))
    }
}

impl I256 {
    fn low(self) -> i128 {
        self.0.low() as i128
    }
    /// The number as a smaller integer; one that does not fit reverts with `Panic(0x11)`.
    pub fn to<T: core::convert::TryFrom<I256>>(self) -> T {
        T::try_from(self).unwrap_or_else(|_| panic(OVERFLOW))
    }
}

impl core::convert::TryFrom<U256> for I256 {
    type Error = ();
    fn try_from(value: U256) -> Result<I256, ()> {
        let value = I256(value);
        if value.is_negative() {
            Err(())
        } else {
            Ok(value)
        }
    }
}

impl core::convert::TryFrom<I256> for U256 {
    type Error = ();
    fn try_from(value: I256) -> Result<U256, ()> {
        if value.is_negative() {
            Err(())
        } else {
            Ok(value.0)
        }
    }
}
