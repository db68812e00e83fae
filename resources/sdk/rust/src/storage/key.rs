use super::Slot;
use crate::abi::Word;
use crate::text::Piece;
use crate::{keccak256, Bytes, U256};
use alloc::string::String;
use alloc::vec::Vec;

/// Types of keys of a `Map`: words, `String` and `Bytes`.
pub trait Key {
    const NAME: &'static [Piece];
    const TYPE: &'static [Piece];
    const DEFINITION: &'static [Piece];
}

/// What may be written where a key of type `K` is expected: the key, a reference to it, `&str` for a `String`, ..
pub trait KeyOf<K> {
    fn slot_in(&self, map: &Slot) -> Slot;
}

impl<T: Word> Key for T {
    const NAME: &'static [Piece] = T::NAME;
    const TYPE: &'static [Piece] = <T as super::Stored>::TYPE;
    const DEFINITION: &'static [Piece] = <T as super::Stored>::DEFINITIONS;
}

impl<T: Word> KeyOf<T> for T {
    fn slot_in(&self, map: &Slot) -> Slot {
        hash_word(&self.to_word(), map)
    }
}

/// One function for all types of words keeps modules small.
#[inline(never)]
fn hash_word(key: &[u8; 32], map: &Slot) -> Slot {
    let mut data = [0; 64];
    data[..32].copy_from_slice(key);
    data[32..].copy_from_slice(&map.0);
    Slot(keccak256(&data))
}

#[inline(never)]
fn hash_bytes(key: &[u8], map: &Slot) -> Slot {
    let mut data = Vec::from(key);
    data.extend_from_slice(&map.0);
    Slot(keccak256(&data))
}

impl<T: Word> KeyOf<T> for &T {
    fn slot_in(&self, map: &Slot) -> Slot {
        (**self).slot_in(map)
    }
}

impl KeyOf<U256> for u64 {
    fn slot_in(&self, map: &Slot) -> Slot {
        U256::from(*self).slot_in(map)
    }
}

macro_rules! keys {
    ($($type:ident $name:literal { $($from:ty, $bytes:expr;)* })*) => {$(
        impl Key for $type {
            const NAME: &'static [Piece] = &[Piece::Text($name)];
            const TYPE: &'static [Piece] = &[Piece::Text(concat!("t_", $name, "_memory_ptr"))];
            const DEFINITION: &'static [Piece] = &[
                Piece::Separator,
                Piece::Text(concat!("\"t_", $name, "_memory_ptr\":{\"encoding\":\"bytes\",\"label\":\"", $name, "\",\"numberOfBytes\":\"32\"}")),
            ];
        }
        $(impl KeyOf<$type> for $from {
            fn slot_in(&self, map: &Slot) -> Slot {
                let bytes: for<'a> fn(&'a $from) -> &'a [u8] = $bytes;
                hash_bytes(bytes(self), map)
            }
        })*
    )*};
}
keys! {
    String "string" {
        String, |key| key.as_bytes();
        &String, |key| key.as_bytes();
        &str, |key| key.as_bytes();
    }
    Bytes "bytes" {
        Bytes, |key| key;
        &Bytes, |key| key;
        &[u8], |key| key;
    }
}
