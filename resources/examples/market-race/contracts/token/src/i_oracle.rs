//! Made from contracts/oracle/Oracle.cs by "cli bindings".
use interleave::*;

interface! {
    pub trait IOracle {
        fn attest(&mut self, sample: U256);
        fn connect(&mut self, market: Address);
        fn fee_for(&self, amount: U256) -> U256;
        fn feeds(&self, arg0: Address) -> U256;
        fn price(&self) -> U256;
        fn publish(&mut self, new_price: U256);
        fn spread(&self) -> U256;
    }
}
