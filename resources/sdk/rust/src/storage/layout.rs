use super::{Slot, Value};
use crate::abi::Word;
use crate::text::Piece;

/// What can lie in storage: words (`U256`, `Address`, ..) and handles (`Map`, `Array`, storage structs, ..). The constants are
/// its entries in the storage layout, in the shape of solc's `storageLayout`.
pub trait Stored {
    /// What one reads and writes it through.
    type Handle;
    /// The words it takes where it stands.
    const SLOTS: u64;
    /// The bytes it takes in an array, where small values share a word.
    const BYTES: usize;
    const TYPE: &'static [Piece];
    const LABEL: &'static [Piece];
    const DEFINITIONS: &'static [Piece];
    fn handle(slot: Slot) -> Self::Handle;
}

/// What a field of a contract or of a storage struct can be: a handle. A plain value goes into a `Value<..>`.
pub trait StorageField: Stored {}
impl<T: Word> StorageField for Value<T> {}

/// Points the compiler's message at the type of a field that is no handle.
#[doc(hidden)]
pub const fn check_field<T: StorageField>() {}

impl<T: Word> Stored for T {
    type Handle = Value<T>;
    const SLOTS: u64 = 1;
    const BYTES: usize = T::BYTES;
    const TYPE: &'static [Piece] = &[Piece::Text("t_"), Piece::List(T::NAME)];
    const LABEL: &'static [Piece] = T::NAME;
    const DEFINITIONS: &'static [Piece] = &[
        Piece::Separator,
        Piece::Text("\"t_"),
        Piece::List(T::NAME),
        Piece::Text("\":{\"encoding\":\"inplace\",\"label\":\""),
        Piece::List(T::NAME),
        Piece::Text("\",\"numberOfBytes\":\""),
        Piece::Number(T::BYTES),
        Piece::Text("\"}"),
    ];
    fn handle(slot: Slot) -> Value<T> {
        Value::at_slot(slot)
    }
}

impl<T: Word> Stored for Value<T> {
    type Handle = Value<T>;
    const SLOTS: u64 = 1;
    const BYTES: usize = T::BYTES;
    const TYPE: &'static [Piece] = <T as Stored>::TYPE;
    const LABEL: &'static [Piece] = T::NAME;
    const DEFINITIONS: &'static [Piece] = <T as Stored>::DEFINITIONS;
    fn handle(slot: Slot) -> Value<T> {
        Value::at_slot(slot)
    }
}
