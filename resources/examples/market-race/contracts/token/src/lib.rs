//! The token of the market. Fees and what the market holds are counters: who pays in meets nobody there.
#![no_std]
mod i_market;
mod i_oracle;
use {i_market::IMarket, i_oracle::IOracle, interleave::*};

contract! {
    pub struct Token {
        balances: Map<Address, U256>,
        supply: Value<U256>,
        held: Counter,
        fees: Counter,
        oracle: Value<Address>,
        market: Value<Address>,
    }
    impl Token {
        /// The market takes what a caller of it pays. The fee, which the oracle sets, stays here; the result says how much it was.
        pub fn transfer_from(&mut self, from: Address, to: Address, amount: U256) -> U256 {
            let fee = IOracle::at(self.oracle.get()).fee_for(amount);
            require(msg::sender() == self.market.get(), NotMarket);
            self.take(from, amount);
            self.fees.add(fee.to::<u128>());
            self.credit(from, to, amount - fee);
            fee
        }

        /// Gives to the market without buying shares.
        pub fn deposit(&mut self, amount: U256) {
            let market = self.market.get();
            self.take(msg::sender(), amount);
            self.credit(msg::sender(), market, amount);
            IMarket::at(market).on_deposit(amount);
        }

        pub fn transfer(&mut self, to: Address, amount: U256) -> bool {
            self.take(msg::sender(), amount);
            self.credit(msg::sender(), to, amount);
            true
        }

        /// Once, by whoever deploys the three.
        pub fn connect(&mut self, oracle: Address, market: Address) {
            require(self.market.get() == Address::ZERO, "connected already");
            self.oracle.set(oracle);
            self.market.set(market);
        }

        pub fn balance_of(&self, owner: Address) -> U256 {
            if owner == self.market.get() { self.held.get() } else { self.balances.get(owner) }
        }

        pub fn fees(&self) -> U256 {
            self.fees.get()
        }

        pub fn supply(&self) -> U256 {
            self.supply.get()
        }

        pub fn constructor(&mut self, supply: U256) {
            self.supply.set(supply);
            self.balances.set(msg::sender(), supply);
        }

        fn take(&mut self, from: Address, amount: U256) {
            let balance = self.balances.get(from);
            require(balance >= amount, InsufficientBalance { owner: from, balance, needed: amount });
            self.balances.set(from, balance - amount);
        }

        fn credit(&mut self, from: Address, to: Address, amount: U256) {
            if to == self.market.get() {
                self.held.add(amount.to::<u128>());
            } else {
                self.balances.add(to, amount);
            }
            emit!(Transfer { from, to, value: amount });
        }
    }
    events {
        Transfer { #[indexed] from: Address, #[indexed] to: Address, value: U256 }
    }
    errors {
        InsufficientBalance { owner: Address, balance: U256, needed: U256 }
        NotMarket,
    }
}
