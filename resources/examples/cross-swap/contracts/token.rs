//! A plain ERC-20: Token.sol in Rust.
#![no_std]
use interleave::*;

contract! {
    pub struct Token {
        name: StorageString,
        symbol: StorageString,
        total_supply: Value<U256>,
        balances: Map<Address, U256>,
        allowances: Map<Address, Map<Address, U256>>,
    }

    events {
        Transfer { #[indexed] from: Address, #[indexed] to: Address, value: U256 }
        Approval { #[indexed] owner: Address, #[indexed] spender: Address, value: U256 }
    }

    errors {
        InsufficientBalance { sender: Address, balance: U256, needed: U256 }
        InsufficientAllowance { spender: Address, allowance: U256, needed: U256 }
    }

    impl Token {
        pub fn constructor(&mut self, name: String, symbol: String, supply: U256) {
            self.name.set(&name);
            self.symbol.set(&symbol);
            self.total_supply.set(supply);
            self.balances.set(msg::sender(), supply);
            emit!(Transfer { from: Address::ZERO, to: msg::sender(), value: supply });
        }

        pub fn name(&self) -> String {
            self.name.get()
        }

        pub fn symbol(&self) -> String {
            self.symbol.get()
        }

        pub fn decimals() -> u8 {
            18
        }

        pub fn total_supply(&self) -> U256 {
            self.total_supply.get()
        }

        pub fn balance_of(&self, account: Address) -> U256 {
            self.balances.get(account)
        }

        pub fn allowance(&self, owner: Address, spender: Address) -> U256 {
            self.allowances.at(owner).get(spender)
        }

        pub fn transfer(&mut self, to: Address, value: U256) -> bool {
            self.move_tokens(msg::sender(), to, value);
            true
        }

        /// Sends `value` to each of `to`.
        pub fn airdrop(&mut self, to: Vec<Address>, value: U256) {
            for receiver in to {
                self.move_tokens(msg::sender(), receiver, value);
            }
        }

        pub fn approve(&mut self, spender: Address, value: U256) -> bool {
            self.allowances.at_mut(msg::sender()).set(spender, value);
            emit!(Approval { owner: msg::sender(), spender, value });
            true
        }

        pub fn transfer_from(&mut self, from: Address, to: Address, value: U256) -> bool {
            let spender = msg::sender();
            let allowance = self.allowances.at(from).get(spender);
            require(allowance >= value, InsufficientAllowance { spender, allowance, needed: value });
            if allowance != U256::MAX {
                self.allowances.at_mut(from).set(spender, allowance - value);
            }
            self.move_tokens(from, to, value);
            true
        }

        fn move_tokens(&mut self, from: Address, to: Address, value: U256) {
            let balance = self.balances.get(from);
            require(balance >= value, InsufficientBalance { sender: from, balance, needed: value });
            self.balances.set(from, balance - value);
            self.balances.add(to, value);
            emit!(Transfer { from, to, value });
        }
    }
}
