#![no_std]
use interleave::*;

interface! {
    trait IProbe {
        fn refuse(&mut self, code: U256);
        fn dive(&mut self, depth: U256) -> U256;
    }
}

contract! {
    pub struct Probe {
        number: Value<U256>,
        values: Map<U256, U256>,
    }

    events {
        Noted { #[indexed] key: U256, value: U256 }
    }

    errors {
        Refused { code: U256, who: Address }
    }

    impl Probe {
        #[payable]
        pub fn constructor(&mut self, start: U256) { self.number.set(start) }

        #[receive]
        pub fn receive(&mut self) {}

        // Storage and events.

        pub fn number(&self) -> U256 { self.number.get() }
        pub fn values(&self, key: U256) -> U256 { self.values.get(key) }
        pub fn set_number(&mut self, value: U256) { self.number.set(value) }
        pub fn add(&mut self, amount: U256) { self.number.add(amount); }
        pub fn set_value(&mut self, key: U256, value: U256) { self.values.set(key, value) }
        pub fn note(&mut self, key: U256, value: U256) { emit!(Noted { key, value }) }
        pub fn held(&self) -> U256 { U256::from_be_bytes(transient_load(KEPT)) }
        pub fn hold(&mut self, value: U256) { transient_store(KEPT, value.to_be_bytes()) }

        // Ways to end.

        pub fn refuse(&mut self, code: U256) {
            self.number.set(code);
            self.values.set(code, code);
            self.hold(code);
            emit!(Noted { key: code, value: code });
            revert(Refused { code, who: msg::sender() })
        }
        pub fn refuse_text(text: String) { revert(text) }
        pub fn refuse_bare() { revert(Bytes::new()) }
        pub fn divide(a: U256, b: U256) -> U256 { a / b }
        pub fn trap(&mut self) {
            self.number.set(U256::from(99u64));
            core::arch::wasm32::unreachable()
        }
        pub fn spin(&mut self) {
            loop {
                self.number.add(U256::ONE);
            }
        }
        pub fn hoard() -> u64 {
            let mut hoarded: Vec<Vec<u8>> = Vec::new();
            loop {
                hoarded.push(vec![1; 1_000_000]);
            }
        }
        pub fn recurse(n: U256) -> U256 { deeper(n) }

        // What it is given.

        pub fn work(rounds: U256) -> u64 {
            let mut x = 0;
            for i in 0..rounds.to::<u64>() {
                x = (x * 31 + i) % 1000003;
            }
            x
        }
        pub fn echo(data: Bytes) -> Bytes { data }
        #[payable]
        pub fn paid(&mut self) -> U256 { msg::value() }
        pub fn place(&self) -> (Address, Address, Address, U256) {
            (this::address(), msg::sender(), tx::origin(), this::balance())
        }
        pub fn surroundings(&self) -> (u64, u64, Address, U256, U256, Bytes32, Bytes32) {
            let parent = block::hash(block::number() - 1);
            (
                block::number(), block::timestamp(), block::coinbase(), block::base_fee(), block::chain_id(),
                block::prevrandao(), parent,
            )
        }

        // Calls.

        #[payable]
        pub fn relay(&mut self, to: Address, value: U256, gas: U256, data: Bytes) -> (bool, Bytes) {
            let gas = if gas == U256::ZERO { None } else { Some(gas.to::<u64>()) };
            ended(call(to, value, gas, &data))
        }
        pub fn look(&self, to: Address, data: Bytes) -> (bool, Bytes) { ended(static_call(to, None, &data)) }
        pub fn borrow(&mut self, to: Address, data: Bytes) -> (bool, Bytes) { ended(delegate_call(to, None, &data)) }
        pub fn both(&mut self, to: Address, first: Bytes, second: Bytes) -> (Bytes, Bytes) {
            let (_, one) = ended(call(to, U256::ZERO, None, &first));
            let (_, two) = ended(call(to, U256::ZERO, None, &second));
            (one, two)
        }
        pub fn attempt(&mut self, to: Address, code: U256) -> (bool, Bytes) {
            self.values.set(U256::ONE, U256::ONE);
            emit!(Noted { key: U256::ONE, value: U256::ONE });
            match IProbe::at(to).attempt().refuse(code) {
                Ok(_) => (true, Bytes::new()),
                Err(error) => {
                    emit!(Noted { key: U256::from(2u64), value: U256::from(2u64) });
                    ended(Err(error))
                }
            }
        }
        pub fn dive(&mut self, depth: U256) -> U256 {
            if depth == U256::ZERO {
                return U256::ZERO;
            }
            match IProbe::at(this::address()).attempt().dive(depth - 1) {
                Ok(reached) => reached + 1,
                Err(_) => U256::ZERO,
            }
        }
    }
}

const KEPT: [u8; 32] = [7; 32];

fn ended(outcome: Result<Bytes, CallError>) -> (bool, Bytes) {
    match outcome {
        Ok(data) => (true, data),
        Err(CallError::Reverted(data)) => (false, data),
        Err(CallError::Failed) => (false, Bytes::new()),
    }
}

#[inline(never)]
fn deeper(n: U256) -> U256 {
    if n == U256::MAX { U256::ZERO } else { deeper(n + 1) + 1 }
}
