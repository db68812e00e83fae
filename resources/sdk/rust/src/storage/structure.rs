/// Values that lie together in storage, each in a word of its own:
/// `storage_struct! { pub struct Position { owner: Value<Address>, amount: Value<U256> } }`, then `Map<U256, Position>`.
#[macro_export]
macro_rules! storage_struct {
    ($($(#[$meta:meta])* $vis:vis struct $name:ident { $($(#[$field_meta:meta])* $field_vis:vis $field:ident : $type:ty),* $(,)? })*) => {$(
        $(#[$meta])*
        #[allow(dead_code)]
        $vis struct $name { $($(#[$field_meta])* $field_vis $field: $type),* }
        $crate::__storage! { $name { $($field: $type),* } }
        impl $crate::storage::StorageField for $name {}
        impl $crate::storage::Stored for $name {
            type Handle = $name;
            const SLOTS: u64 = $name::__SLOTS;
            const BYTES: usize = 32 * $name::__SLOTS as usize;
            const TYPE: &'static [$crate::text::Piece] =
                &[$crate::text::Piece::Text(concat!("t_struct(", stringify!($name), ")_storage"))];
            const LABEL: &'static [$crate::text::Piece] = &[$crate::text::Piece::Text(concat!("struct ", stringify!($name)))];
            const DEFINITIONS: &'static [$crate::text::Piece] = &[
                $($crate::text::Piece::List(<$type as $crate::storage::Stored>::DEFINITIONS),)*
                $crate::text::Piece::Separator,
                $crate::text::Piece::Text(concat!("\"t_struct(", stringify!($name), ")_storage\":{\"encoding\":\"inplace\",\"label\":\"struct ", stringify!($name), "\",\"members\":[")),
                $crate::text::Piece::List($name::__MEMBERS),
                $crate::text::Piece::Text("],\"numberOfBytes\":\""),
                $crate::text::Piece::Number(32 * $name::__SLOTS as usize),
                $crate::text::Piece::Text("\"}"),
            ];
            fn handle(slot: $crate::storage::Slot) -> $name {
                $name::at_slot(slot)
            }
        }
    )*};
}

/// Where the fields of a struct of handles lie.
#[doc(hidden)]
#[macro_export]
macro_rules! __storage {
    ($name:ident { $($field:ident : $type:ty),* }) => {
        const _: () = { $($crate::storage::check_field::<$type>();)* };
        impl $name {
            #[doc(hidden)]
            pub const __SLOTS: u64 = 0 $(+ <$type as $crate::storage::Stored>::SLOTS)*;
            #[doc(hidden)]
            #[allow(unused_variables)]
            pub const fn at_slot(slot: $crate::storage::Slot) -> Self {
                let next = 0u64;
                $(
                    let $field = <$type>::at_slot(slot.plus(next));
                    let next = next + <$type as $crate::storage::Stored>::SLOTS;
                )*
                $name { $($field),* }
            }
            #[doc(hidden)]
            #[allow(unused_mut, unused_assignments)]
            pub const __MEMBERS: &'static [$crate::text::Piece] = {
                use $crate::text::Piece;
                const FIELDS: &[&str] = &[$(stringify!($field)),*];
                const LIST: [Piece; 8 * FIELDS.len()] = {
                    let mut list = [Piece::Separator; 8 * FIELDS.len()];
                    let mut at = 0;
                    let mut slot = 0;
                    $(
                        list[at + 1] = Piece::Text("{\"label\":\"");
                        list[at + 2] = Piece::Camel(stringify!($field));
                        list[at + 3] = Piece::Text("\",\"offset\":0,\"slot\":\"");
                        list[at + 4] = Piece::Number(slot);
                        list[at + 5] = Piece::Text("\",\"type\":\"");
                        list[at + 6] = Piece::List(<$type as $crate::storage::Stored>::TYPE);
                        list[at + 7] = Piece::Text("\"}");
                        at += 8;
                        slot += <$type as $crate::storage::Stored>::SLOTS as usize;
                    )*
                    let _ = (at, slot);
                    list
                };
                &LIST
            };
        }
    };
}
