use crate::{host, U256};

/// The key of a word of storage.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Slot(pub [u8; 32]);

impl Slot {
    pub const fn number(number: u64) -> Slot {
        let mut key = [0; 32];
        let bytes = number.to_be_bytes();
        let mut i = 0;
        while i < 8 {
            key[24 + i] = bytes[i];
            i += 1;
        }
        Slot(key)
    }

    /// So many words further on.
    #[inline(never)]
    pub const fn plus(self, words: u64) -> Slot {
        let mut key = self.0;
        let mut carry = words as u128;
        let mut i = 32;
        while i > 0 && carry != 0 {
            i -= 1;
            carry += key[i] as u128;
            key[i] = carry as u8;
            carry >>= 8;
        }
        Slot(key)
    }

    pub(crate) fn plus_big(self, words: U256) -> Slot {
        Slot(U256::from_be_bytes(self.0).wrapping_add(words).to_be_bytes())
    }

    pub fn load(&self) -> [u8; 32] {
        let mut word = [0; 32];
        unsafe { host::storage_load(self.0.as_ptr(), word.as_mut_ptr()) };
        word
    }

    pub fn store(&self, word: &[u8; 32]) {
        unsafe { host::storage_store(self.0.as_ptr(), word.as_ptr()) };
    }

    /// Where the data of an array or a long text lies: at the hash of its slot.
    pub(crate) fn data(&self) -> Slot {
        Slot(crate::keccak256(&self.0))
    }
}

/// The number in the last eight bytes: no list is longer than that.
pub(super) fn last_u64(word: &[u8; 32]) -> u64 {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&word[24..]);
    u64::from_be_bytes(bytes)
}

/// A word of transient storage (EIP-1153), which is forgotten at the end of the transaction.
pub fn transient_load(key: [u8; 32]) -> [u8; 32] {
    let mut word = [0; 32];
    unsafe { host::transient_load(key.as_ptr(), word.as_mut_ptr()) };
    word
}

/// Sets a word of transient storage.
pub fn transient_store(key: [u8; 32], word: [u8; 32]) {
    unsafe { host::transient_store(key.as_ptr(), word.as_ptr()) };
}
