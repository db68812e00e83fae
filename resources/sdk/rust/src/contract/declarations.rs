//! Events, errors and structs of the ABI.

/// Declares events: `events! { Transfer { #[indexed] from: Address, #[indexed] to: Address, value: U256 } }`. Inside `contract!`
/// it is a section, whose events are in the contract's ABI.
#[macro_export]
macro_rules! events {
    ($($(#[$($attribute:tt)*])* $name:ident { $($(#[$($mark:tt)*])* $field:ident : $type:ty),* $(,)? } $(,)?)*) => {$(
        #[allow(dead_code)]
        pub struct $name { $(pub $field: $type),* }

        #[allow(dead_code)]
        impl $name {
            #[doc(hidden)]
            pub const __SIGNATURE: &'static [$crate::text::Piece] = &[
                $crate::text::exact_name(&[$(stringify!($($attribute)*)),*], stringify!($name)),
                $crate::text::Piece::Text("("),
                $($crate::text::Piece::Separator, $crate::text::Piece::List(<$type as $crate::abi::AbiEncode>::SIGNATURE),)*
                $crate::text::Piece::Text(")"),
            ];
            #[doc(hidden)]
            pub const __ABI: &'static [$crate::text::Piece] = &[
                $crate::text::Piece::Separator,
                $crate::text::Piece::Text("{\"type\":\"event\",\"name\":\""),
                $crate::text::exact_name(&[$(stringify!($($attribute)*)),*], stringify!($name)),
                $crate::text::Piece::Text("\",\"anonymous\":false,\"inputs\":["),
                $(
                    $crate::text::Piece::Separator,
                    $crate::text::Piece::Text("{\"name\":\""),
                    $crate::text::Piece::Camel(stringify!($field)),
                    $crate::text::Piece::List($crate::abi::json::Parameter::<$type>::TYPE),
                    $crate::text::Piece::Text(
                        if $crate::text::has(&[$(stringify!($($mark)*)),*], "indexed") { ",\"indexed\":true}" } else { ",\"indexed\":false}" },
                    ),
                )*
                $crate::text::Piece::Text("]}"),
            ];
            /// The first topic: the hash of the signature.
            pub const TOPIC: [u8; 32] = $crate::text::hash(Self::__SIGNATURE);

            /// Writes it to the log.
            #[allow(unused_mut, unused_assignments, unused_variables)]
            pub fn emit(&self) {
                $({
                    const _: () = $crate::text::only(&[$(stringify!($($mark)*)),*], &["indexed"]);
                })*
                let mut topics = $crate::contract::Topics::new(&Self::TOPIC);
                const HEADS: usize = 0 $(+
                    if $crate::text::has(&[$(stringify!($($mark)*)),*], "indexed") { 0 } else { <$type as $crate::abi::AbiEncode>::HEAD }
                )*;
                const INDEXED: usize = 0 $(+ $crate::text::has(&[$(stringify!($($mark)*)),*], "indexed") as usize)*;
                const _: () = assert!(INDEXED <= 3, "an event has at most three indexed fields");
                let mut out = $crate::abi::Encoder::new(HEADS);
                let mut at = 0;
                $({
                    const INDEXED: bool = $crate::text::has(&[$(stringify!($($mark)*)),*], "indexed");
                    if INDEXED {
                        topics.push(&$crate::abi::AbiEncode::topic(&self.$field));
                    } else {
                        $crate::abi::AbiEncode::encode(&self.$field, &mut out, at, 0);
                        at += <$type as $crate::abi::AbiEncode>::HEAD;
                    }
                })*
                topics.emit(&out.bytes);
            }
        }
    )*};
}

/// Writes an event to the log: `emit!(Transfer { from, to, value })`.
#[macro_export]
macro_rules! emit {
    ($event:expr) => {
        $event.emit()
    };
}

