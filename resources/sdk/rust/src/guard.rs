//! The lock behind `#[nonreentrant]`: one for each account, in transient storage, the same in the SDKs of all languages.
use crate::storage::{transient_load, transient_store};
use crate::text::{has, Piece};

/// keccak256("interleave.reentrancy.guard"). Not zero: a guarded function runs.
const KEY: [u8; 32] = crate::keccak::keccak256_const(b"interleave.reentrancy.guard", 27);

/// Selector of `Reentrancy()`, big-endian.
const REENTRANCY: [u8; 4] = [0xab, 0x14, 0x3c, 0x06];

/// Whether this call has taken the lock: what ends a call need not know which function it was.
static mut TAKEN: bool = false;

/// What a function does about the lock, by its attributes and what it takes as `self`.
pub const fn is_guarded(attributes: &[&str], takes: &str) -> bool {
    if has(attributes, "nonreentrant") && takes.as_bytes()[0] == b'p' {
        panic!("a function without self cannot be #[nonreentrant]: it does not see what the lock protects");
    }
    has(attributes, "nonreentrant")
}

/// Where there is nothing to guard.
pub const fn never(attributes: &[&str]) -> bool {
    if has(attributes, "nonreentrant") {
        panic!("only a pub function that others can call can be #[nonreentrant]: the constructor and private functions cannot be entered");
    }
    false
}

/// Goes on if no guarded function of this account runs; `takes`: who changes something locks, who only reads looks.
#[inline]
pub fn enter(takes: &str) {
    if transient_load(KEY) != [0; 32] {
        crate::revert::revert_raw(&REENTRANCY)
    }
    if takes.as_bytes()[0] == b'm' {
        hold(1);
    }
}

/// Every way to end a call with success comes here; one that reverts takes the lock along.
#[inline]
pub fn leave() {
    if unsafe { TAKEN } {
        hold(0);
    }
}

fn hold(word: u8) {
    let mut value = [0; 32];
    value[31] = word;
    transient_store(KEY, value);
    unsafe { TAKEN = word != 0 };
}

/// The ABI's entry of the error, for a contract that has a guarded function and does not declare the error itself.
pub const fn error_entry(guarded: &[bool], declared: &[&str]) -> &'static [Piece] {
    let mut i = 0;
    let mut any = false;
    while i < guarded.len() {
        any = any || guarded[i];
        i += 1;
    }
    if any && !has(declared, "Reentrancy") {
        return &[Piece::Separator, Piece::Text("{\"type\":\"error\",\"name\":\"Reentrancy\",\"inputs\":[]}")];
    }
    &[]
}
