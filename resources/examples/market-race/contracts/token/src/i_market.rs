//! Made from contracts/Market.sol by "cli bindings".
use interleave::*;

interface! {
    pub trait IMarket {
        fn claim(&mut self) -> U256;
        fn on_deposit(&mut self, amount: U256);
        fn oracle(&self) -> Address;
        fn price(&self) -> U256;
        fn reserve(&self) -> U256;
        fn shares(&self, arg0: Address) -> U256;
        fn swap(&mut self, amount: U256, min_out: U256) -> U256;
        fn sync(&mut self, new_price: U256);
        fn token(&self) -> Address;
    }
}
