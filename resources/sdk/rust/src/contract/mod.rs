//! The `contract!` macro, in parts.
mod declarations;
mod dispatch;
mod functions;

pub use dispatch::{
    check_output, check_parameter, decode_input, enter, finish, no_constructor, return_raw, Call, Entry, Output, Topics,
};
