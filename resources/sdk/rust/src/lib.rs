//! Interleave contracts in Rust. The README teaches it; in short: `contract! { .. }` declares state, events, errors and functions,
//! and the rest of this crate is what functions are written with.
#![no_std]
#![cfg_attr(interleave_alloc_error_handler, feature(alloc_error_handler))]

extern crate alloc;

mod address;
mod bytes;
mod display;
mod env;
mod host;
// Editors and documentation look at this crate on their own machine, which has an allocator of its own.
#[cfg(target_arch = "wasm32")]
mod memory;
mod number;

pub mod abi;
#[doc(hidden)]
pub mod call;
pub mod console;
#[doc(hidden)]
pub mod contract;
#[doc(hidden)]
pub mod guard;
#[doc(hidden)]
pub mod interface;
#[doc(hidden)]
pub mod keccak;
#[doc(hidden)]
pub mod precompile;
#[doc(hidden)]
pub mod revert;
pub mod storage;
#[doc(hidden)]
pub mod text;

pub use address::Address;
pub use alloc::format;
pub use alloc::string::{String, ToString};
pub use alloc::vec;
pub use alloc::vec::Vec;
pub use bytes::{Bytes, Bytes32, Bytes4};
pub use call::{call, delegate_call, static_call, transfer_value, CallError, CallOptions};
pub use contract::return_raw;
pub use core::convert::{TryFrom, TryInto};
pub use env::{block, gas_left, msg, this, tx};
pub use keccak::{keccak256, sha256};
pub use number::{Int, Uint, I256, U256};
pub use revert::{require, revert, Reason};
pub use storage::{transient_load, transient_store, Array, Counter, Map, StorageBytes, StorageString, Value};
