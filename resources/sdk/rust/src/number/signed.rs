use super::unsigned::U256;
use crate::revert::{panic, DIVISION_BY_ZERO, OVERFLOW};
use core::cmp::Ordering;

/// A signed integer of 256 bits, in two's complement.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct I256(pub(crate) U256);

impl I256 {
    pub const ZERO: I256 = I256(U256::ZERO);
    pub const ONE: I256 = I256(U256::ONE);
    pub const MINUS_ONE: I256 = I256(U256::MAX);
    pub const MAX: I256 = I256(U256([u64::MAX, u64::MAX, u64::MAX, u64::MAX >> 1]));
    pub const MIN: I256 = I256(U256([0, 0, 0, 1 << 63]));

    pub const fn new(value: i128) -> I256 {
        let sign = (value >> 127) as u64;
        I256(U256([value as u64, (value >> 64) as u64, sign, sign]))
    }

    /// The same bits as an unsigned number.
    pub const fn to_bits(self) -> U256 {
        self.0
    }
    pub const fn from_bits(bits: U256) -> I256 {
        I256(bits)
    }
    pub const fn is_negative(self) -> bool {
        self.0 .0[3] >> 63 == 1
    }
    pub const fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// The distance from zero.
    pub const fn unsigned_abs(self) -> U256 {
        if self.is_negative() {
            U256::ZERO.wrapping_sub(self.0)
        } else {
            self.0
        }
    }

    pub const fn overflowing_add(self, other: I256) -> (I256, bool) {
        let sum = I256(self.0.wrapping_add(other.0));
        let over = self.is_negative() == other.is_negative() && sum.is_negative() != self.is_negative();
        (sum, over)
    }

    pub const fn overflowing_sub(self, other: I256) -> (I256, bool) {
        let rest = I256(self.0.wrapping_sub(other.0));
        let over = self.is_negative() != other.is_negative() && rest.is_negative() != self.is_negative();
        (rest, over)
    }

    pub fn overflowing_mul(self, other: I256) -> (I256, bool) {
        let negative = self.is_negative() != other.is_negative();
        let (size, over) = self.unsigned_abs().overflowing_mul(other.unsigned_abs());
        let product = I256(if negative { U256::ZERO.wrapping_sub(size) } else { size });
        (product, over || !product.is_zero() && product.is_negative() != negative)
    }

    /// Rounded towards zero, as in Solidity. `MIN / -1` and division by zero revert.
    pub fn div_rem(self, divisor: I256) -> (I256, I256) {
        if divisor.is_zero() {
            panic(DIVISION_BY_ZERO)
        }
        if self == I256::MIN && divisor == I256::MINUS_ONE {
            panic(OVERFLOW)
        }
        let (quotient, rest) = self.unsigned_abs().div_rem(divisor.unsigned_abs());
        let signed = |size: U256, negative| I256(if negative { U256::ZERO.wrapping_sub(size) } else { size });
        (signed(quotient, self.is_negative() != divisor.is_negative()), signed(rest, self.is_negative()))
    }

    pub fn wrapping_add(self, other: I256) -> I256 {
        self.overflowing_add(other).0
    }
    pub fn wrapping_sub(self, other: I256) -> I256 {
        self.overflowing_sub(other).0
    }
    pub fn wrapping_mul(self, other: I256) -> I256 {
        I256(self.0.wrapping_mul(other.0))
    }
    pub fn checked_add(self, other: I256) -> Option<I256> {
        none_if(self.overflowing_add(other))
    }
    pub fn checked_sub(self, other: I256) -> Option<I256> {
        none_if(self.overflowing_sub(other))
    }
    pub fn checked_mul(self, other: I256) -> Option<I256> {
        none_if(self.overflowing_mul(other))
    }
    pub fn checked_div(self, divisor: I256) -> Option<I256> {
        if divisor.is_zero() || self == I256::MIN && divisor == I256::MINUS_ONE {
            None
        } else {
            Some(self.div_rem(divisor).0)
        }
    }
    pub fn saturating_add(self, other: I256) -> I256 {
        self.checked_add(other).unwrap_or(limit(self.is_negative()))
    }
    pub fn saturating_sub(self, other: I256) -> I256 {
        self.checked_sub(other).unwrap_or(limit(self.is_negative()))
    }
    pub fn saturating_mul(self, other: I256) -> I256 {
        self.checked_mul(other).unwrap_or(limit(self.is_negative() != other.is_negative()))
    }
    /// Reverts on overflow.
    pub fn pow(self, exponent: u32) -> I256 {
        let size = self.unsigned_abs().pow(exponent);
        let negative = self.is_negative() && exponent & 1 == 1;
        let result = I256(if negative { U256::ZERO.wrapping_sub(size) } else { size });
        if !result.is_zero() && result.is_negative() != negative {
            panic(OVERFLOW)
        }
        result
    }
}

const fn limit(negative: bool) -> I256 {
    if negative {
        I256::MIN
    } else {
        I256::MAX
    }
}

fn none_if((value, over): (I256, bool)) -> Option<I256> {
    if over {
        None
    } else {
        Some(value)
    }
}

impl Ord for I256 {
    fn cmp(&self, other: &I256) -> Ordering {
        match (self.is_negative(), other.is_negative()) {
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            _ => self.0.cmp(&other.0),
        }
    }
}

impl PartialOrd for I256 {
    fn partial_cmp(&self, other: &I256) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
