//! `contract!`: state, events, errors and functions of a contract. The README has the grammar.

/// Declares the contract of a file. See the README.
#[macro_export]
macro_rules! contract {
    (
        $(#[$meta:meta])*
        $vis:vis struct $name:ident { $($(#[$field_meta:meta])* $field_vis:vis $field:ident : $type:ty),* $(,)? }
        $($sections:tt)*
    ) => {
        $(#[$meta])*
        #[allow(dead_code)]
        $vis struct $name { $($(#[$field_meta])* $field_vis $field: $type),* }
        $crate::__storage! { $name { $($field: $type),* } }
        $crate::__sections! { $name [$($type),*] [] [] [] $($sections)* }
    };
}

/// Sorts the sections: events, errors, functions.
#[doc(hidden)]
#[macro_export]
macro_rules! __sections {
    ($name:ident $types:tt [$($events:tt)*] $errors:tt $functions:tt events { $($more:tt)* } $($rest:tt)*) => {
        $crate::__sections! { $name $types [$($events)* $($more)*] $errors $functions $($rest)* }
    };
    ($name:ident $types:tt $events:tt [$($errors:tt)*] $functions:tt errors { $($more:tt)* } $($rest:tt)*) => {
        $crate::__sections! { $name $types $events [$($errors)* $($more)*] $functions $($rest)* }
    };
    ($name:ident $types:tt $events:tt $errors:tt [$($functions:tt)*] impl $same:ident { $($more:tt)* } $($rest:tt)*) => {
        $crate::__sections! { $name $types $events $errors [$($functions)* $($more)*] $($rest)* }
    };
    ($name:ident [$($type:ty),*]
        [$($(#[$($event_attribute:tt)*])* $event:ident { $($event_fields:tt)* } $(,)?)*]
        [$($(#[$($error_attribute:tt)*])* $error:ident $({ $($error_fields:tt)* })? $(,)?)*]
        [$($(#[$($attribute:tt)*])* $($head:ident)+ ( $($signature:tt)* ) $(-> $returns:ty)? $body:block)*]
    ) => {
        $crate::events! { $($(#[$($event_attribute)*])* $event { $($event_fields)* })* }
        $crate::errors! { $($(#[$($error_attribute)*])* $error $({ $($error_fields)* })?)* }
        impl $name {
            $($crate::__method! { [] [$([$($attribute)*])*] [$($head)+] ($($signature)*) [$($returns)?] $body })*
        }
        const _: () = {
            use $crate::text::Piece;
            const ABI: &[Piece] = &[
                Piece::Text("["),
                $($crate::__abi_entry! { [$([$($attribute)*])*] [$($head)+] ($($signature)*) [$($returns)?] },)*
                $(Piece::List($event::__ABI),)*
                $(Piece::List($error::__ABI),)*
                Piece::List($crate::guard::error_entry(
                    &[$($crate::__guarded! { [$([$($attribute)*])*] [$($head)+] ($($signature)*) },)*],
                    &[$(stringify!($error)),*],
                )),
                Piece::Text("]"),
            ];
            const LAYOUT: &[Piece] = &[
                Piece::Text("{\"storage\":["),
                Piece::List($name::__MEMBERS),
                Piece::Text("],\"types\":{"),
                $(Piece::List(<$type as $crate::storage::Stored>::DEFINITIONS),)*
                Piece::Text("}}"),
            ];
            const NAME: &[Piece] = &[Piece::Text(stringify!($name))];
            $crate::text::all_different(&[
                $($crate::__selector! { [$([$($attribute)*])*] [$($head)+] ($($signature)*) },)*
            ]);

            #[used]
            #[cfg_attr(target_arch = "wasm32", link_section = "interleave.abi")]
            static ABI_SECTION: [u8; $crate::text::length(ABI)] = $crate::text::concat(ABI);
            #[used]
            #[cfg_attr(target_arch = "wasm32", link_section = "interleave.layout")]
            static LAYOUT_SECTION: [u8; $crate::text::length(LAYOUT)] = $crate::text::concat(LAYOUT);
            #[used]
            #[cfg_attr(target_arch = "wasm32", link_section = "interleave.name")]
            static NAME_SECTION: [u8; $crate::text::length(NAME)] = $crate::text::concat(NAME);

            // Handles with the keys of their slots, made by the compiler.
            static mut CONTRACT: $name = $name::at_slot($crate::storage::Slot::number(0));

            #[no_mangle]
            #[allow(unreachable_code)]
            pub extern "C" fn call() {
                let call = $crate::contract::enter($crate::contract::Entry::Call);
                #[allow(unused_variables)]
                let contract = unsafe { &mut *core::ptr::addr_of_mut!(CONTRACT) };
                $($crate::__dispatch! { $name call contract [$([$($attribute)*])*] [$($head)+] ($($signature)*) })*
                $($crate::__receive! { $name call contract [$([$($attribute)*])*] [$($head)+] ($($signature)*) })*
                $($crate::__fallback! { $name call contract [$([$($attribute)*])*] [$($head)+] ($($signature)*) })*
                $crate::abi::invalid()
            }

            #[no_mangle]
            #[allow(unreachable_code)]
            pub extern "C" fn deploy() {
                let call = $crate::contract::enter($crate::contract::Entry::Deploy);
                #[allow(unused_variables)]
                let contract = unsafe { &mut *core::ptr::addr_of_mut!(CONTRACT) };
                $($crate::__constructor! { $name call contract [$([$($attribute)*])*] [$($head)+] ($($signature)*) })*
                $crate::contract::no_constructor(&call)
            }
        };
    };
    ($name:ident $types:tt [$($events:tt)*] [$($errors:tt)*] [$($functions:tt)*]) => {
        $crate::__only_events! { $($events)* }
        $crate::__only_errors! { $($errors)* }
        $crate::__only_functions! { $($functions)* }
    };
}

/// Where a section is not what it should be: has the compiler point at the token that does not fit.
#[doc(hidden)]
#[macro_export]
macro_rules! __only_events {
    ($($(#[$($attribute:tt)*])* $event:ident { $($(#[$($mark:tt)*])* $field:ident : $type:ty),* $(,)? } $(,)?)*) => {};
}
#[doc(hidden)]
#[macro_export]
macro_rules! __only_errors {
    ($($(#[$($attribute:tt)*])* $error:ident $({ $($(#[$($mark:tt)*])* $field:ident : $type:ty),* $(,)? })? $(,)?)*) => {};
}
#[doc(hidden)]
#[macro_export]
macro_rules! __only_functions {
    ($($(#[$($attribute:tt)*])* $(pub)? fn $function:ident ( $($signature:tt)* ) $(-> $returns:ty)? $body:block)*) => {};
}

/// A function without the attributes that only the ABI knows.
#[doc(hidden)]
#[macro_export]
macro_rules! __method {
    ($kept:tt [[payable] $($more:tt)*] $($rest:tt)*) => { $crate::__method! { $kept [$($more)*] $($rest)* } };
    ($kept:tt [[nonreentrant] $($more:tt)*] $($rest:tt)*) => { $crate::__method! { $kept [$($more)*] $($rest)* } };
    ($kept:tt [[fallback] $($more:tt)*] $($rest:tt)*) => { $crate::__method! { $kept [$($more)*] $($rest)* } };
    ($kept:tt [[receive] $($more:tt)*] $($rest:tt)*) => { $crate::__method! { $kept [$($more)*] $($rest)* } };
    ($kept:tt [[name $name:tt] $($more:tt)*] $($rest:tt)*) => { $crate::__method! { $kept [$($more)*] $($rest)* } };
    ([$($kept:tt)*] [$other:tt $($more:tt)*] $($rest:tt)*) => { $crate::__method! { [$($kept)* # $other] [$($more)*] $($rest)* } };
    ([$($kept:tt)*] [] [$($head:ident)+] ($($signature:tt)*) [$($returns:ty)?] $body:block) => {
        $($kept)*
        $($head)+ ($($signature)*) $(-> $returns)? $body
    };
}

/// The types of the parameters, whatever `self` is: calls a macro with them.
#[doc(hidden)]
#[macro_export]
macro_rules! __parameters {
    ($then:ident { $($with:tt)* } (& mut $self:ident $(, $($parameter:ident)+ : $type:ty)* $(,)?)) => {
        $crate::$then! { $($with)* mutable ($([$($parameter)+] $type),*) }
    };
    ($then:ident { $($with:tt)* } (& $self:ident $(, $($parameter:ident)+ : $type:ty)* $(,)?)) => {
        $crate::$then! { $($with)* view ($([$($parameter)+] $type),*) }
    };
    ($then:ident { $($with:tt)* } ($($($parameter:ident)+ : $type:ty),* $(,)?)) => {
        $crate::$then! { $($with)* pure ($([$($parameter)+] $type),*) }
    };
}

/// A function's entry in the ABI.
#[doc(hidden)]
#[macro_export]
macro_rules! __abi_entry {
    ($attributes:tt [pub fn $function:ident] $signature:tt [$($returns:ty)?]) => {
        $crate::__parameters! { __abi_of { $attributes $function [$($returns)?] } $signature }
    };
    ($attributes:tt [fn $function:ident] $signature:tt $returns:tt) => {
        $crate::text::Piece::List(&[])
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __abi_of {
    ($attributes:tt $function:ident [] $self:ident $parameters:tt) => {
        $crate::__abi_of! { $attributes $function [()] $self $parameters }
    };
    ([$([$($attribute:tt)*])*] constructor [$returns:ty] $self:ident ($([$($parameter:ident)+] $type:ty),*)) => {{
        const ATTRIBUTES: &[&str] = &[$(stringify!($($attribute)*)),*];
        const MUTABILITY: &str = $crate::text::mutability(ATTRIBUTES, stringify!($self));
        const ENTRY: &[Piece] = {
            $($crate::contract::check_parameter::<$type>();)*
            $crate::contract::check_output::<$returns>();
            &[
            Piece::Separator,
            Piece::Text("{\"type\":\"constructor\",\"inputs\":["),
            $(
                Piece::Separator,
                Piece::Text("{\"name\":\""),
                Piece::Camel(stringify!($($parameter)+)),
                Piece::List($crate::abi::json::Parameter::<$type>::TYPE),
                Piece::Text("}"),
            )*
            Piece::Text("],\"stateMutability\":\""),
            Piece::Text(MUTABILITY),
            Piece::Text("\"}"),
            ]
        };
        Piece::List(ENTRY)
    }};
    ([$([$($attribute:tt)*])*] $function:ident [$returns:ty] $self:ident ($([$($parameter:ident)+] $type:ty),*)) => {{
        const ATTRIBUTES: &[&str] = &[$(stringify!($($attribute)*)),*];
        const NAME: Piece = $crate::text::name(ATTRIBUTES, stringify!($function));
        const MUTABILITY: &str = $crate::text::mutability(ATTRIBUTES, stringify!($self));
        const ENTRY: &[Piece] = {
            $($crate::contract::check_parameter::<$type>();)*
            $crate::contract::check_output::<$returns>();
            &[
            Piece::Separator,
            Piece::Text("{\"type\":\"function\",\"name\":\""),
            NAME,
            Piece::Text("\",\"inputs\":["),
            $(
                Piece::Separator,
                Piece::Text("{\"name\":\""),
                Piece::Camel(stringify!($($parameter)+)),
                Piece::List($crate::abi::json::Parameter::<$type>::TYPE),
                Piece::Text("}"),
            )*
            Piece::Text("],\"outputs\":["),
            Piece::List(<<$returns as $crate::contract::Output>::Results as $crate::abi::Returns>::OUTPUTS),
            Piece::Text("],\"stateMutability\":\""),
            Piece::Text(MUTABILITY),
            Piece::Text("\"}"),
            ]
        };
        const FALLBACK: &[Piece] = &[
            Piece::Separator,
            Piece::Text("{\"type\":\"fallback\",\"stateMutability\":\""),
            Piece::Text(MUTABILITY),
            Piece::Text("\"}"),
        ];
        const RECEIVE: &[Piece] =
            &[Piece::Separator, Piece::Text("{\"type\":\"receive\",\"stateMutability\":\"payable\"}")];
        Piece::List(if $crate::text::has(ATTRIBUTES, "fallback") {
            FALLBACK
        } else if $crate::text::has(ATTRIBUTES, "receive") {
            RECEIVE
        } else {
            ENTRY
        })
    }};
}

/// A function's selector; 0: it has none.
#[doc(hidden)]
#[macro_export]
macro_rules! __selector {
    ($attributes:tt [pub fn constructor] $signature:tt) => {
        0
    };
    ($attributes:tt [pub fn $function:ident] $signature:tt) => {
        $crate::__parameters! { __selector_of { $attributes $function } $signature }
    };
    ($attributes:tt [fn $function:ident] $signature:tt) => {
        0
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __selector_of {
    ([$([$($attribute:tt)*])*] $function:ident $self:ident ($([$($parameter:ident)+] $type:ty),*)) => {{
        const ATTRIBUTES: &[&str] = &[$(stringify!($($attribute)*)),*];
        const NAME: $crate::text::Piece = $crate::text::name(ATTRIBUTES, stringify!($function));
        const SIGNATURE: &[$crate::text::Piece] = &[
            NAME,
            $crate::text::Piece::Text("("),
            $($crate::text::Piece::Separator, $crate::text::Piece::List(<$type as $crate::abi::AbiEncode>::SIGNATURE),)*
            $crate::text::Piece::Text(")"),
        ];
        const SELECTOR: u32 = $crate::text::selector_unless(ATTRIBUTES, SIGNATURE);
        SELECTOR
    }};
}

/// Whether a function is marked `#[nonreentrant]`.
#[doc(hidden)]
#[macro_export]
macro_rules! __guarded {
    ([$([$($attribute:tt)*])*] [pub fn constructor] $signature:tt) => {
        $crate::guard::never(&[$(stringify!($($attribute)*)),*])
    };
    ($attributes:tt [pub fn $function:ident] $signature:tt) => {
        $crate::__parameters! { __guarded_of { $attributes } $signature }
    };
    ([$([$($attribute:tt)*])*] [fn $function:ident] $signature:tt) => {
        $crate::guard::never(&[$(stringify!($($attribute)*)),*])
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __guarded_of {
    ([$([$($attribute:tt)*])*] $self:ident $parameters:tt) => {
        $crate::guard::is_guarded(&[$(stringify!($($attribute)*)),*], stringify!($self))
    };
}

/// Takes the lock, or sees that it is free, if the function is marked so.
#[doc(hidden)]
#[macro_export]
macro_rules! __enter {
    ([$([$($attribute:tt)*])*] $self:ident) => {{
        const GUARDED: bool = $crate::guard::is_guarded(&[$(stringify!($($attribute)*)),*], stringify!($self));
        if GUARDED {
            $crate::guard::enter(stringify!($self))
        }
    }};
}

/// Runs a function if its selector is asked for.
#[doc(hidden)]
#[macro_export]
macro_rules! __dispatch {
    ($name:ident $call:ident $contract:ident $attributes:tt [pub fn constructor] $signature:tt) => {};
    ($name:ident $call:ident $contract:ident $attributes:tt [pub fn $function:ident] $signature:tt) => {{
        const SELECTOR: u32 = $crate::__selector! { $attributes [pub fn $function] $signature };
        if $call.selector == Some(SELECTOR) && SELECTOR != 0 {
            $crate::__parameters! { __run { $name $call $contract $attributes $function } $signature }
        }
    }};
    ($name:ident $call:ident $contract:ident $attributes:tt [fn $function:ident] $signature:tt) => {};
}

#[doc(hidden)]
#[macro_export]
macro_rules! __run {
    ($name:ident $call:ident $contract:ident [$([$($attribute:tt)*])*] $function:ident pure ($($parameter:tt $type:ty),*)) => {{
        const PAYABLE: bool = $crate::text::has(&[$(stringify!($($attribute)*)),*], "payable");
        #[allow(unused_mut, unused_variables)]
        let mut arguments = $crate::contract::decode_input(&$call, PAYABLE);
        $crate::contract::finish($name::$function($(arguments.next::<$type>()),*))
    }};
    ($name:ident $call:ident $contract:ident [$([$($attribute:tt)*])*] $function:ident $self:ident ($($parameter:tt $type:ty),*)) => {{
        const PAYABLE: bool = $crate::text::has(&[$(stringify!($($attribute)*)),*], "payable");
        #[allow(unused_mut, unused_variables)]
        let mut arguments = $crate::contract::decode_input(&$call, PAYABLE);
        $crate::__enter! { [$([$($attribute)*])*] $self }
        $crate::contract::finish($name::$function($contract $(, arguments.next::<$type>())*))
    }};
}

/// Runs the function marked `#[receive]`, when there is no input.
#[doc(hidden)]
#[macro_export]
macro_rules! __receive {
    ($name:ident $call:ident $contract:ident $attributes:tt $head:tt $signature:tt) => {
        $crate::__receive! { @ $name $call $contract $attributes $attributes $head $signature }
    };
    (@ $name:ident $call:ident $contract:ident $all:tt [[receive] $($more:tt)*] [pub fn $function:ident] (& mut $self:ident)) => {
        if $call.input.is_empty() {
            $crate::__enter! { $all mutable }
            $crate::contract::finish($name::$function($contract))
        }
    };
    (@ $name:ident $call:ident $contract:ident $all:tt [[receive] $($more:tt)*] $head:tt $signature:tt) => {
        compile_error!("a #[receive] function is `pub fn NAME(&mut self)`")
    };
    (@ $name:ident $call:ident $contract:ident $all:tt [$other:tt $($more:tt)*] $head:tt $signature:tt) => {
        $crate::__receive! { @ $name $call $contract $all [$($more)*] $head $signature }
    };
    (@ $name:ident $call:ident $contract:ident $all:tt [] $head:tt $signature:tt) => {};
}

/// Runs the function marked `#[fallback]`, when nothing else was.
#[doc(hidden)]
#[macro_export]
macro_rules! __fallback {
    ($name:ident $call:ident $contract:ident $attributes:tt $head:tt $signature:tt) => {
        $crate::__fallback! { @ $name $call $contract $attributes $attributes $head $signature }
    };
    (@ $name:ident $call:ident $contract:ident [$([$($attribute:tt)*])*] [[fallback] $($more:tt)*] [pub fn $function:ident] (& mut $self:ident)) => {{
        const PAYABLE: bool = $crate::text::has(&[$(stringify!($($attribute)*)),*], "payable");
        $crate::contract::decode_input(&$call, PAYABLE);
        $crate::__enter! { [$([$($attribute)*])*] mutable }
        $crate::contract::finish($name::$function($contract))
    }};
    (@ $name:ident $call:ident $contract:ident $all:tt [[fallback] $($more:tt)*] $head:tt $signature:tt) => {
        compile_error!("a #[fallback] function is `pub fn NAME(&mut self)`")
    };
    (@ $name:ident $call:ident $contract:ident $all:tt [$other:tt $($more:tt)*] $head:tt $signature:tt) => {
        $crate::__fallback! { @ $name $call $contract $all [$($more)*] $head $signature }
    };
    (@ $name:ident $call:ident $contract:ident $all:tt [] $head:tt $signature:tt) => {};
}

/// Runs the constructor.
#[doc(hidden)]
#[macro_export]
macro_rules! __constructor {
    ($name:ident $call:ident $contract:ident $attributes:tt [pub fn constructor] $signature:tt) => {
        $crate::__parameters! { __run { $name $call $contract $attributes constructor } $signature }
    };
    ($name:ident $call:ident $contract:ident $attributes:tt $head:tt $signature:tt) => {};
}
