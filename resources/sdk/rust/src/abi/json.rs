//! Parts of the ABI's JSON, for the macros.
use super::AbiEncode;
use crate::text::Piece;

/// A parameter's entry after its name: `"type":..` and what follows.
pub struct Parameter<T>(T);

impl<T: AbiEncode> Parameter<T> {
    pub const TYPE: &'static [Piece] =
        &[Piece::Text("\",\"type\":\""), Piece::List(T::JSON_TYPE), Piece::Text("\""), Piece::List(T::COMPONENTS)];
}

/// The entry of a result without a name.
pub struct Output<T>(T);

impl<T: AbiEncode> Output<T> {
    pub const PIECES: &'static [Piece] = &[
        Piece::Separator,
        Piece::Text("{\"name\":\"\",\"type\":\""),
        Piece::List(T::JSON_TYPE),
        Piece::Text("\""),
        Piece::List(T::COMPONENTS),
        Piece::Text("}"),
    ];
}
