//! Other contracts, by their functions.

/// How a failed call shows: the caller reverts too.
pub struct Bubble;
/// How a failed call shows: as a `Result`.
pub struct Attempt;

/// Declares other contracts by functions one wants to call. See the README for the grammar.
#[macro_export]
macro_rules! interface {
    ($($(#[$meta:meta])* $vis:vis trait $name:ident { $(
        $(#[$($attribute:tt)*])* fn $function:ident ( $($signature:tt)* ) $(-> $returns:ty)? ;
    )* })*) => {$(
        $(#[$meta])*
        #[allow(dead_code)]
        $vis struct $name<Failure = $crate::interface::Bubble> {
            options: $crate::CallOptions,
            failure: core::marker::PhantomData<Failure>,
        }

        #[allow(dead_code)]
        impl $name {
            /// The contract at an address.
            pub const fn at(address: $crate::Address) -> Self {
                let options = $crate::CallOptions { address, value: $crate::U256::ZERO, gas: None };
                $name { options, failure: core::marker::PhantomData }
            }
            /// The same contract, whose functions give `Result<_, CallError>` instead of reverting the caller.
            pub const fn attempt(self) -> $name<$crate::interface::Attempt> {
                $name { options: self.options, failure: core::marker::PhantomData }
            }
            $($crate::__interface_function! {
                bubble [$([$($attribute)*])*] $function ($($signature)*) [$($returns)?]
            })*
        }

        #[allow(dead_code)]
        impl $name<$crate::interface::Attempt> {
            $($crate::__interface_function! {
                attempt [$([$($attribute)*])*] $function ($($signature)*) [$($returns)?]
            })*
        }

        #[allow(dead_code)]
        impl<Failure> $name<Failure> {
            pub const fn address(&self) -> $crate::Address {
                self.options.address
            }
            /// Sends value along with the next call.
            pub const fn value(mut self, value: $crate::U256) -> Self {
                self.options.value = value;
                self
            }
            /// Gives the next call at most so much ledger gas.
            pub const fn gas(mut self, gas: u64) -> Self {
                self.options.gas = Some(gas);
                self
            }
        }
    )*};
}

#[doc(hidden)]
#[macro_export]
macro_rules! __interface_function {
    ($mode:ident $attributes:tt $function:ident (& mut $self:ident $($rest:tt)*) $returns:tt) => {
        $crate::__interface_function! { @ $mode false $attributes $function $self ($($rest)*) $returns }
    };
    ($mode:ident $attributes:tt $function:ident (& $self:ident $($rest:tt)*) $returns:tt) => {
        $crate::__interface_function! { @ $mode true $attributes $function $self ($($rest)*) $returns }
    };
    (@ $mode:ident $view:tt $attributes:tt $function:ident $self:ident ($(, $argument:ident : $type:ty)* $(,)?) []) => {
        $crate::__interface_function! { @ $mode $view $attributes $function $self ($(, $argument: $type)*) [()] }
    };
    (@ bubble $view:tt $attributes:tt $function:ident $self:ident ($(, $argument:ident : $type:ty)* $(,)?) [$returns:ty]) => {
        #[allow(clippy::too_many_arguments)]
        pub fn $function(&$self $(, $argument: $type)*) -> $returns {
            $crate::call::unwrap($crate::__interface_call!($self $view $attributes $function ($($argument: $type),*) $returns))
        }
    };
    (@ attempt $view:tt $attributes:tt $function:ident $self:ident ($(, $argument:ident : $type:ty)* $(,)?) [$returns:ty]) => {
        #[allow(clippy::too_many_arguments)]
        pub fn $function(&$self $(, $argument: $type)*) -> Result<$returns, $crate::CallError> {
            $crate::__interface_call!($self $view $attributes $function ($($argument: $type),*) $returns)
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __interface_call {
    ($self:ident $view:tt [$([$($attribute:tt)*])*] $function:ident ($($argument:ident : $type:ty),*) $returns:ty) => {{
        const SELECTOR: u32 = $crate::text::selector(&[
            $crate::text::name(&[$(stringify!($($attribute)*)),*], stringify!($function)),
            $crate::text::Piece::Text("("),
            $($crate::text::Piece::Separator, $crate::text::Piece::List(<$type as $crate::abi::AbiEncode>::SIGNATURE),)*
            $crate::text::Piece::Text(")"),
        ]);
        #[allow(unused_mut)]
        let mut out = $crate::abi::Encoder::with_selector(SELECTOR, 0 $(+ <$type as $crate::abi::AbiEncode>::HEAD)*);
        #[allow(unused_mut, unused_variables)]
        let mut at = 4;
        $($crate::call::argument::<$type>(&$argument, &mut out, &mut at);)*
        $crate::call::typed::<$returns>(&$self.options, $view, out)
    }};
}
