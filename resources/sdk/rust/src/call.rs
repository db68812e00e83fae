//! Calls to other contracts, of any runtime.
use crate::abi::{AbiEncode, Encoder, Returns};
use crate::{host, Address, Bytes, U256};
use alloc::vec;

/// Why a call gave no result.
#[derive(Clone, PartialEq, Eq)]
pub enum CallError {
    /// It reverted, with this data: an encoded error.
    Reverted(Bytes),
    /// It failed: out of gas, a trap, too little balance, calls too deep.
    Failed,
}

/// How a typed call is made.
#[derive(Clone, Copy)]
pub struct CallOptions {
    pub address: Address,
    pub value: U256,
    /// At most so much ledger gas; None: all that may be given.
    pub gas: Option<u64>,
}

fn limit(gas: Option<u64>) -> i64 {
    gas.map_or(-1, |gas| gas.min(i64::MAX as u64) as i64)
}

fn result(code: i32) -> Result<Bytes, CallError> {
    if code != 0 && code != 1 {
        return Err(CallError::Failed);
    }
    let size = unsafe { host::return_size() };
    let mut data = vec![0; size];
    unsafe { host::return_read(data.as_mut_ptr(), 0, size) };
    if code == 0 {
        Ok(Bytes(data))
    } else {
        Err(CallError::Reverted(Bytes(data)))
    }
}

/// Calls with data as it is. `gas`: at most so much ledger gas; None: all that may be given.
pub fn call(address: Address, value: U256, gas: Option<u64>, data: &[u8]) -> Result<Bytes, CallError> {
    let value = value.to_be_bytes();
    result(unsafe { host::call(address.0.as_ptr(), value.as_ptr(), limit(gas), data.as_ptr(), data.len()) })
}

/// The same, and nothing below may change state.
pub fn static_call(address: Address, gas: Option<u64>, data: &[u8]) -> Result<Bytes, CallError> {
    result(unsafe { host::static_call(address.0.as_ptr(), limit(gas), data.as_ptr(), data.len()) })
}

/// Runs the other's code on this contract's storage, with this call's sender and value.
pub fn delegate_call(address: Address, gas: Option<u64>, data: &[u8]) -> Result<Bytes, CallError> {
    result(unsafe { host::delegate_call(address.0.as_ptr(), limit(gas), data.as_ptr(), data.len()) })
}

/// Sends value; reverts with what the receiver reverted with.
pub fn transfer_value(to: Address, amount: U256) {
    if let Err(error) = call(to, amount, None, &[]) {
        bubble(error)
    }
}

/// Reverts with what the other reverted with; without data if it failed.
#[cold]
pub fn bubble(error: CallError) -> ! {
    match error {
        CallError::Reverted(data) => crate::revert::revert_raw(&data),
        CallError::Failed => crate::revert::revert_raw(&[]),
    }
}

/// A typed call, by the `interface!` macro. What is not a contract, or answers what does not decode, reverts this contract.
#[doc(hidden)]
pub fn typed<R: Returns>(options: &CallOptions, view: bool, call_data: Encoder) -> Result<R, CallError> {
    // Without a result to decode, nobody would notice that there is no contract.
    if R::EMPTY && !options.address.is_contract() {
        crate::abi::invalid()
    }
    let data = if view && options.value.is_zero() {
        static_call(options.address, options.gas, &call_data.bytes)?
    } else {
        call(options.address, options.value, options.gas, &call_data.bytes)?
    };
    Ok(R::decode_results(&data))
}

/// `()` of typed calls that bubble.
#[doc(hidden)]
pub fn unwrap<R>(result: Result<R, CallError>) -> R {
    match result {
        Ok(value) => value,
        Err(error) => bubble(error),
    }
}

#[doc(hidden)]
pub fn argument<T: AbiEncode>(value: &T, out: &mut Encoder, at: &mut usize) {
    value.encode(out, *at, 4);
    *at += T::HEAD;
}
