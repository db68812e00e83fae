#![no_std]
use interleave::*;

const PARSED: U256 = U256::parse("115792089237316195423570985008687907853269984665640564039457584007913129639935");
const HEX: U256 = U256::parse("0xff_ff");
const NEGATIVE: I256 = I256::parse("-12");

contract! {
    pub struct Numbers {}
    impl Numbers {
        pub fn add(a: U256, b: U256) -> U256 { a + b }
        pub fn sub(a: U256, b: U256) -> U256 { a - b }
        pub fn mul(a: U256, b: U256) -> U256 { a * b }
        pub fn div(a: U256, b: U256) -> U256 { a / b }
        pub fn rem(a: U256, b: U256) -> U256 { a % b }
        pub fn pow(a: U256, b: u32) -> U256 { a.pow(b) }
        pub fn shl(a: U256, b: u32) -> U256 { a << b }
        pub fn shr(a: U256, b: u32) -> U256 { a >> b }
        pub fn bits(a: U256, b: U256) -> (U256, U256, U256, U256) { (a & b, a | b, a ^ b, !a) }
        pub fn compare(a: U256, b: U256) -> (bool, bool, bool, bool, bool) { (a < b, a <= b, a > b, a >= b, a == b) }
        pub fn wrapping(a: U256, b: U256) -> (U256, U256, U256) { (a.wrapping_add(b), a.wrapping_sub(b), a.wrapping_mul(b)) }
        pub fn saturating(a: U256, b: U256) -> (U256, U256, U256) { (a.saturating_add(b), a.saturating_sub(b), a.saturating_mul(b)) }
        pub fn mul_div(a: U256, b: U256, c: U256) -> U256 { a.mul_div(b, c) }
        pub fn mul_mod(a: U256, b: U256, c: U256) -> U256 { a.mul_mod(b, c) }
        pub fn add_mod(a: U256, b: U256, c: U256) -> U256 { a.add_mod(b, c) }
        pub fn sqrt(a: U256) -> U256 { a.sqrt() }
        pub fn to_u64(a: U256) -> u64 { a.to() }
        pub fn small(a: U256) -> U256 { a * 997 / 1000 + 1 }
        pub fn signed_add(a: I256, b: I256) -> I256 { a + b }
        pub fn signed_sub(a: I256, b: I256) -> I256 { a - b }
        pub fn signed_mul(a: I256, b: I256) -> I256 { a * b }
        pub fn signed_div(a: I256, b: I256) -> I256 { a / b }
        pub fn signed_rem(a: I256, b: I256) -> I256 { a % b }
        pub fn signed_less(a: I256, b: I256) -> bool { a < b }
        pub fn signed_shr(a: I256, b: u32) -> I256 { a >> b }
        pub fn constants() -> (U256, U256, I256) { (PARSED, HEX, NEGATIVE) }
    }
}
