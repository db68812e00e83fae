//! Encoding and decoding as the Solidity ABI specification defines it, and the names of types in it. Decoding is strict: what
//! does not fit its type, or is not there, reverts without data, as in Solidity.
mod composite;
mod dynamic;
pub mod json;
mod word;

pub use word::Word;

use crate::text::Piece;
use alloc::vec::Vec;

/// Types that can be encoded.
pub trait AbiEncode {
    /// As in signatures: `uint256`, `(address,bytes)[]`.
    const SIGNATURE: &'static [Piece];
    /// As in JSON: `uint256`, `tuple[]`.
    const JSON_TYPE: &'static [Piece] = Self::SIGNATURE;
    /// `,"components":[..]` of tuples and lists of them, else nothing.
    const COMPONENTS: &'static [Piece] = &[];
    const DYNAMIC: bool;
    /// The bytes it takes where it stands; what is dynamic takes a word there and follows later.
    const HEAD: usize;
    /// It is `u8`, whose fixed arrays are `bytesN`.
    #[doc(hidden)]
    const IS_BYTE: bool = false;
    #[doc(hidden)]
    fn as_byte(&self) -> u8 {
        0
    }

    /// Writes the head at `head`; what is dynamic goes to the end, and its offset counts from `base`.
    fn encode(&self, out: &mut Encoder, head: usize, base: usize);

    /// What stands in the log for an indexed value that is not a word: the hash of its parts, padded, without lengths.
    fn topic(&self) -> [u8; 32] {
        let mut packed = Vec::new();
        self.pack(&mut packed);
        crate::keccak256(&packed)
    }
    /// The parts that `topic` hashes.
    fn pack(&self, packed: &mut Vec<u8>);
}

/// Types that can be decoded too: arguments and results.
pub trait AbiDecode: AbiEncode + Sized {
    /// Reads the head at `head`; offsets count from `base`.
    fn decode(input: &[u8], head: usize, base: usize) -> Self;
    #[doc(hidden)]
    fn from_byte(_byte: u8) -> Self {
        invalid()
    }
}

/// What a function gives back: nothing, one value, or a tuple for several.
pub trait Returns: Sized {
    const OUTPUTS: &'static [Piece];
    const EMPTY: bool = false;
    fn encode_results(&self) -> Vec<u8>;
    fn decode_results(data: &[u8]) -> Self;
}

/// Bytes being encoded.
pub struct Encoder {
    pub bytes: Vec<u8>,
}

impl Encoder {
    /// `head` zero bytes, to be filled in.
    #[inline(never)]
    pub fn new(head: usize) -> Encoder {
        let mut bytes = Vec::with_capacity(head);
        bytes.resize(head, 0);
        Encoder { bytes }
    }
    /// The selector and `head` zero bytes.
    #[inline(never)]
    pub fn with_selector(selector: u32, head: usize) -> Encoder {
        let mut out = Encoder::new(4 + head);
        out.bytes[..4].copy_from_slice(&selector.to_be_bytes());
        out
    }
    #[inline(never)]
    pub fn word(&mut self, at: usize, word: &[u8; 32]) {
        self.bytes[at..at + 32].copy_from_slice(word);
    }
    #[inline(never)]
    pub fn number(&mut self, at: usize, number: usize) {
        self.bytes[at + 24..at + 32].copy_from_slice(&(number as u64).to_be_bytes());
    }
    /// Appends zero bytes; says where they begin.
    #[inline(never)]
    pub fn extend(&mut self, by: usize) -> usize {
        let at = self.bytes.len();
        self.bytes.resize(at + by, 0);
        at
    }
    /// Begins the tail of a dynamic value whose offset stands at `head`.
    #[inline(never)]
    pub fn tail(&mut self, head: usize, base: usize, size: usize) -> usize {
        let at = self.extend(size);
        self.number(head, at - base);
        at
    }
}

/// What Solidity does with input that does not fit.
#[cold]
#[inline(never)]
pub fn invalid() -> ! {
    crate::revert::revert_raw(&[])
}

/// The word at a place of the input.
#[inline(never)]
pub fn word_at(input: &[u8], at: usize) -> [u8; 32] {
    let mut word = [0; 32];
    match input.get(at..at.wrapping_add(32)) {
        Some(bytes) => word.copy_from_slice(bytes),
        None => invalid(),
    }
    word
}

/// A word that is an offset or a length.
#[inline(never)]
pub fn size_at(input: &[u8], at: usize) -> usize {
    let word = word_at(input, at);
    if word[..28].iter().any(|byte| *byte != 0) || word[28] & 0x80 != 0 {
        invalid()
    }
    u32::from_be_bytes([word[28], word[29], word[30], word[31]]) as usize
}

/// Where a dynamic value begins.
#[inline(never)]
pub fn tail_at(input: &[u8], head: usize, base: usize) -> usize {
    let at = base + size_at(input, head);
    if at > input.len() {
        invalid()
    }
    at
}

/// One value, encoded as Solidity's `abi.encode(value)`.
pub fn encode<T: AbiEncode>(value: &T) -> crate::Bytes {
    let mut out = Encoder::new(T::HEAD);
    value.encode(&mut out, 0, 0);
    crate::Bytes(out.bytes)
}

/// One value, decoded as Solidity's `abi.decode(data, (T))`: reverts without data if it does not fit.
pub fn decode<T: AbiDecode>(data: &[u8]) -> T {
    T::decode(data, 0, 0)
}
