//! The leg in the middle: spends silver, and has the mint give copper for it.
#![no_std]
use interleave::*;

interface! {
    pub trait IMint {
        fn give(&mut self, to: Address, silver: U256) -> U256;
    }
}

contract! {
    pub struct Broker {
        silver: Value<U256>,
        spent: Value<U256>,
        mint: Value<Address>,
    }

    events {
        Exchanged { #[indexed] to: Address, silver: U256 }
    }

    errors {
        OutOfSilver { left: U256, needed: U256 }
    }

    impl Broker {
        pub fn constructor(&mut self, mint: Address, silver: U256) {
            self.mint.set(mint);
            self.silver.set(silver);
        }

        #[nonreentrant]
        pub fn exchange(&mut self, to: Address, amount: U256) -> U256 {
            let left = self.silver.get();
            require(left >= amount, OutOfSilver { left, needed: amount });
            // Booked before the mint has given anything: its failure is what takes this back.
            self.silver.set(left - amount);
            self.spent.add(amount);
            emit!(Exchanged { to, silver: amount });
            IMint::at(self.mint.get()).give(to, amount)
        }

        pub fn silver(&self) -> U256 {
            self.silver.get()
        }

        pub fn spent(&self) -> U256 {
            self.spent.get()
        }

        pub fn mint(&self) -> Address {
            self.mint.get()
        }
    }
}
