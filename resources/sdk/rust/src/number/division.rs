//! Long division in digits of 32 bits, whose steps are single instructions in WebAssembly.
use super::unsigned::U256;

/// (quotient modulo 2^256, whether it was larger, remainder) of `high * 2^256 + low`. The divisor is not zero.
pub(super) fn divide(low: U256, high: U256, divisor: U256) -> (U256, bool, U256) {
    if high.is_zero() {
        if divisor.0[1] | divisor.0[2] | divisor.0[3] | low.0[1] | low.0[2] | low.0[3] == 0 {
            let (a, b) = (low.0[0], divisor.0[0]);
            return (U256([a / b, 0, 0, 0]), false, U256([a % b, 0, 0, 0]));
        }
        if low < divisor {
            return (U256::ZERO, false, low);
        }
    }
    let mut dividend = [0u32; 17];
    digits(low, &mut dividend[..8]);
    digits(high, &mut dividend[8..16]);
    let mut by = [0u32; 8];
    digits(divisor, &mut by);
    let mut quotient = [0u32; 16];
    let size = ((divisor.bits() + 31) / 32) as usize;
    if size == 1 {
        let mut rest = 0u64;
        for i in (0..16).rev() {
            let part = rest << 32 | dividend[i] as u64;
            quotient[i] = (part / by[0] as u64) as u32;
            rest = part % by[0] as u64;
        }
        return (number(&quotient[..8]), !number(&quotient[8..]).is_zero(), U256([rest, 0, 0, 0]));
    }
    // Knuth's algorithm D: the divisor's first digit is brought above 2^31.
    let shift = by[size - 1].leading_zeros();
    shift_left(&mut dividend, shift);
    shift_left(&mut by, shift);
    for j in (0..=16 - size).rev() {
        let digit = next_digit(&dividend[j..=j + size], &by[..size]);
        quotient[j.min(15)] = subtract(&mut dividend[j..=j + size], &by[..size], digit);
    }
    let rest = number(&dividend[..8]).shifted_right(shift);
    (number(&quotient[..8]), !number(&quotient[8..]).is_zero(), rest)
}

/// At most one too large.
fn next_digit(part: &[u32], by: &[u32]) -> u64 {
    let size = by.len();
    let top = (part[size] as u64) << 32 | part[size - 1] as u64;
    let first = by[size - 1] as u64;
    let mut digit = top / first;
    let mut rest = top % first;
    while digit >> 32 != 0 || digit * by[size - 2] as u64 > (rest << 32 | part[size - 2] as u64) {
        digit -= 1;
        rest += first;
        if rest >> 32 != 0 {
            break;
        }
    }
    digit
}

/// Takes the divisor away `digit` times, or once less where that was too often; says how often.
fn subtract(part: &mut [u32], by: &[u32], digit: u64) -> u32 {
    let mut carry = 0u64;
    let mut borrow = 0i64;
    for (i, place) in part.iter_mut().enumerate() {
        let product = digit * by.get(i).copied().unwrap_or(0) as u64 + carry;
        carry = product >> 32;
        let rest = *place as i64 - borrow - (product & 0xffff_ffff) as i64;
        *place = rest as u32;
        borrow = (rest < 0) as i64;
    }
    if borrow == 0 {
        return digit as u32;
    }
    let mut carry = 0u64;
    for (i, place) in part.iter_mut().enumerate() {
        let sum = *place as u64 + by.get(i).copied().unwrap_or(0) as u64 + carry;
        *place = sum as u32;
        carry = sum >> 32;
    }
    (digit - 1) as u32
}

fn shift_left(digits: &mut [u32], by: u32) {
    let mut carry = 0;
    for digit in digits {
        let wide = (*digit as u64) << by | carry;
        *digit = wide as u32;
        carry = wide >> 32;
    }
}

fn digits(value: U256, into: &mut [u32]) {
    for (i, digit) in into.iter_mut().enumerate() {
        *digit = (value.0[i / 2] >> (i % 2 * 32)) as u32;
    }
}

fn number(digits: &[u32]) -> U256 {
    let mut value = U256::ZERO;
    for (i, digit) in digits.iter().enumerate() {
        value.0[i / 2] |= (*digit as u64) << (i % 2 * 32);
    }
    value
}
