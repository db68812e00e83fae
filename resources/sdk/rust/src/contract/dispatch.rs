//! What happens at run time when a contract is called. The macros expand to calls of these.
use crate::abi::{invalid, AbiDecode, Returns};
use crate::revert::Reason;
use crate::{host, msg};
use alloc::vec::Vec;

/// A call or a deployment that has begun.
pub struct Call {
    pub input: Vec<u8>,
    /// None: fewer than four bytes.
    pub selector: Option<u32>,
    /// Where arguments begin.
    pub start: usize,
}

/// What the host asks for.
pub enum Entry {
    Call,
    Deploy,
}

#[inline(never)]
pub fn enter(entry: Entry) -> Call {
    let input = msg::data().0;
    match entry {
        Entry::Deploy => Call { input, selector: None, start: 0 },
        Entry::Call => {
            let selector = input.get(..4).map(|four| u32::from_be_bytes([four[0], four[1], four[2], four[3]]));
            Call { input, selector, start: 4 }
        }
    }
}

/// Reads arguments one after the other.
pub struct Arguments<'a> {
    input: &'a [u8],
    at: usize,
}

impl Arguments<'_> {
    pub fn next<T: AbiDecode>(&mut self) -> T {
        let value = T::decode(self.input, self.at, 0);
        self.at += T::HEAD;
        value
    }
}

/// Begins the arguments; a value sent to a function that is not payable reverts.
#[inline(never)]
pub fn decode_input(call: &Call, payable: bool) -> Arguments<'_> {
    if !payable && host::word(host::value) != [0; 32] {
        invalid()
    }
    Arguments { input: call.input.get(call.start..).unwrap_or(&[]), at: 0 }
}

/// What a function of a contract may give back: results, or a `Result` of them and an error to revert with.
pub trait Output {
    type Results: Returns;
    fn or_revert(self) -> Self::Results;
}

impl<R: Returns> Output for R {
    type Results = R;
    fn or_revert(self) -> R {
        self
    }
}

impl<R: Returns, E: Reason> Output for Result<R, E> {
    type Results = R;
    fn or_revert(self) -> R {
        match self {
            Ok(results) => results,
            Err(reason) => reason.revert(),
        }
    }
}

/// Points the compiler's message at the type of a parameter that has none in the ABI.
pub const fn check_parameter<T: AbiDecode>() {
    assert!(T::HEAD > 0);
}

/// Points the compiler's message at a result that has no type in the ABI.
pub const fn check_output<T: Output>() {}

/// Ends the call with results.
pub fn finish<O: Output>(output: O) -> ! {
    let data = output.or_revert().encode_results();
    return_raw(&data)
}

/// Without a constructor, neither arguments nor value may be sent.
pub fn no_constructor(call: &Call) {
    decode_input(call, false);
    if !call.input.is_empty() {
        invalid()
    }
}

/// The topics of an event.
pub struct Topics {
    words: [[u8; 32]; 4],
    count: usize,
}

impl Topics {
    pub fn new(first: &[u8; 32]) -> Topics {
        Topics { words: [*first, [0; 32], [0; 32], [0; 32]], count: 1 }
    }
    pub fn push(&mut self, topic: &[u8; 32]) {
        self.words[self.count & 3] = *topic;
        self.count += 1;
    }
    pub fn emit(&self, data: &[u8]) {
        unsafe { host::emit(self.words.as_ptr() as *const u8, self.count, data.as_ptr(), data.len()) }
    }
}

/// Ends the call with these bytes as its output, as they are: for a `#[fallback]` that forwards calls.
pub fn return_raw(data: &[u8]) -> ! {
    crate::guard::leave();
    unsafe { host::finish(data.as_ptr(), data.len()) }
}
