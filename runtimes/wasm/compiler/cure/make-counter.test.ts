import { describe, expect, it } from 'vitest';
import { ASSEMBLYSCRIPT, makeCounter, RUST, type Dialect } from './make-counter.ts';

const rust = (body: string, field = 'sold: Value<U256>'): string => `#![no_std]
use interleave::*;
contract! {
    pub struct Shop {
        ${field},
        other: Value<U256>,
    }
    impl Shop {
        ${body}
        pub fn sold(&self) -> U256 { self.sold.get() }
    }
}
`;
const script = (
  body: string,
  field = 'sold: Value<U256>',
): string => `import { Contract, U256, Value } from 'interleave';
@contract
class Shop extends Contract {
  @view ${field};
  @view other: Value<U256>;
  ${body}
  half(): U256 { return this.sold.get() / U256.from(2); }
}
`;

function made(dialect: Dialect, text: string, variable = 'sold'): string {
  const result = makeCounter(dialect, { file: '/shop', path: 'shop', text }, variable, 'counter');
  return result.ok ? (result.value.get('/shop') ?? '') : result.error;
}

describe('a number that is only added to', () => {
  it.each([
    [RUST, rust('pub fn buy(&mut self, n: U256) { self.sold.add(n); }'), 'self.sold.add(n.to());'],
    [RUST, rust('pub fn buy(&mut self) { self.sold.set(self.sold.get() + 1); }'), 'self.sold.add(1u128);'],
    [RUST, rust('pub fn buy(&mut self) { self.sold.add(U256::from(7u64)); }'), 'self.sold.add(U256::from(7u64).to());'],
    [ASSEMBLYSCRIPT, script('buy(n: U256): void { this.sold.add(n); }'), 'this.sold.add(n);'],
    [ASSEMBLYSCRIPT, script('buy(): void { this.sold.set(this.sold.get() + U256.ONE); }'), 'this.sold.add(U256.ONE);'],
  ])('becomes a counter, and its reads stay (%#)', (dialect, text, statement) => {
    const now = made(dialect, text);
    expect(now).toContain('sold: Counter');
    expect(now).toContain('other: Value<U256>');
    expect(now).toContain(statement);
    expect(now).toMatch(/\.sold\.get\(\)/);
    if (!dialect.isRust) expect(now).toContain("import { Counter, Contract, U256, Value } from 'interleave'");
  });
});

describe('what only a person can change', () => {
  it.each([
    ['it shrinks', rust('pub fn buy(&mut self) { self.sold.sub(U256::ONE); }'), 'shop:9: it is not only added to'],
    ['it is set', rust('pub fn buy(&mut self, n: U256) { self.sold.set(n); }'), 'shop:9: it is set there'],
    ['its sum is used', rust('pub fn buy(&mut self) -> U256 { self.sold.add(U256::ONE) }'), 'not only added to'],
    [
      'it is read where it is added to',
      rust('pub fn buy(&mut self) { self.sold.add(U256::ONE); require(self.sold.get() < U256::MAX, Full {}); }'),
      'also reads it',
    ],
    [
      'it is handed on',
      rust('pub fn buy(&mut self) { let s = &mut self.sold; s.add(U256::ONE); }'),
      'handed on as a whole',
    ],
    ['something else has it', rust('pub fn buy(&mut self, o: O) { o.sold.add(U256::ONE); }'), 'cannot be told'],
    ['it is smaller', rust('pub fn buy(&mut self) { self.sold.add(1); }', 'sold: Value<u64>'), 'a counter stands for'],
    [
      'its amount is no name',
      rust('pub fn buy(&mut self, n: U256) { self.sold.add(n - U256::ONE); }'),
      'a name of its own',
    ],
    ['nothing adds to it', rust('pub fn buy(&mut self) {}'), 'nothing adds to it'],
    // Text and comments are no code.
    ['it is only spoken of', rust('// self.sold.add(U256::ONE);'), 'nothing adds to it'],
  ])('%s', (_, text, why) => {
    expect(made(RUST, text)).toContain(why);
  });

  it('a field that is not there, and shards', () => {
    expect(made(RUST, rust(''), 'gone')).toContain('no field gone');
    expect(
      makeCounter(ASSEMBLYSCRIPT, { file: '/shop', path: 'shop', text: script('') }, 'sold', 'shards'),
    ).toMatchObject({ ok: false });
  });
});
