//! Fixed arrays and tuples, and what functions give back.
use super::json::Output;
use super::{tail_at, word_at, AbiDecode, AbiEncode, Encoder, Returns};
use crate::text::Piece;
use alloc::vec::Vec;

struct ArrayName<T, const N: usize>(T);

impl<T: AbiEncode, const N: usize> ArrayName<T, N> {
    const BYTES: &'static [Piece] = &[Piece::Text("bytes"), Piece::Number(N)];
    const SIGNATURE: &'static [Piece] =
        &[Piece::List(T::SIGNATURE), Piece::Text("["), Piece::Number(N), Piece::Text("]")];
    const JSON_TYPE: &'static [Piece] =
        &[Piece::List(T::JSON_TYPE), Piece::Text("["), Piece::Number(N), Piece::Text("]")];
}

impl<T: AbiEncode, const N: usize> AbiEncode for [T; N] {
    const SIGNATURE: &'static [Piece] =
        if T::IS_BYTE { ArrayName::<T, N>::BYTES } else { ArrayName::<T, N>::SIGNATURE };
    const JSON_TYPE: &'static [Piece] =
        if T::IS_BYTE { ArrayName::<T, N>::BYTES } else { ArrayName::<T, N>::JSON_TYPE };
    const COMPONENTS: &'static [Piece] = T::COMPONENTS;
    const DYNAMIC: bool = T::DYNAMIC;
    const HEAD: usize = if T::IS_BYTE {
        assert!(N > 0 && N <= 32, "an array of u8 is a bytesN, which has 1 to 32 bytes; for more use Bytes");
        32
    } else if T::DYNAMIC {
        32
    } else {
        assert!(N > 0, "an array of nothing has no place in the ABI");
        N * T::HEAD
    };
    fn encode(&self, out: &mut Encoder, head: usize, base: usize) {
        if T::IS_BYTE {
            out.word(head, &self.topic());
            return;
        }
        let (start, base) = if T::DYNAMIC {
            let at = out.tail(head, base, N * T::HEAD);
            (at, at)
        } else {
            (head, base)
        };
        for (i, item) in self.iter().enumerate() {
            item.encode(out, start + i * T::HEAD, base);
        }
    }
    fn topic(&self) -> [u8; 32] {
        if !T::IS_BYTE {
            let mut packed = Vec::new();
            self.pack(&mut packed);
            return crate::keccak256(&packed);
        }
        let mut word = [0; 32];
        for (byte, item) in word.iter_mut().zip(self) {
            *byte = item.as_byte();
        }
        word
    }
    fn pack(&self, packed: &mut Vec<u8>) {
        if T::IS_BYTE {
            packed.extend_from_slice(&self.topic());
            return;
        }
        for item in self {
            item.pack(packed);
        }
    }
}

impl<T: AbiDecode, const N: usize> AbiDecode for [T; N] {
    fn decode(input: &[u8], head: usize, base: usize) -> [T; N] {
        if T::IS_BYTE {
            let word = word_at(input, head);
            if word.iter().skip(N).any(|byte| *byte != 0) {
                super::invalid()
            }
            let mut bytes = word.iter();
            return [(); N].map(|_| T::from_byte(bytes.next().copied().unwrap_or(0)));
        }
        let (start, base) = if T::DYNAMIC {
            let at = tail_at(input, head, base);
            (at, at)
        } else {
            (head, base)
        };
        let mut at = start;
        [(); N].map(|_| {
            let item = T::decode(input, at, base);
            at += T::HEAD;
            item
        })
    }
}

impl Returns for () {
    const OUTPUTS: &'static [Piece] = &[];
    const EMPTY: bool = true;
    fn encode_results(&self) -> Vec<u8> {
        Vec::new()
    }
    fn decode_results(_data: &[u8]) {}
}

/// One value. What a tuple would be is decided below.
macro_rules! single {
    ($([$($generic:tt)*] $type:ty;)*) => {$(
        impl $($generic)* Returns for $type {
            const OUTPUTS: &'static [Piece] = Output::<$type>::PIECES;
            fn encode_results(&self) -> Vec<u8> {
                super::encode(self).0
            }
            fn decode_results(data: &[u8]) -> Self {
                Self::decode(data, 0, 0)
            }
        }
    )*};
}
single! {
    [] bool; [] u8; [] u16; [] u32; [] u64; [] u128; [] i8; [] i16; [] i32; [] i64; [] i128;
    [] crate::U256; [] crate::I256; [] crate::Address; [] crate::Bytes; [] alloc::string::String;
    [<const BITS: usize>] crate::Uint<BITS>; [<const BITS: usize>] crate::Int<BITS>;
    [<T: AbiDecode>] Vec<T>; [<T: AbiDecode, const N: usize>] [T; N];
}

macro_rules! tuples {
    ($($($name:ident $index:tt)+;)*) => {$(
        impl<$($name: AbiEncode),+> AbiEncode for ($($name,)+) {
            const SIGNATURE: &'static [Piece] =
                &[Piece::Text("("), $(Piece::Separator, Piece::List($name::SIGNATURE),)+ Piece::Text(")")];
            const JSON_TYPE: &'static [Piece] = &[Piece::Text("tuple")];
            const COMPONENTS: &'static [Piece] =
                &[Piece::Text(",\"components\":["), $(Piece::List(Output::<$name>::PIECES),)+ Piece::Text("]")];
            const DYNAMIC: bool = false $(|| $name::DYNAMIC)+;
            const HEAD: usize = if Self::DYNAMIC { 32 } else { 0 $(+ $name::HEAD)+ };
            #[allow(unused_assignments)]
            fn encode(&self, out: &mut Encoder, head: usize, base: usize) {
                let (mut at, mut from) = (head, base);
                if Self::DYNAMIC {
                    at = out.tail(head, base, 0 $(+ $name::HEAD)+);
                    from = at;
                }
                $(self.$index.encode(out, at, from); at += $name::HEAD;)+
            }
            fn pack(&self, packed: &mut Vec<u8>) {
                $(self.$index.pack(packed);)+
            }
        }
        impl<$($name: AbiDecode),+> AbiDecode for ($($name,)+) {
            #[allow(unused_assignments)]
            fn decode(input: &[u8], head: usize, base: usize) -> Self {
                let (mut at, mut from) = (head, base);
                if Self::DYNAMIC {
                    at = tail_at(input, head, base);
                    from = at;
                }
                ($({ let item = $name::decode(input, at, from); at += $name::HEAD; item },)+)
            }
        }
        impl<$($name: AbiDecode),+> Returns for ($($name,)+) {
            const OUTPUTS: &'static [Piece] = &[$(Piece::List(Output::<$name>::PIECES)),+];
            #[allow(unused_assignments)]
            fn encode_results(&self) -> Vec<u8> {
                let mut out = Encoder::new(0 $(+ $name::HEAD)+);
                let mut at = 0;
                $(self.$index.encode(&mut out, at, 0); at += $name::HEAD;)+
                out.bytes
            }
            #[allow(unused_assignments)]
            fn decode_results(data: &[u8]) -> Self {
                let mut at = 0;
                ($({ let item = $name::decode(data, at, 0); at += $name::HEAD; item },)+)
            }
        }
    )*};
}
tuples! {
    A 0;
    A 0 B 1;
    A 0 B 1 C 2;
    A 0 B 1 C 2 D 3;
    A 0 B 1 C 2 D 3 E 4;
    A 0 B 1 C 2 D 3 E 4 F 5;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11;
}
