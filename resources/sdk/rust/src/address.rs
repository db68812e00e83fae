use crate::{host, U256};

/// The account of a person or of a contract of any runtime.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Address(pub [u8; 20]);

impl Address {
    pub const ZERO: Address = Address([0; 20]);

    /// From `0x` and 40 hexadecimal digits; at compile time a mistake is an error of the compiler.
    pub const fn parse(text: &str) -> Address {
        let digits = text.as_bytes();
        if digits.len() != 42 || digits[0] != b'0' || digits[1] != b'x' {
            panic!("an address is 0x and 40 hexadecimal digits")
        }
        let mut bytes = [0; 20];
        let mut i = 0;
        while i < 40 {
            let digit = match digits[i + 2] {
                byte @ b'0'..=b'9' => byte - b'0',
                byte @ b'a'..=b'f' => byte - b'a' + 10,
                byte @ b'A'..=b'F' => byte - b'A' + 10,
                _ => panic!("not a hexadecimal digit of an address"),
            };
            bytes[i / 2] = bytes[i / 2] << 4 | digit;
            i += 1;
        }
        Address(bytes)
    }

    pub fn is_zero(self) -> bool {
        self == Address::ZERO
    }

    /// What it owns, in the ledger's smallest unit.
    pub fn balance(self) -> U256 {
        let mut word = [0; 32];
        unsafe { host::balance(self.0.as_ptr(), word.as_mut_ptr()) };
        U256::from_be_bytes(word)
    }

    pub fn is_contract(self) -> bool {
        self.code_size() > 0
    }

    pub fn code_size(self) -> usize {
        unsafe { host::code_size(self.0.as_ptr()) }
    }
}
