//! Ending a call without effects: with a text, a custom error, or a panic code, all as Solidity encodes them.
use crate::abi::{AbiEncode, Encoder};
use alloc::string::String;

pub const ASSERTION: u8 = 0x01;
pub const OVERFLOW: u8 = 0x11;
pub const DIVISION_BY_ZERO: u8 = 0x12;
pub const OUT_OF_BOUNDS: u8 = 0x32;
pub const OUT_OF_MEMORY: u8 = 0x41;

/// What a call can be reverted with: a text (`Error(string)`), an error of the contract, or raw data (`Bytes`).
pub trait Reason {
    /// Ends the call; all it did is undone.
    fn revert(self) -> !;
}

/// Ends the call with a reason; all it did is undone.
#[cold]
pub fn revert<R: Reason>(reason: R) -> ! {
    reason.revert()
}

/// Goes on if the condition holds; else reverts with the reason.
#[inline]
pub fn require<R: Reason>(condition: bool, reason: R) {
    if !condition {
        reason.revert()
    }
}

/// Reverts with these bytes as they are.
#[cold]
pub fn revert_raw(data: &[u8]) -> ! {
    unsafe { crate::host::revert(data.as_ptr(), data.len()) }
}

/// Solidity's `Panic(uint256)`.
#[cold]
#[inline(never)]
pub fn panic(code: u8) -> ! {
    let mut data = [0; 36];
    data[..4].copy_from_slice(&[0x4e, 0x48, 0x7b, 0x71]);
    data[35] = code;
    revert_raw(&data)
}

#[cold]
#[inline(never)]
fn revert_text(text: &str) -> ! {
    let mut out = Encoder::with_selector(0x08c3_79a0, 32);
    text.encode(&mut out, 4, 4);
    revert_raw(&out.bytes)
}

impl Reason for &str {
    #[cold]
    fn revert(self) -> ! {
        revert_text(self)
    }
}

impl Reason for String {
    #[cold]
    fn revert(self) -> ! {
        revert_text(&self)
    }
}

impl Reason for crate::Bytes {
    #[cold]
    fn revert(self) -> ! {
        revert_raw(&self)
    }
}
