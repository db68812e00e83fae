#![no_std]
use interleave::*;

precompile! {
    /// Twice hashed.
    pub fn double_hash(input: &[u8]) -> Bytes32 {
        require(!input.is_empty(), "nothing to hash");
        keccak256(&keccak256(input))
    }
}
