#![no_std]
use interleave::*;

abi_struct! {
    pub struct Point { x: U256, y: i64 }
    pub struct Order { maker_address: Address, points: Vec<Point>, note: String }
}

contract! {
    pub struct Types {}

    events {
        Everything { #[indexed] name: String, #[indexed] point: Point, #[indexed] list: Vec<u16>, plain: String, number: i8 }
        Nothing {}
    }

    errors {
        Paused,
        Wrong { order: Order, code: Bytes4 }
    }

    impl Types {
        pub fn echo_bool(value: bool) -> bool { value }
        pub fn echo_u8(value: u8) -> u8 { value }
        pub fn echo_u64(value: u64) -> u64 { value }
        pub fn echo_u128(value: u128) -> u128 { value }
        pub fn echo_i8(value: i8) -> i8 { value }
        pub fn echo_i128(value: i128) -> i128 { value }
        pub fn echo_u256(value: U256) -> U256 { value }
        pub fn echo_i256(value: I256) -> I256 { value }
        pub fn echo_u24(value: Uint<24>) -> Uint<24> { value }
        pub fn echo_i24(value: Int<24>) -> Int<24> { value }
        pub fn echo_address(value: Address) -> Address { value }
        pub fn echo_bytes4(value: Bytes4) -> Bytes4 { value }
        pub fn echo_bytes32(value: [u8; 32]) -> [u8; 32] { value }
        pub fn echo_bytes(value: Bytes) -> Bytes { value }
        pub fn echo_string(value: String) -> String { value }
        pub fn echo_list(value: Vec<U256>) -> Vec<U256> { value }
        pub fn echo_strings(value: Vec<String>) -> Vec<String> { value }
        pub fn echo_nested(value: Vec<Vec<u16>>) -> Vec<Vec<u16>> { value }
        pub fn echo_fixed(value: [u64; 3]) -> [u64; 3] { value }
        pub fn echo_fixed_strings(value: [String; 2]) -> [String; 2] { value }
        pub fn echo_hashes(value: [[u8; 32]; 2]) -> [[u8; 32]; 2] { value }
        pub fn echo_bytes_list(value: Vec<u8>) -> Vec<u8> { value }
        pub fn echo_pair(value: (U256, String)) -> (U256, String) { value }
        pub fn echo_order(value: Order) -> Order { value }
        pub fn echo_orders(value: Vec<Order>) -> Vec<Order> { value }
        pub fn echo_points(value: [Point; 2]) -> [Point; 2] { value }
        pub fn several(mut a: U256, b: String, c: bool) -> (bool, String, U256) {
            a += 1;
            (c, b, a)
        }
        pub fn result(fails: bool) -> Result<U256, Paused> {
            if fails { Err(Paused) } else { Ok(U256::from(7u64)) }
        }
        #[name("renamed")]
        pub fn some_function(r#type: u8, _unused: bool) -> u8 { r#type }
        #[name("renamed")]
        pub fn some_other_function(value: u16) -> u16 { value }
        pub fn log(&mut self, name: String, x: U256, list: Vec<u16>) {
            let plain = name.clone();
            emit!(Everything { name, point: Point { x, y: -5 }, list, plain, number: -3 });
            Nothing {}.emit();
        }
        pub fn fail(&self, order: Order, code: Bytes4) { revert(Wrong { order, code }) }
        pub fn fail_text(&self, text: String) { require(text.is_empty(), text) }
        pub fn fail_rust(&self, index: u64) -> u8 { [1u8, 2, 3][index as usize] }
        pub fn add_u64(&self, a: u64, b: u64) -> u64 { a + b }
        #[payable]
        pub fn paid(&mut self) -> U256 { msg::value() }
        pub fn environment(&self) -> (Address, Address, U256, u64, u64, U256, Address, U256) {
            (msg::sender(), tx::origin(), tx::gas_price(), block::number(), block::timestamp(), block::chain_id(), this::address(), this::balance())
        }
        pub fn hashes(&self, data: Bytes) -> (Bytes32, Bytes32) { (keccak256(&data), sha256(&data)) }
    }
}
