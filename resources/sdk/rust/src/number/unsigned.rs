use super::division::divide;
use crate::revert::{panic, DIVISION_BY_ZERO, OVERFLOW};
use core::cmp::Ordering;

/// An unsigned integer of 256 bits. Made with `U256::from(5u64)`, `U256::parse("1_000")`, `U256::ONE`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct U256(
    /// The least significant limb first.
    pub(crate) [u64; 4],
);

impl U256 {
    pub const ZERO: U256 = U256([0; 4]);
    pub const ONE: U256 = U256([1, 0, 0, 0]);
    pub const MAX: U256 = U256([u64::MAX; 4]);

    pub const fn new(value: u128) -> U256 {
        U256([value as u64, (value >> 64) as u64, 0, 0])
    }

    /// From limbs of 64 bits, the least significant first.
    pub const fn from_limbs(limbs: [u64; 4]) -> U256 {
        U256(limbs)
    }

    pub const fn limbs(self) -> [u64; 4] {
        self.0
    }

    #[inline(never)]
    pub fn from_be_bytes(bytes: [u8; 32]) -> U256 {
        let mut limbs = [0; 4];
        for (i, limb) in limbs.iter_mut().enumerate() {
            let mut part = [0; 8];
            part.copy_from_slice(&bytes[24 - 8 * i..32 - 8 * i]);
            *limb = u64::from_be_bytes(part);
        }
        U256(limbs)
    }

    #[inline(never)]
    pub fn to_be_bytes(self) -> [u8; 32] {
        let mut bytes = [0; 32];
        for (i, limb) in self.0.iter().enumerate() {
            bytes[24 - 8 * i..32 - 8 * i].copy_from_slice(&limb.to_be_bytes());
        }
        bytes
    }

    pub const fn is_zero(self) -> bool {
        self.0[0] | self.0[1] | self.0[2] | self.0[3] == 0
    }

    /// The number of bits without leading zeros; 0 for 0.
    pub const fn bits(self) -> u32 {
        let mut i = 4;
        while i > 0 {
            i -= 1;
            if self.0[i] != 0 {
                return 64 * (i as u32 + 1) - self.0[i].leading_zeros();
            }
        }
        0
    }

    pub const fn bit(self, index: u32) -> bool {
        index < 256 && self.0[(index / 64) as usize] >> (index % 64) & 1 == 1
    }

    #[inline(never)]
    pub const fn overflowing_add(self, other: U256) -> (U256, bool) {
        let mut limbs = [0; 4];
        let mut carry = false;
        let mut i = 0;
        while i < 4 {
            let (sum, over) = self.0[i].overflowing_add(other.0[i]);
            let (sum, more) = sum.overflowing_add(carry as u64);
            limbs[i] = sum;
            carry = over | more;
            i += 1;
        }
        (U256(limbs), carry)
    }

    #[inline(never)]
    pub const fn overflowing_sub(self, other: U256) -> (U256, bool) {
        let mut limbs = [0; 4];
        let mut borrow = false;
        let mut i = 0;
        while i < 4 {
            let (rest, under) = self.0[i].overflowing_sub(other.0[i]);
            let (rest, more) = rest.overflowing_sub(borrow as u64);
            limbs[i] = rest;
            borrow = under | more;
            i += 1;
        }
        (U256(limbs), borrow)
    }

    /// The full product: low and high half.
    pub(crate) const fn widening_mul(self, other: U256) -> (U256, U256) {
        let mut limbs = [0u64; 8];
        let mut i = 0;
        while i < 4 {
            let mut carry = 0u128;
            let mut j = 0;
            while j < 4 && self.0[i] != 0 {
                let sum = self.0[i] as u128 * other.0[j] as u128 + limbs[i + j] as u128 + carry;
                limbs[i + j] = sum as u64;
                carry = sum >> 64;
                j += 1;
            }
            limbs[i + 4] = carry as u64;
            i += 1;
        }
        (U256([limbs[0], limbs[1], limbs[2], limbs[3]]), U256([limbs[4], limbs[5], limbs[6], limbs[7]]))
    }

    #[inline(never)]
    pub const fn overflowing_mul(self, other: U256) -> (U256, bool) {
        let (low, high) = self.widening_mul(other);
        (low, !high.is_zero())
    }

    /// Quotient and remainder. Division by zero reverts with `Panic(0x12)`.
    #[inline(never)]
    pub fn div_rem(self, divisor: U256) -> (U256, U256) {
        if divisor.is_zero() {
            panic(DIVISION_BY_ZERO)
        }
        let (quotient, _, rest) = divide(self, U256::ZERO, divisor);
        (quotient, rest)
    }

    /// `self * factor / divisor`, rounded down, with a product of 512 bits between. Reverts if the result has more than 256.
    pub fn mul_div(self, factor: U256, divisor: U256) -> U256 {
        if divisor.is_zero() {
            panic(DIVISION_BY_ZERO)
        }
        let (low, high) = self.widening_mul(factor);
        let (quotient, over, _) = divide(low, high, divisor);
        if over {
            panic(OVERFLOW)
        }
        quotient
    }

    /// `(self + other) % modulus` without overflow. A modulus of zero reverts with `Panic(0x12)`.
    pub fn add_mod(self, other: U256, modulus: U256) -> U256 {
        if modulus.is_zero() {
            panic(DIVISION_BY_ZERO)
        }
        let (low, carry) = self.overflowing_add(other);
        divide(low, U256::new(carry as u128), modulus).2
    }

