#![no_std]
use interleave::*;

interface! {
    pub trait ISelf {
        fn nothing(&mut self);
        fn value_(&mut self) -> U256;
        fn result(&mut self, ok: bool) -> U256;
        fn look(&self) -> U256;
        fn nested(&mut self) -> U256;
    }
}

contract! {
    pub struct Guarded { received: Value<U256> }

    errors { Unlucky }

    impl Guarded {
        #[nonreentrant]
        pub fn nothing(&mut self) {}
        #[nonreentrant]
        pub fn value_(&mut self) -> U256 {
            if self.received.get() == U256::ZERO {
                return U256::ONE;
            }
            self.received.get()
        }
        #[nonreentrant]
        pub fn result(&mut self, ok: bool) -> Result<U256, Unlucky> {
            if ok { Ok(U256::ONE) } else { Err(Unlucky) }
        }
        #[nonreentrant]
        pub fn look(&self) -> U256 { self.received.get() }
        #[nonreentrant]
        pub fn nested(&mut self) -> U256 { ISelf::at(this::address()).look() }
        #[receive] #[nonreentrant]
        pub fn receive(&mut self) { self.received.add(msg::value()); }
        #[nonreentrant] #[payable] #[fallback]
        pub fn raw(&mut self) { return_raw(&msg::data()) }

        /// Each twice: none leaves the lock taken.
        pub fn all(&mut self) -> U256 {
            let me = || ISelf::at(this::address());
            for _ in 0..2 {
                me().nothing();
                me().value_();
                me().result(true);
                me().look();
                transfer_value(this::address(), U256::ONE);
                require(call(this::address(), U256::ZERO, None, &Bytes(vec![9; 5])).is_ok(), "the fallback");
            }
            self.received.get()
        }
    }
}
