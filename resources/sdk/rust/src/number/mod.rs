//! 256-bit integers. Operators revert on overflow (`Panic(0x11)`) and division by zero (`Panic(0x12)`).
mod division;
mod narrow;
mod operators;
mod parse;
mod signed;
mod unsigned;

pub use narrow::{Int, Uint};
pub use signed::I256;
pub use unsigned::U256;
