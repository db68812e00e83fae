//! The host interface, version 1 (runtimes/wasm/HOST-ABI.md), as it is. Everything else in this crate is a safe face of it.

#[link(wasm_import_module = "interleave")]
extern "C" {
    pub fn input_size() -> usize;
    pub fn input_read(dst: *mut u8, offset: usize, len: usize);
    pub fn finish(ptr: *const u8, len: usize) -> !;
    pub fn revert(ptr: *const u8, len: usize) -> !;
    pub fn caller(dst: *mut u8);
    pub fn address(dst: *mut u8);
    pub fn origin(dst: *mut u8);
    pub fn value(dst: *mut u8);
    pub fn gas_price(dst: *mut u8);
    pub fn gas_left() -> u64;
    pub fn balance(address: *const u8, dst: *mut u8);
    pub fn code_size(address: *const u8) -> usize;
    pub fn block_number() -> u64;
    pub fn block_timestamp() -> u64;
    pub fn block_gas_limit() -> u64;
    pub fn coinbase(dst: *mut u8);
    pub fn base_fee(dst: *mut u8);
    pub fn prevrandao(dst: *mut u8);
    pub fn chain_id(dst: *mut u8);
    pub fn block_hash(number: u64, dst: *mut u8);
    pub fn storage_load(key: *const u8, dst: *mut u8);
    pub fn storage_store(key: *const u8, src: *const u8);
    pub fn transient_load(key: *const u8, dst: *mut u8);
    pub fn transient_store(key: *const u8, src: *const u8);
    pub fn counter_add(key: *const u8, amount: *const u8);
    pub fn counter_sub(key: *const u8, amount: *const u8);
    pub fn counter_load(key: *const u8, dst: *mut u8);
    pub fn keccak256(ptr: *const u8, len: usize, dst: *mut u8);
    pub fn sha256(ptr: *const u8, len: usize, dst: *mut u8);
    pub fn emit(topics: *const u8, count: usize, data: *const u8, len: usize);
    pub fn call(address: *const u8, value: *const u8, gas: i64, data: *const u8, len: usize) -> i32;
    pub fn static_call(address: *const u8, gas: i64, data: *const u8, len: usize) -> i32;
    pub fn delegate_call(address: *const u8, gas: i64, data: *const u8, len: usize) -> i32;
    pub fn return_size() -> usize;
    pub fn return_read(dst: *mut u8, offset: usize, len: usize);
}

/// Lets the host fill in a word.
pub(crate) fn word(fill: unsafe extern "C" fn(*mut u8)) -> [u8; 32] {
    let mut word = [0; 32];
    unsafe { fill(word.as_mut_ptr()) };
    word
}

/// Lets the host fill in an address.
pub(crate) fn address_of(fill: unsafe extern "C" fn(*mut u8)) -> crate::Address {
    let mut bytes = [0; 20];
    unsafe { fill(bytes.as_mut_ptr()) };
    crate::Address(bytes)
}
