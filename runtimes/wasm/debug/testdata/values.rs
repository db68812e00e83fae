//! Variables of all kinds, each looked at where it has its value. See rust-values.test.ts.
#![no_std]
extern crate alloc;
use alloc::{boxed::Box, rc::Rc};
use interleave::*;

#[derive(Clone, Copy)]
pub enum Side {
    Buy,
    Sell,
}

pub enum Order {
    Market,
    Limit(u64),
    Stop { price: u64, side: Side },
}

pub struct Inner {
    small: u32,
    signed: i64,
}

pub struct Pair<'a> {
    left: Inner,
    name: &'a str,
    list: Vec<u32>,
}

#[inline(never)]
fn look<T>(value: &T) {
    unsafe { core::ptr::read_volatile(value as *const T as *const u8) };
}

#[inline(never)]
fn recurse(n: u64) -> u64 {
    if n == 0 {
        return 0;
    }
    look(&n);
    recurse(n - 1) + n
}

contract! {
    pub struct Values {
        balances: Map<Address, U256>,
        friends: Map<Address, Address>,
        names: Map<Address, StorageString>,
    }

    impl Values {
        pub fn all(&mut self, n: u64, name: String, data: Bytes, who: Address) -> u64 {
            let text: &str = &name;
            look(&text);
            let mut owned = String::from("owned ");
            owned.push_str(text);
            look(&owned);
            let list: Vec<u32> = (0..5u32).map(|i| i * i).collect();
            look(&list);
            let slice: &[u32] = &list[1..4];
            look(&slice);
            let raw: &[u8] = &data.0;
            look(&raw);
            let words: Vec<U256> = vec![U256::from(n), U256::MAX];
            look(&words);
            let names: Vec<String> = vec![String::from("a"), owned.clone()];
            look(&names);
            let some: Option<u64> = if n > 3 { Some(n) } else { None };
            look(&some);
            let none: Option<u32> = if n > 100 { Some(1) } else { None };
            look(&none);
            let bad: Result<u32, u8> = if n > 100 { Ok(7) } else { Err(3) };
            look(&bad);
            let market = if n > 100 { Order::Limit(1) } else { Order::Market };
            look(&market);
            let limit = Order::Limit(n);
            look(&limit);
            let stop = Order::Stop { price: n + 1, side: if n > 3 { Side::Sell } else { Side::Buy } };
            look(&stop);
            let maybe: Option<String> = if n > 3 { Some(String::from("there")) } else { None };
            look(&maybe);
            let shared: Rc<u64> = Rc::new(n * 3);
            look(&shared);
            let boxed: Box<Inner> = Box::new(Inner { small: 5, signed: -6 });
            look(&boxed);
            let tuple = (n, Side::Sell, 5u8, -7i32, true);
            look(&tuple);
            let array = [n, n + 1, n + 2];
            look(&array);
            let pair = Pair { left: Inner { small: 1, signed: -2 }, name: "pair", list: vec![1, 2, 3] };
            look(&pair);
            let nested: Option<Option<u8>> = Some(None);
            look(&nested);
            let float = n as f64 / 2.0;
            look(&float);
            look(&who);
            let mut balance = self.balances.at_mut(who);
            balance.set(U256::from(n));
            look(&balance);
            let mut friend = self.friends.at_mut(who);
            friend.set(who);
            look(&friend);
            let mut title = self.names.at_mut(who);
            title.set("titled");
            look(&title);
            recurse(n) + pair.left.small as u64 + array[1] + *shared + boxed.small as u64 + list.len() as u64
        }
    }
}
