//! The same counter twice: as a number, and as a commutative counter. HotCounter.sol in Rust.
#![no_std]
use interleave::*;

contract! {
    pub struct HotCounter {
        count: Value<U256>,
        tally: Counter,
    }

    events {
        Incremented { #[indexed] by: Address, count: U256 }
    }

    impl HotCounter {
        /// Adds one to the number. Two concurrent calls conflict.
        pub fn increment(&mut self) {
            let count = self.count.get() + 1;
            self.count.set(count);
            emit!(Incremented { by: msg::sender(), count });
        }

        pub fn count(&self) -> U256 {
            self.count.get()
        }

        /// Adds one to the commutative counter, without reading it. Concurrent calls do not conflict.
        pub fn tally(&mut self) {
            self.tally.add(1u128);
        }

        pub fn tallied(&self) -> U256 {
            self.tally.get()
        }
    }
}
