//! Numbers from text, at compile time too.
use super::{I256, U256};

impl U256 {
    /// From decimal digits, or hexadecimal ones after `0x`; `_` may separate them. At compile time
    /// (`const CAP: U256 = U256::parse("1_000_000");`) a mistake is an error of the compiler, at run time a panic.
    pub const fn parse(text: &str) -> U256 {
        parse_from(text.as_bytes(), 0)
    }
}

impl I256 {
    /// As `U256::parse`, with an optional `-`.
    pub const fn parse(text: &str) -> I256 {
        let bytes = text.as_bytes();
        let negative = !bytes.is_empty() && bytes[0] == b'-';
        let size = parse_from(bytes, negative as usize);
        let top = size.0[3] >> 63 == 1;
        if negative && !(top && size.0[3] == 1 << 63 && size.0[2] | size.0[1] | size.0[0] == 0) && top
            || !negative && top
        {
            panic!("a number beyond 256 bits")
        }
        I256(if negative { U256::ZERO.wrapping_sub(size) } else { size })
    }
}

const fn parse_from(bytes: &[u8], mut at: usize) -> U256 {
    let hex = at + 1 < bytes.len() && bytes[at] == b'0' && bytes[at + 1] == b'x';
    let base = if hex { 16 } else { 10 };
    if hex {
        at += 2;
    }
    if at == bytes.len() {
        panic!("a number without digits")
    }
    let mut limbs = [0u64; 4];
    while at < bytes.len() {
        let byte = bytes[at];
        at += 1;
        let digit = match byte {
            b'_' => continue,
            b'0'..=b'9' => byte - b'0',
            b'a'..=b'f' if hex => byte - b'a' + 10,
            b'A'..=b'F' if hex => byte - b'A' + 10,
            _ => panic!("not a digit of a number"),
        };
        let mut carry = digit as u128;
        let mut i = 0;
        while i < 4 {
            let wide = limbs[i] as u128 * base + carry;
            limbs[i] = wide as u64;
            carry = wide >> 64;
            i += 1;
        }
        if carry != 0 {
            panic!("a number beyond 256 bits")
        }
    }
    U256(limbs)
}
