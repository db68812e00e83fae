/** Values of Rust at every instruction of a real contract: those that are shown are the ones that the source gives, and no others. */
import { join } from 'node:path';
import { concat, keccak256, pad, toHex, type Hex } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Artifact } from '../../core/artifact.ts';
import type { Variable } from '../../sdk/debug-info.ts';
import { createRustCompiler } from '../compiler/rust/rust-compiler.ts';
import { shownValues, type ShownValues } from './shown-values.testkit.ts';

const WORKSPACE = join(import.meta.dirname, 'testdata');
const WHO = `0x${'1a'.repeat(20)}`;
/** Of a mapping's value under WHO. */
const slotOf = (base: number): string => {
  const hash = keccak256(concat([pad(WHO as Hex), toHex(base, { size: 32 })]));
  return `slot 0x${BigInt(hash).toString(16)}`;
};
const compiler = createRustCompiler();
afterAll(() => compiler.close());

/** By name and type, what is shown anywhere. */
let seen: ShownValues;
/** Of `look`: what its argument was, by its type. */
const looked = (type: string): readonly string[] => [...(seen.get(`value: ${type}`)?.keys() ?? [])];

beforeAll(async () => {
  const compiled = await compiler.compile({ file: join(WORKSPACE, 'values.rs'), workspace: WORKSPACE });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
  seen = await shownValues(compiled.value.artifacts[0] as Artifact, 'all', [9n, 'a name', '0x010203', WHO]);
}, 120_000);

test.each([
  ['text: &str', ['"a name"']],
  ['owned: String', ['"owned "', '"owned a name"']],
  ['list: Vec<u32>', ['[0, 1, 4, 9, 16]']],
  ['slice: &[u32]', ['[1, 4, 9]']],
  ['raw: &[u8]', ['0x010203']],
  ['words: Vec<U256>', [`[9, ${2n ** 256n - 1n}]`]],
  ['names: Vec<String>', ['["a", "owned a name"]']],
  ['some: Option<u64>', ['Some(9)']],
  ['none: Option<u32>', ['None']],
  ['bad: Result<u32, u8>', ['Err(3)']],
  ['market: Order', ['Market']],
  ['limit: Order', ['Limit(9)']],
  ['stop: Order', ['Stop { price: 10, side: Sell }']],
  ['maybe: Option<String>', ['Some("there")']],
  ['tuple: (u64, Side, u8, i32, bool)', ['(9, Sell, 5, -7, true)']],
  ['array: [u64; 3]', ['[9, 10, 11]']],
  ['pair: Pair', ['Pair { left: Inner { small: 1, signed: -2 }, name: "pair", list: [1, 2, 3] }']],
  ['nested: Option<Option<u8>>', ['Some(None)']],
  ['balance: Value<U256>', [slotOf(0), `9 in ${slotOf(0)}`]],
  ['friend: Value<Address>', [slotOf(1), `${WHO} in ${slotOf(1)}`]],
  ['title: StorageString', [slotOf(2)]],
  // What the optimiser has promoted is read from call data.
  ['n: uint64, as it was called', ['9']],
  ['name: string, as it was called', ['"a name"']],
  ['data: bytes, as it was called', ['0x010203']],
  ['n: u64', ['9', '8', '7', '6', '5', '4', '3', '2', '1', '0']],
])('%s is nothing but what the source gives it', (name, values) => {
  expect([...(seen.get(name)?.keys() ?? [])].sort()).toEqual([...values].sort());
});

test.each([
  ['&Rc<u64>', ['27']],
  ['&Box<Inner>', ['Inner { small: 5, signed: -6 }']],
  ['&Address', [WHO]],
  ['&f64', ['4.5']],
])('an argument of type %s', (type, values) => {
  expect(looked(type)).toEqual(values);
});

test('what is within can be opened and asked for', () => {
  const one = (key: string): Variable => [...(seen.get(key)?.values() ?? [])].at(-1) as Variable;
  const parts = (key: string): readonly string[] =>
    one(key)
      .children?.()
      .map(({ name, type, value }) => `${name}: ${type} = ${value}`) ?? [];
  expect(parts('stop: Order')).toEqual(['price: u64 = 10', 'side: Side = Sell']);
  expect(parts('some: Option<u64>')).toEqual(['0: u64 = 9']);
  expect(parts('slice: &[u32]')).toEqual(['[0]: u32 = 1', '[1]: u32 = 4', '[2]: u32 = 9']);
  expect(parts('pair: Pair')).toEqual([
    'left: Inner = Inner { small: 1, signed: -2 }',
    'name: &str = "pair"',
    'list: Vec<u32> = [1, 2, 3]',
  ]);
  expect(one('names: Vec<String>').lookup?.(1n)?.compare).toBe('owned a name');
  expect(one('list: Vec<u32>').lookup?.('len')?.compare).toBe(5n);
  expect(one('list: Vec<u32>').lookup?.(5n)).toBeUndefined();
  expect(one('market: Order').compare).toBe('Market');
  expect(one('text: &str').compare).toBe('a name');
});
