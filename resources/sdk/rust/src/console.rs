//! Lines for whoever tries a contract out, as `console.log` of Hardhat and Foundry.
use crate::{host, Address};
use alloc::vec;

/// "console.log" in ASCII: an address that nobody has a key for.
const CONSOLE: Address = Address(*b"\0\0\0\0\0\0\0\0\0console.log");
/// Of `log(string)`.
const SELECTOR: [u8; 4] = [0x41, 0x30, 0x4f, 0xac];

/// Writes a line. It is shown with the calls of the transaction, also where that reverts, and changes nothing. It costs what a call of an
/// account without code costs. `log!` puts values into it.
pub fn log(text: &str) {
    let padded = (text.len() + 31) / 32 * 32;
    let mut data = vec![0; 68 + padded];
    data[..4].copy_from_slice(&SELECTOR);
    data[35] = 32;
    data[64..68].copy_from_slice(&(text.len() as u32).to_be_bytes());
    data[68..68 + text.len()].copy_from_slice(text.as_bytes());
    unsafe { host::static_call(CONSOLE.0.as_ptr(), -1, data.as_ptr(), data.len()) };
}

/// Writes a line for whoever tries the contract out: `log!("{} of {}", part, whole)`.
#[macro_export]
macro_rules! log {
    ($($part:tt)*) => {
        $crate::console::log(&$crate::format!($($part)*))
    };
}
