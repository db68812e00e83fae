use super::slot::last_u64;
use super::{Slot, StorageField, Stored};
use crate::text::Piece;
use crate::{Bytes, U256};
use alloc::string::String;
use alloc::vec::Vec;

/// Up to 31 bytes share the slot with their length; longer ones lie at the slot's hash.
const SHORT: usize = 31;

#[inline(never)]
fn length(head: &[u8; 32]) -> usize {
    if head[31] & 1 == 0 {
        (head[31] / 2) as usize
    } else {
        (last_u64(head) / 2) as usize
    }
}

#[inline(never)]
fn load(slot: &Slot) -> Vec<u8> {
    let head = slot.load();
    let len = length(&head);
    if head[31] & 1 == 0 {
        return head[..len.min(SHORT)].to_vec();
    }
    let mut bytes = Vec::with_capacity((len + 31) & !31);
    let data = slot.data();
    for i in 0..(len + 31) / 32 {
        bytes.extend_from_slice(&data.plus(i as u64).load());
    }
    bytes.truncate(len);
    bytes
}

#[inline(never)]
fn store(slot: &Slot, bytes: &[u8]) {
    let old = length(&slot.load());
    let words = |len: usize| if len > SHORT { (len + 31) / 32 } else { 0 };
    let data = slot.data();
    let mut head = [0; 32];
    if bytes.len() > SHORT {
        head = U256::from(bytes.len() * 2 + 1).to_be_bytes();
        for (i, part) in bytes.chunks(32).enumerate() {
            let mut word = [0; 32];
            word[..part.len()].copy_from_slice(part);
            data.plus(i as u64).store(&word);
        }
    } else {
        head[..bytes.len()].copy_from_slice(bytes);
        head[31] = bytes.len() as u8 * 2;
    }
    for i in words(bytes.len())..words(old) {
        data.plus(i as u64).store(&[0; 32]);
    }
    slot.store(&head);
}

macro_rules! texts {
    ($($handle:ident $name:literal;)*) => {$(
        impl $handle {
            pub const fn at_slot(slot: Slot) -> Self {
                $handle { slot }
            }
            /// In bytes.
            pub fn len(&self) -> usize {
                length(&self.slot.load())
            }
            pub fn is_empty(&self) -> bool {
                self.len() == 0
            }
            pub fn clear(&mut self) {
                store(&self.slot, &[])
            }
        }
        impl StorageField for $handle {}
        impl Stored for $handle {
            type Handle = Self;
            const SLOTS: u64 = 1;
            const BYTES: usize = 32;
            const TYPE: &'static [Piece] = &[Piece::Text(concat!("t_", $name, "_storage"))];
            const LABEL: &'static [Piece] = &[Piece::Text($name)];
            const DEFINITIONS: &'static [Piece] = &[
                Piece::Separator,
                Piece::Text(concat!("\"t_", $name, "_storage\":{\"encoding\":\"bytes\",\"label\":\"", $name, "\",\"numberOfBytes\":\"32\"}")),
            ];
            fn handle(slot: Slot) -> Self {
                $handle::at_slot(slot)
            }
        }
    )*};
}
texts! {
    StorageString "string";
    StorageBytes "bytes";
}

/// Solidity's `string` in storage.
pub struct StorageString {
    slot: Slot,
}

/// Solidity's `bytes` in storage.
pub struct StorageBytes {
    slot: Slot,
}

impl StorageString {
    /// Bytes that are not UTF-8 (written by code of another language) revert with `Panic(0x01)`.
    pub fn get(&self) -> String {
        String::from_utf8(load(&self.slot)).unwrap_or_else(|_| crate::revert::panic(crate::revert::ASSERTION))
    }
    pub fn set(&mut self, text: &str) {
        store(&self.slot, text.as_bytes())
    }
}

impl StorageBytes {
    pub fn get(&self) -> Bytes {
        Bytes(load(&self.slot))
    }
    pub fn set(&mut self, bytes: &[u8]) {
        store(&self.slot, bytes)
    }
}
