#![no_std]
use interleave::*;

interface! {
    pub trait IErc20 {
        fn balance_of(&self, owner: Address) -> U256;
        fn transfer(&mut self, to: Address, value: U256) -> bool;
        fn name(&self) -> String;
    }
    trait ICalls {
        fn store(&mut self, value: U256);
        fn stored(&self) -> U256;
        #[name("paid")]
        fn pay(&mut self) -> (U256, Address);
        fn write_in_view(&self);
    }
}

contract! {
    pub struct Calls {
        stored: Value<U256>,
        received: Value<U256>,
    }
    impl Calls {
        #[payable]
        pub fn constructor(&mut self, mut start: U256) {
            start += 1;
            self.stored.set(start);
        }
        pub fn store(&mut self, value: U256) { self.stored.set(value) }
        pub fn stored(&self) -> U256 { self.stored.get() }
        pub fn write_in_view(&mut self) { self.stored.set(U256::ONE) }
        #[payable]
        pub fn paid(&mut self) -> (U256, Address) { (msg::value(), msg::sender()) }
        pub fn balance(&self, token: Address, owner: Address) -> U256 { IErc20::at(token).balance_of(owner) }
        pub fn name_of(&self, token: Address) -> String { IErc20::at(token).name() }
        pub fn send(&mut self, token: Address, to: Address, value: U256) -> bool { IErc20::at(token).transfer(to, value) }
        pub fn try_send(&mut self, token: Address, to: Address, value: U256) -> (u8, Bytes) {
            match IErc20::at(token).attempt().transfer(to, value) {
                Ok(_) => (0, Bytes::new()),
                Err(CallError::Reverted(data)) => (1, data),
                Err(CallError::Failed) => (2, Bytes::new()),
            }
        }
        pub fn store_at(&mut self, other: Address, value: U256) { ICalls::at(other).store(value) }
        pub fn pay_at(&mut self, other: Address, value: U256) -> (U256, Address) {
            ICalls::at(other).value(value).gas(50_000).pay()
        }
        pub fn view_that_writes(&mut self, other: Address) { ICalls::at(other).write_in_view() }
        pub fn raw(&mut self, other: Address, data: Bytes) -> Bytes {
            call(other, U256::ZERO, None, &data).unwrap_or_else(|_| revert("raw call failed"))
        }
        pub fn delegate(&mut self, other: Address, data: Bytes) {
            if let Err(CallError::Reverted(data)) = delegate_call(other, None, &data) { revert(data) }
        }
        pub fn pay_out(&mut self, to: Address, amount: U256) { transfer_value(to, amount) }
        pub fn received(&self) -> U256 { self.received.get() }
        /// Before the one for value alone: their order does not matter.
        #[fallback]
        pub fn other(&mut self) { return_raw(&msg::data()) }
        #[receive]
        pub fn on_value(&mut self) { self.received.add(msg::value()); }
    }
}
