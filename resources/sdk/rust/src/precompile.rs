//! `precompile!`: a function of bytes that is bound to an address. It has nothing but its input: no storage, no caller, no calls.
use crate::{host, msg};

/// Declares the precompile of a file: `precompile! { pub fn root(leaves: &[u8]) -> [u8; 32] { .. } }`. The result is whatever is bytes
/// (`Vec<u8>`, `Bytes`, `[u8; N]`). `revert` and `require` end the call with a reason. See the README.
#[macro_export]
macro_rules! precompile {
    ($(#[$meta:meta])* $vis:vis fn $name:ident($input:ident: &[u8] $(,)?) -> $output:ty $body:block) => {
        $(#[$meta])*
        $vis fn $name($input: &[u8]) -> $output $body

        const _: () = {
            const NAME: &[$crate::text::Piece] = &[$crate::text::Piece::Text(stringify!($name))];
            #[used]
            #[cfg_attr(target_arch = "wasm32", link_section = "interleave.abi")]
            static ABI_SECTION: [u8; 2] = *b"[]";
            #[used]
            #[cfg_attr(target_arch = "wasm32", link_section = "interleave.layout")]
            static LAYOUT_SECTION: [u8; 25] = *b"{\"storage\":[],\"types\":{}}";
            #[used]
            #[cfg_attr(target_arch = "wasm32", link_section = "interleave.name")]
            static NAME_SECTION: [u8; $crate::text::length(NAME)] = $crate::text::concat(NAME);

            #[no_mangle]
            pub extern "C" fn call() {
                $crate::precompile::answer($name)
            }
        };
    };
}

/// Ends the call with what the function makes of the call data.
#[doc(hidden)]
#[inline(always)]
pub fn answer<T: AsRef<[u8]>>(function: fn(&[u8]) -> T) {
    let output = function(&msg::data());
    let bytes = output.as_ref();
    unsafe { host::finish(bytes.as_ptr(), bytes.len()) }
}