/// Declares custom errors: `errors! { Paused, InsufficientBalance { balance: U256, needed: U256 } }`. Inside `contract!` it is
/// a section, whose errors are in the contract's ABI.
#[macro_export]
macro_rules! errors {
    ($($(#[$($attribute:tt)*])* $name:ident $({ $($fields:tt)* })? $(,)?)*) => {
        $($crate::__error! { [$([$($attribute)*])*] $name $({ $($fields)* })? })*
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __error {
    ($attributes:tt $name:ident) => {
        #[allow(dead_code)]
        pub struct $name;
        $crate::__error! { @ $attributes $name }
    };
    ($attributes:tt $name:ident { $($(#[$meta:meta])* $field:ident : $type:ty),* $(,)? }) => {
        #[allow(dead_code)]
        pub struct $name { $($(#[$meta])* pub $field: $type),* }
        $crate::__error! { @ $attributes $name $($field: $type),* }
    };
    (@ [$([$($attribute:tt)*])*] $name:ident $($field:ident : $type:ty),*) => {
        impl $name {
            #[doc(hidden)]
            pub const __SIGNATURE: &'static [$crate::text::Piece] = &[
                $crate::text::exact_name(&[$(stringify!($($attribute)*)),*], stringify!($name)),
                $crate::text::Piece::Text("("),
                $($crate::text::Piece::Separator, $crate::text::Piece::List(<$type as $crate::abi::AbiEncode>::SIGNATURE),)*
                $crate::text::Piece::Text(")"),
            ];
            #[doc(hidden)]
            pub const __ABI: &'static [$crate::text::Piece] = &[
                $crate::text::Piece::Separator,
                $crate::text::Piece::Text("{\"type\":\"error\",\"name\":\""),
                $crate::text::exact_name(&[$(stringify!($($attribute)*)),*], stringify!($name)),
                $crate::text::Piece::Text("\",\"inputs\":["),
                $(
                    $crate::text::Piece::Separator,
                    $crate::text::Piece::Text("{\"name\":\""),
                    $crate::text::Piece::Camel(stringify!($field)),
                    $crate::text::Piece::List($crate::abi::json::Parameter::<$type>::TYPE),
                    $crate::text::Piece::Text("}"),
                )*
                $crate::text::Piece::Text("]}"),
            ];
            /// The first four bytes of what a call reverts with.
            #[allow(dead_code)]
            pub const SELECTOR: u32 = $crate::text::selector(Self::__SIGNATURE);
        }
        impl $crate::Reason for $name {
            #[cold]
            #[allow(unused_mut, unused_variables, unused_assignments)]
            fn revert(self) -> ! {
                let mut out = $crate::abi::Encoder::with_selector(Self::SELECTOR, 0 $(+ <$type as $crate::abi::AbiEncode>::HEAD)*);
                let mut at = 4;
                $($crate::call::argument::<$type>(&self.$field, &mut out, &mut at);)*
                $crate::revert::revert_raw(&out.bytes)
            }
        }
    };
}

/// Declares structs of the ABI (Solidity structs, tuples with names): `abi_struct! { pub struct Order { owner: Address, amount: U256 } }`.
#[macro_export]
macro_rules! abi_struct {
    ($($(#[$meta:meta])* $vis:vis struct $name:ident { $($(#[$field_meta:meta])* $field_vis:vis $field:ident : $type:ty),+ $(,)? })*) => {$(
        $(#[$meta])*
        #[allow(dead_code)]
        $vis struct $name { $($(#[$field_meta])* pub $field: $type),+ }
        impl $crate::abi::AbiEncode for $name {
            const SIGNATURE: &'static [$crate::text::Piece] = &[
                $crate::text::Piece::Text("("),
                $($crate::text::Piece::Separator, $crate::text::Piece::List(<$type as $crate::abi::AbiEncode>::SIGNATURE),)+
                $crate::text::Piece::Text(")"),
            ];
            const JSON_TYPE: &'static [$crate::text::Piece] = &[$crate::text::Piece::Text("tuple")];
            const COMPONENTS: &'static [$crate::text::Piece] = &[
                $crate::text::Piece::Text(",\"components\":["),
                $(
                    $crate::text::Piece::Separator,
                    $crate::text::Piece::Text("{\"name\":\""),
                    $crate::text::Piece::Camel(stringify!($field)),
                    $crate::text::Piece::List($crate::abi::json::Parameter::<$type>::TYPE),
                    $crate::text::Piece::Text("}"),
                )+
                $crate::text::Piece::Text("]"),
            ];
            const DYNAMIC: bool = false $(|| <$type as $crate::abi::AbiEncode>::DYNAMIC)+;
            const HEAD: usize = if <Self as $crate::abi::AbiEncode>::DYNAMIC { 32 } else { 0 $(+ <$type as $crate::abi::AbiEncode>::HEAD)+ };
            #[allow(unused_assignments)]
            fn encode(&self, out: &mut $crate::abi::Encoder, head: usize, base: usize) {
                let (mut at, mut from) = (head, base);
                if <Self as $crate::abi::AbiEncode>::DYNAMIC {
                    at = out.tail(head, base, 0 $(+ <$type as $crate::abi::AbiEncode>::HEAD)+);
                    from = at;
                }
                $(
                    $crate::abi::AbiEncode::encode(&self.$field, out, at, from);
                    at += <$type as $crate::abi::AbiEncode>::HEAD;
                )+
            }
            fn pack(&self, packed: &mut $crate::Vec<u8>) {
                $($crate::abi::AbiEncode::pack(&self.$field, packed);)+
            }
        }
        impl $crate::abi::AbiDecode for $name {
            #[allow(unused_assignments)]
            fn decode(input: &[u8], head: usize, base: usize) -> Self {
                let (mut at, mut from) = (head, base);
                if <Self as $crate::abi::AbiEncode>::DYNAMIC {
                    at = $crate::abi::tail_at(input, head, base);
                    from = at;
                }
                $(
                    let $field = <$type as $crate::abi::AbiDecode>::decode(input, at, from);
                    at += <$type as $crate::abi::AbiEncode>::HEAD;
                )+
                $name { $($field),+ }
            }
        }
        impl $crate::abi::Returns for $name {
            const OUTPUTS: &'static [$crate::text::Piece] = $crate::abi::json::Output::<$name>::PIECES;
            fn encode_results(&self) -> $crate::Vec<u8> {
                $crate::abi::encode(self).0
            }
            fn decode_results(data: &[u8]) -> Self {
                $crate::abi::decode(data)
            }
        }
    )*};
}