    /// `self * other % modulus` without overflow. A modulus of zero reverts with `Panic(0x12)`.
    pub fn mul_mod(self, other: U256, modulus: U256) -> U256 {
        if modulus.is_zero() {
            panic(DIVISION_BY_ZERO)
        }
        let (low, high) = self.widening_mul(other);
        divide(low, high, modulus).2
    }

    pub fn overflowing_pow(self, mut exponent: u32) -> (U256, bool) {
        let mut base = self;
        let mut result = U256::ONE;
        let mut over = false;
        loop {
            if exponent & 1 == 1 {
                let (next, more) = result.overflowing_mul(base);
                result = next;
                over |= more;
            }
            exponent >>= 1;
            if exponent == 0 {
                return (result, over);
            }
            let (square, more) = base.overflowing_mul(base);
            base = square;
            over |= more;
        }
    }

    /// Reverts on overflow.
    pub fn pow(self, exponent: u32) -> U256 {
        self.checked_pow(exponent).unwrap_or_else(|| panic(OVERFLOW))
    }
    pub fn checked_pow(self, exponent: u32) -> Option<U256> {
        none_if(self.overflowing_pow(exponent))
    }
    pub fn wrapping_pow(self, exponent: u32) -> U256 {
        self.overflowing_pow(exponent).0
    }
    pub fn saturating_pow(self, exponent: u32) -> U256 {
        self.checked_pow(exponent).unwrap_or(U256::MAX)
    }
    pub const fn wrapping_add(self, other: U256) -> U256 {
        self.overflowing_add(other).0
    }
    pub const fn wrapping_sub(self, other: U256) -> U256 {
        self.overflowing_sub(other).0
    }
    pub const fn wrapping_mul(self, other: U256) -> U256 {
        self.overflowing_mul(other).0
    }
    pub fn checked_add(self, other: U256) -> Option<U256> {
        none_if(self.overflowing_add(other))
    }
    pub fn checked_sub(self, other: U256) -> Option<U256> {
        none_if(self.overflowing_sub(other))
    }
    pub fn checked_mul(self, other: U256) -> Option<U256> {
        none_if(self.overflowing_mul(other))
    }
    pub fn checked_div(self, divisor: U256) -> Option<U256> {
        if divisor.is_zero() {
            None
        } else {
            Some(self.div_rem(divisor).0)
        }
    }
    pub fn checked_rem(self, divisor: U256) -> Option<U256> {
        if divisor.is_zero() {
            None
        } else {
            Some(self.div_rem(divisor).1)
        }
    }
    pub fn saturating_add(self, other: U256) -> U256 {
        self.checked_add(other).unwrap_or(U256::MAX)
    }
    pub fn saturating_sub(self, other: U256) -> U256 {
        self.checked_sub(other).unwrap_or(U256::ZERO)
    }
    pub fn saturating_mul(self, other: U256) -> U256 {
        self.checked_mul(other).unwrap_or(U256::MAX)
    }

    /// The square root, rounded down.
    pub fn sqrt(self) -> U256 {
        if self.is_zero() {
            return self;
        }
        let mut root = U256::ONE << ((self.bits() + 1) / 2);
        loop {
            let next = (root + self.div_rem(root).0) >> 1;
            if next >= root {
                return root;
            }
            root = next;
        }
    }

    pub(crate) const fn shifted_left(self, by: u32) -> U256 {
        let mut limbs = [0; 4];
        let (whole, part) = ((by / 64) as usize, by % 64);
        let mut i = whole;
        while i < 4 {
            limbs[i] = self.0[i - whole] << part;
            if part > 0 && i > whole {
                limbs[i] |= self.0[i - whole - 1] >> (64 - part);
            }
            i += 1;
        }
        U256(limbs)
    }

    pub(crate) const fn shifted_right(self, by: u32) -> U256 {
        let mut limbs = [0; 4];
        let (whole, part) = ((by / 64) as usize, by % 64);
        let mut i = whole;
        while i < 4 {
            limbs[i - whole] = self.0[i] >> part;
            if part > 0 && i < 3 {
                limbs[i - whole] |= self.0[i + 1] << (64 - part);
            }
            i += 1;
        }
        U256(limbs)
    }
}

fn none_if((value, over): (U256, bool)) -> Option<U256> {
    if over {
        None
    } else {
        Some(value)
    }
}

impl Ord for U256 {
    #[inline]
    fn cmp(&self, other: &U256) -> Ordering {
        if self == other {
            Ordering::Equal
        } else if self.overflowing_sub(*other).1 {
            Ordering::Less
        } else {
            Ordering::Greater
        }
    }
}

impl PartialOrd for U256 {
    #[inline]
    fn partial_cmp(&self, other: &U256) -> Option<Ordering> {
        Some(self.cmp(other))
    }
    #[inline]
    fn lt(&self, other: &U256) -> bool {
        self.overflowing_sub(*other).1
    }
    #[inline]
    fn ge(&self, other: &U256) -> bool {
        !self.lt(other)
    }
    #[inline]
    fn gt(&self, other: &U256) -> bool {
        other.lt(self)
    }
    #[inline]
    fn le(&self, other: &U256) -> bool {
        !other.lt(self)
    }
}
