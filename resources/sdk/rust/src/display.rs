//! Numbers in decimal, addresses and bytes in hex: what `log!` and `format!` show.
use crate::{Address, Bytes, Int, Uint, I256, U256};
use core::fmt::{Debug, Display, Formatter, Result, Write};

/// The largest power of ten in a `u64`.
const CHUNK: u64 = 10_000_000_000_000_000_000;
const CHUNK_DIGITS: usize = 19;

impl Display for U256 {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        // 78 digits at most.
        let mut digits = [0u8; 80];
        let mut at = digits.len();
        let mut rest = *self;
        loop {
            let (quotient, chunk) = rest.div_rem(U256::from(CHUNK));
            let mut chunk: u64 = chunk.to();
            rest = quotient;
            let last = rest == U256::ZERO;
            for _ in 0..CHUNK_DIGITS {
                at -= 1;
                digits[at] = b'0' + (chunk % 10) as u8;
                chunk /= 10;
                if last && chunk == 0 {
                    break;
                }
            }
            if last {
                break;
            }
        }
        f.pad_integral(true, "", core::str::from_utf8(&digits[at..]).unwrap_or(""))
    }
}

impl Display for I256 {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if *self < I256::ZERO {
            f.write_char('-')?;
            return Display::fmt(&U256::ZERO.wrapping_sub(self.0), f);
        }
        Display::fmt(&self.0, f)
    }
}

impl<const BITS: usize> Display for Uint<BITS> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        Display::fmt(&self.0, f)
    }
}

impl<const BITS: usize> Display for Int<BITS> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        Display::fmt(&self.0, f)
    }
}

fn hex(bytes: &[u8], f: &mut Formatter<'_>) -> Result {
    f.write_str("0x")?;
    for byte in bytes {
        for digit in [byte >> 4, byte & 15] {
            f.write_char(char::from_digit(digit as u32, 16).unwrap_or('0'))?;
        }
    }
    Ok(())
}

impl Display for Address {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        hex(&self.0, f)
    }
}

impl Display for Bytes {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        hex(&self.0, f)
    }
}

macro_rules! debug_as_display {
    ($($type:ty),*) => {
        $(impl Debug for $type {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                Display::fmt(self, f)
            }
        })*
    };
}
debug_as_display!(U256, I256, Address, Bytes);
