//! What a contract can know of the call, the transaction and the block it runs in.

/// The call.
pub mod msg {
    use crate::{host, Address, Bytes, U256};
    use alloc::vec;

    /// Who called: a person or a contract.
    pub fn sender() -> Address {
        host::address_of(host::caller)
    }
    /// The value sent along, in the ledger's smallest unit.
    pub fn value() -> U256 {
        U256::from_be_bytes(host::word(host::value))
    }
    /// The call data, selector and all.
    pub fn data() -> Bytes {
        let size = unsafe { host::input_size() };
        let mut data = vec![0; size];
        unsafe { host::input_read(data.as_mut_ptr(), 0, size) };
        Bytes(data)
    }
}

/// The transaction.
pub mod tx {
    use crate::{host, Address, U256};

    /// Who signed it.
    pub fn origin() -> Address {
        host::address_of(host::origin)
    }
    pub fn gas_price() -> U256 {
        U256::from_be_bytes(host::word(host::gas_price))
    }
}

/// The block.
pub mod block {
    use crate::{host, Address, Bytes32, U256};

    pub fn number() -> u64 {
        unsafe { host::block_number() }
    }
    /// In seconds since 1970.
    pub fn timestamp() -> u64 {
        unsafe { host::block_timestamp() }
    }
    pub fn gas_limit() -> u64 {
        unsafe { host::block_gas_limit() }
    }
    pub fn coinbase() -> Address {
        host::address_of(host::coinbase)
    }
    pub fn base_fee() -> U256 {
        U256::from_be_bytes(host::word(host::base_fee))
    }
    pub fn prevrandao() -> Bytes32 {
        host::word(host::prevrandao)
    }
    pub fn chain_id() -> U256 {
        U256::from_be_bytes(host::word(host::chain_id))
    }
    /// Zero outside the last 256 blocks.
    pub fn hash(number: u64) -> Bytes32 {
        let mut word = [0; 32];
        unsafe { host::block_hash(number, word.as_mut_ptr()) };
        word
    }
}

/// The contract itself.
pub mod this {
    use crate::{host, Address, U256};

    pub fn address() -> Address {
        host::address_of(host::address)
    }
    pub fn balance() -> U256 {
        address().balance()
    }
}

/// The ledger gas that is left.
pub fn gas_left() -> u64 {
    unsafe { crate::host::gas_left() }
}
