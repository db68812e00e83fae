use alloc::vec::Vec;
use core::ops::{Deref, DerefMut};

/// Solidity's `bytes`: a `Vec<u8>` with a type of its own, because a `Vec<u8>` is a `uint8[]`.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Bytes(pub Vec<u8>);

/// Solidity's `bytes4`. Every `[u8; N]` up to 32 is a `bytesN`.
pub type Bytes4 = [u8; 4];
/// Solidity's `bytes32`.
pub type Bytes32 = [u8; 32];

impl Bytes {
    pub const fn new() -> Bytes {
        Bytes(Vec::new())
    }
}

impl Deref for Bytes {
    type Target = Vec<u8>;
    fn deref(&self) -> &Vec<u8> {
        &self.0
    }
}

impl DerefMut for Bytes {
    fn deref_mut(&mut self) -> &mut Vec<u8> {
        &mut self.0
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Bytes {
        Bytes(bytes)
    }
}

impl From<&[u8]> for Bytes {
    fn from(bytes: &[u8]) -> Bytes {
        Bytes(bytes.to_vec())
    }
}

impl<const N: usize> From<[u8; N]> for Bytes {
    fn from(bytes: [u8; N]) -> Bytes {
        Bytes(bytes.to_vec())
    }
}
