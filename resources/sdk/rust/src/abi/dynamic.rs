//! Types of any length: bytes, text, lists.
use super::{invalid, size_at, tail_at, AbiDecode, AbiEncode, Encoder};
use crate::text::Piece;
use crate::Bytes;
use alloc::string::String;
use alloc::vec::Vec;

#[inline(never)]
fn encode_bytes(bytes: &[u8], out: &mut Encoder, head: usize, base: usize) {
    let at = out.tail(head, base, 32 + padded(bytes.len()));
    out.number(at, bytes.len());
    out.bytes[at + 32..at + 32 + bytes.len()].copy_from_slice(bytes);
}

#[inline(never)]
fn pack_bytes(bytes: &[u8], packed: &mut Vec<u8>) {
    packed.extend_from_slice(bytes);
    packed.resize(packed.len() + padded(bytes.len()) - bytes.len(), 0);
}

const fn padded(length: usize) -> usize {
    (length + 31) & !31
}

#[inline(never)]
fn decode_bytes(input: &[u8], head: usize, base: usize) -> Vec<u8> {
    let at = tail_at(input, head, base);
    let length = size_at(input, at);
    match input.get(at + 32..at + 32 + length) {
        Some(bytes) => bytes.to_vec(),
        None => invalid(),
    }
}

macro_rules! byte_likes {
    ($($type:ty, $name:literal, $bytes:expr;)*) => {$(
        impl AbiEncode for $type {
            const SIGNATURE: &'static [Piece] = &[Piece::Text($name)];
            const DYNAMIC: bool = true;
            const HEAD: usize = 32;
            fn encode(&self, out: &mut Encoder, head: usize, base: usize) {
                let bytes: fn(&$type) -> &[u8] = $bytes;
                encode_bytes(bytes(self), out, head, base);
            }
            fn topic(&self) -> [u8; 32] {
                let bytes: fn(&$type) -> &[u8] = $bytes;
                crate::keccak256(bytes(self))
            }
            fn pack(&self, packed: &mut Vec<u8>) {
                let bytes: fn(&$type) -> &[u8] = $bytes;
                pack_bytes(bytes(self), packed);
            }
        }
    )*};
}
byte_likes! {
    Bytes, "bytes", |value| value;
    String, "string", |value| value.as_bytes();
    str, "string", |value| value.as_bytes();
}

impl AbiDecode for Bytes {
    fn decode(input: &[u8], head: usize, base: usize) -> Bytes {
        Bytes(decode_bytes(input, head, base))
    }
}

impl AbiDecode for String {
    /// Text that is not UTF-8 is refused; Solidity lets it pass.
    fn decode(input: &[u8], head: usize, base: usize) -> String {
        match String::from_utf8(decode_bytes(input, head, base)) {
            Ok(text) => text,
            Err(_) => invalid(),
        }
    }
}

impl<T: AbiEncode + ?Sized> AbiEncode for &T {
    const SIGNATURE: &'static [Piece] = T::SIGNATURE;
    const JSON_TYPE: &'static [Piece] = T::JSON_TYPE;
    const COMPONENTS: &'static [Piece] = T::COMPONENTS;
    const DYNAMIC: bool = T::DYNAMIC;
    const HEAD: usize = T::HEAD;
    fn encode(&self, out: &mut Encoder, head: usize, base: usize) {
        (**self).encode(out, head, base)
    }
    fn topic(&self) -> [u8; 32] {
        (**self).topic()
    }
    fn pack(&self, packed: &mut Vec<u8>) {
        (**self).pack(packed)
    }
}

impl<T: AbiEncode> AbiEncode for Vec<T> {
    const SIGNATURE: &'static [Piece] = &[Piece::List(T::SIGNATURE), Piece::Text("[]")];
    const JSON_TYPE: &'static [Piece] = &[Piece::List(T::JSON_TYPE), Piece::Text("[]")];
    const COMPONENTS: &'static [Piece] = T::COMPONENTS;
    const DYNAMIC: bool = true;
    const HEAD: usize = 32;
    fn encode(&self, out: &mut Encoder, head: usize, base: usize) {
        let at = out.tail(head, base, 32);
        out.number(at, self.len());
        let start = out.extend(self.len() * T::HEAD);
        for (i, item) in self.iter().enumerate() {
            item.encode(out, start + i * T::HEAD, start);
        }
    }
    fn pack(&self, packed: &mut Vec<u8>) {
        for item in self {
            item.pack(packed);
        }
    }
}

impl<T: AbiDecode> AbiDecode for Vec<T> {
    fn decode(input: &[u8], head: usize, base: usize) -> Vec<T> {
        let at = tail_at(input, head, base);
        let length = size_at(input, at);
        let start = at + 32;
        // Before any memory is taken: each item has at least its head in the input.
        if length > (input.len() - start) / T::HEAD {
            invalid()
        }
        let mut items = Vec::with_capacity(length);
        for i in 0..length {
            items.push(T::decode(input, start + i * T::HEAD, start));
        }
        items
    }
}
