//! Types of one word.
use super::{invalid, word_at, AbiDecode, AbiEncode, Encoder};
use crate::text::Piece;
use crate::{Address, Int, Uint, I256, U256};
use alloc::vec::Vec;

/// Types of one word, in the ABI and in storage.
pub trait Word: Copy {
    const NAME: &'static [Piece];
    /// The bytes it takes in storage, in an array packed as Solidity packs.
    const BYTES: usize;
    /// As in the ABI: numbers right-aligned with their sign, `bytesN` left-aligned.
    fn to_word(&self) -> [u8; 32];
    /// None: not a value of this type.
    fn from_word(word: [u8; 32]) -> Option<Self>;
    /// As in storage: the last `BYTES` bytes.
    fn to_slot(&self) -> [u8; 32] {
        self.to_word()
    }
    /// From storage, of which only the last `BYTES` bytes count.
    fn from_slot(word: [u8; 32]) -> Self;
}

fn keep_last(mut word: [u8; 32], bytes: usize) -> [u8; 32] {
    word[..32 - bytes].fill(0);
    word
}

fn extend_sign(mut word: [u8; 32], bytes: usize) -> [u8; 32] {
    let fill = if word[32 - bytes] & 0x80 == 0 { 0 } else { 0xff };
    word[..32 - bytes].fill(fill);
    word
}

impl Word for U256 {
    const NAME: &'static [Piece] = &[Piece::Text("uint256")];
    const BYTES: usize = 32;
    fn to_word(&self) -> [u8; 32] {
        self.to_be_bytes()
    }
    fn from_word(word: [u8; 32]) -> Option<U256> {
        Some(U256::from_be_bytes(word))
    }
    fn from_slot(word: [u8; 32]) -> U256 {
        U256::from_be_bytes(word)
    }
}

impl Word for I256 {
    const NAME: &'static [Piece] = &[Piece::Text("int256")];
    const BYTES: usize = 32;
    fn to_word(&self) -> [u8; 32] {
        self.0.to_be_bytes()
    }
    fn from_word(word: [u8; 32]) -> Option<I256> {
        Some(I256(U256::from_be_bytes(word)))
    }
    fn from_slot(word: [u8; 32]) -> I256 {
        I256(U256::from_be_bytes(word))
    }
}

impl<const BITS: usize> Word for Uint<BITS> {
    const NAME: &'static [Piece] = &[Piece::Text("uint"), Piece::Number(BITS)];
    const BYTES: usize = BITS / 8;
    fn to_word(&self) -> [u8; 32] {
        self.0.to_be_bytes()
    }
    fn from_word(word: [u8; 32]) -> Option<Self> {
        if keep_last(word, Self::BYTES) == word {
            Some(Self::from_slot(word))
        } else {
            None
        }
    }
    fn from_slot(word: [u8; 32]) -> Self {
        Uint(U256::from_be_bytes(keep_last(word, Self::BYTES)))
    }
}

impl<const BITS: usize> Word for Int<BITS> {
    const NAME: &'static [Piece] = &[Piece::Text("int"), Piece::Number(BITS)];
    const BYTES: usize = BITS / 8;
    fn to_word(&self) -> [u8; 32] {
        self.0 .0.to_be_bytes()
    }
    fn from_word(word: [u8; 32]) -> Option<Self> {
        if extend_sign(word, Self::BYTES) == word {
            Some(Self::from_slot(word))
        } else {
            None
        }
    }
    fn to_slot(&self) -> [u8; 32] {
        keep_last(self.to_word(), Self::BYTES)
    }
    fn from_slot(word: [u8; 32]) -> Self {
        Int(I256(U256::from_be_bytes(extend_sign(word, Self::BYTES))))
    }
}

impl Word for bool {
    const NAME: &'static [Piece] = &[Piece::Text("bool")];
    const BYTES: usize = 1;
    fn to_word(&self) -> [u8; 32] {
        (*self as u8).to_word()
    }
    fn from_word(word: [u8; 32]) -> Option<bool> {
        match u8::from_word(word) {
            Some(0) => Some(false),
            Some(1) => Some(true),
            _ => None,
        }
    }
    fn from_slot(word: [u8; 32]) -> bool {
        word[31] != 0
    }
}

impl Word for Address {
    const NAME: &'static [Piece] = &[Piece::Text("address")];
    const BYTES: usize = 20;
    fn to_word(&self) -> [u8; 32] {
        let mut word = [0; 32];
        word[12..].copy_from_slice(&self.0);
        word
    }
    fn from_word(word: [u8; 32]) -> Option<Address> {
        if keep_last(word, 20) == word {
            Some(Address::from_slot(word))
        } else {
            None
        }
    }
    fn from_slot(word: [u8; 32]) -> Address {
        let mut bytes = [0; 20];
        bytes.copy_from_slice(&word[12..]);
        Address(bytes)
    }
}

