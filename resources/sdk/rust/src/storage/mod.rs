//! State, laid out as Solidity lays it out. The fields of a contract are handles: they say where a value lies and hold nothing.
mod array;
mod counter;
mod key;
mod layout;
mod map;
mod number;
mod slot;
mod structure;
mod text;
mod value;

pub use array::Array;
pub use counter::Counter;
pub use key::{Key, KeyOf};
#[doc(hidden)]
pub use layout::check_field;
pub use layout::{StorageField, Stored};
pub use map::Map;
pub use number::Number;
pub use slot::{transient_load, transient_store, Slot};
pub use text::{StorageBytes, StorageString};
pub use value::{Ref, Value};