impl<const N: usize> Word for [u8; N] {
    const NAME: &'static [Piece] = &[Piece::Text("bytes"), Piece::Number(N)];
    const BYTES: usize = {
        assert!(N > 0 && N <= 32, "an array of u8 is a bytesN, which has 1 to 32 bytes; for more use Bytes");
        N
    };
    fn to_word(&self) -> [u8; 32] {
        let mut word = [0; 32];
        word[..Self::BYTES].copy_from_slice(self);
        word
    }
    fn from_word(word: [u8; 32]) -> Option<Self> {
        if word[Self::BYTES..].iter().any(|byte| *byte != 0) {
            return None;
        }
        let mut bytes = [0; N];
        bytes.copy_from_slice(&word[..Self::BYTES]);
        Some(bytes)
    }
    fn to_slot(&self) -> [u8; 32] {
        let mut word = [0; 32];
        word[32 - Self::BYTES..].copy_from_slice(self);
        word
    }
    fn from_slot(word: [u8; 32]) -> Self {
        let mut bytes = [0; N];
        bytes.copy_from_slice(&word[32 - Self::BYTES..]);
        bytes
    }
}

macro_rules! integers {
    ($($type:ident $name:literal $fill:expr;)*) => {$(
        impl Word for $type {
            const NAME: &'static [Piece] = &[Piece::Text($name)];
            const BYTES: usize = core::mem::size_of::<$type>();
            fn to_word(&self) -> [u8; 32] {
                let fill: fn($type) -> u8 = $fill;
                let mut word = [fill(*self); 32];
                word[32 - Self::BYTES..].copy_from_slice(&self.to_be_bytes());
                word
            }
            fn from_word(word: [u8; 32]) -> Option<$type> {
                let value = Self::from_slot(word);
                if value.to_word() == word { Some(value) } else { None }
            }
            fn to_slot(&self) -> [u8; 32] {
                keep_last(self.to_word(), Self::BYTES)
            }
            fn from_slot(word: [u8; 32]) -> $type {
                let mut bytes = [0; Self::BYTES];
                bytes.copy_from_slice(&word[32 - Self::BYTES..]);
                $type::from_be_bytes(bytes)
            }
        }
    )*};
}
integers! {
    u8 "uint8" |_| 0;
    u16 "uint16" |_| 0;
    u32 "uint32" |_| 0;
    u64 "uint64" |_| 0;
    u128 "uint128" |_| 0;
    i8 "int8" |value| (value >> 7) as u8;
    i16 "int16" |value| (value >> 15) as u8;
    i32 "int32" |value| (value >> 31) as u8;
    i64 "int64" |value| (value >> 63) as u8;
    i128 "int128" |value| (value >> 127) as u8;
}

macro_rules! words {
    ($([$($generic:tt)*] $type:ty;)*) => {$(
        impl $($generic)* AbiEncode for $type {
            const SIGNATURE: &'static [Piece] = Self::NAME;
            const DYNAMIC: bool = false;
            const HEAD: usize = 32;
            words!(@byte $type);
            fn encode(&self, out: &mut Encoder, head: usize, _base: usize) {
                out.word(head, &self.to_word());
            }
            fn topic(&self) -> [u8; 32] {
                self.to_word()
            }
            fn pack(&self, packed: &mut Vec<u8>) {
                packed.extend_from_slice(&self.to_word());
            }
        }
        impl $($generic)* AbiDecode for $type {
            fn decode(input: &[u8], head: usize, _base: usize) -> Self {
                match Self::from_word(word_at(input, head)) {
                    Some(value) => value,
                    None => invalid(),
                }
            }
            words!(@from $type);
        }
    )*};
    (@byte $type:ty) => {
        const IS_BYTE: bool = <$type as Byte>::YES;
        fn as_byte(&self) -> u8 { Byte::get(*self) }
    };
    (@from $type:ty) => {
        fn from_byte(byte: u8) -> Self { Byte::of(byte) }
    };
}

/// Tells `u8` from the others.
trait Byte: Word {
    const YES: bool = false;
    fn get(self) -> u8 {
        0
    }
    fn of(_byte: u8) -> Self {
        invalid()
    }
}
impl Byte for u8 {
    const YES: bool = true;
    fn get(self) -> u8 {
        self
    }
    fn of(byte: u8) -> u8 {
        byte
    }
}
macro_rules! not_bytes {
    ($([$($generic:tt)*] $type:ty;)*) => { $(impl $($generic)* Byte for $type {})* };
}
not_bytes! {
    [] bool; [] u16; [] u32; [] u64; [] u128; [] i8; [] i16; [] i32; [] i64; [] i128; [] U256; [] I256; [] Address;
    [<const BITS: usize>] Uint<BITS>; [<const BITS: usize>] Int<BITS>;
}
words! {
    [] bool; [] u8; [] u16; [] u32; [] u64; [] u128; [] i8; [] i16; [] i32; [] i64; [] i128; [] U256; [] I256; [] Address;
    [<const BITS: usize>] Uint<BITS>; [<const BITS: usize>] Int<BITS>;
}
