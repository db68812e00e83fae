import { describe, expect, it } from 'vitest';
import { decodeFunctionData, encodeFunctionData, parseAbi } from 'viem';
import { toHex } from '../../core/hex.ts';
import { scenarioAccount } from './account.ts';
import { checkScenario } from './check.ts';
import { planTraffic } from './plan-traffic.ts';
import { abi, resolved, scenario } from './plan.testkit.ts';

const TOKEN = scenarioAccount(1_000_000);
const PERSON = `0x${scenarioAccount(3)}`;

/** Calldata of one call of `f` with the given parameters and arguments (YAML), or the first error. */
function call(parameters: string, args: string, seed = 1): string {
  const of = { token: abi(`f(${parameters})`) };
  const planned = planTraffic(
    scenario(
      `seed: ${seed}\ncontracts: { token: { source: t.sol } }\ntraffic:\n  - { to: token, call: f, args: ${args} }`,
    ),
    resolved(of),
  );
  if (!planned.ok) {
    const [first] = planned.error;
    return `${first?.line}:${first?.column} ${first?.message}`;
  }
  return `0x${toHex(planned.value[0]?.data ?? new Uint8Array(0))}`;
}

describe('arguments are encoded as viem encodes them', () => {
  it.each([
    ['uint256', '[5]', [5n]],
    [
      'uint256',
      '["115792089237316195423570985008687907853269984665640564039457584007913129639935"]',
      [2n ** 256n - 1n],
    ],
    ['uint256', '[1.5 ether]', [15n * 10n ** 17n]],
    ['uint256', '[0xff]', [255n]],
    ['uint8', '[255]', [255]],
    ['int256', '[-5]', [-5n]],
    ['int8', '[-128]', [-128]],
    ['int128', '["-0x80000000000000000000000000000000"]', [-(2n ** 127n)]],
    ['bool', '[true]', [true]],
    ['address', '[$token]', [`0x${TOKEN}`]],
    ['address', '[{ account: 3 }]', [PERSON]],
    ['address', '[0x00000000000000000000000000000000000000ab]', [`0x${'0'.repeat(38)}ab`]],
    ['address', '["0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"]', ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed']],
    ['string', '[hello]', ['hello']],
    ['string', '["5"]', ['5']],
    ['string', '[$$token]', ['$token']],
    ['string', '[0x12]', ['0x12']],
    ['string', '["h\\u00e9 \\U0001F600"]', ['hé 😀']],
    ['bytes', '["0x"]', ['0x']],
    ['bytes', '[0x00ABcd]', ['0x00abcd']],
    ['bytes4', '["0xdeadbeef"]', ['0xdeadbeef']],
    ['bytes32', `["0x${'1f'.repeat(32)}"]`, [`0x${'1f'.repeat(32)}`]],
    ['uint256[]', '[[1, "2", 3 wei]]', [[1n, 2n, 3n]]],
    ['uint16[2]', '[[1, 2]]', [[1, 2]]],
    ['address[][1]', '[[[$token, { account: 3 }]]]', [[[`0x${TOKEN}`, PERSON]]]],
    ['(uint8 a,address b) order', '[{ b: $token, a: 7 }]', [{ a: 7, b: `0x${TOKEN}` }]],
    ['(uint8 a,address b) order', '[[7, $token]]', [{ a: 7, b: `0x${TOKEN}` }]],
    [
      '(uint8 a,string b)[] orders',
      '[[{ a: 1, b: x }, [2, y]]]',
      [
        [
          { a: 1, b: 'x' },
          { a: 2, b: 'y' },
        ],
      ],
    ],
    ['uint8 a, string b, bool c', '[1, two, false]', [1, 'two', false]],
    ['address a, int64 b, bytes3 c, bool d', '[$token, -1, "0x010203", true]', [`0x${TOKEN}`, -1n, '0x010203', true]],
  ])('%s %s', (parameters, args, values) => {
    const human = parseAbi([`function f(${parameters})`] as readonly string[]);
    expect(call(parameters, args)).toBe(encodeFunctionData({ abi: human, args: values as readonly unknown[] }));
  });
});

describe('generators', () => {
  const drawn = (parameters: string, args: string, seed: number): readonly unknown[] => {
    const human = parseAbi([`function f(${parameters})`] as readonly string[]);
    return (decodeFunctionData({ abi: human, data: call(parameters, args, seed) as `0x${string}` }).args ??
      []) as readonly unknown[];
  };
  const seeds = Array.from({ length: 40 }, (_, i) => i);

  it('draw inside arrays and tuples, each time anew', () => {
    const values = seeds.map((seed) =>
      drawn(
        '(uint8 a,address b)[] x',
        '[[{ a: { int: [3, 5] }, b: { account: random } }, [9, { account: zipf }]]]',
        seed,
      ),
    );
    const accounts = Array.from({ length: 10 }, (_, n) => scenarioAccount(n) as string);
    const seen = new Set<number>();
    for (const [list] of values as readonly (readonly (readonly { a: number; b: string }[])[])[]) {
      expect(list?.map((order) => accounts.includes(order.b.slice(2).toLowerCase()))).toEqual([true, true]);
      expect(list?.[1]?.a).toBe(9);
      seen.add(list?.[0]?.a ?? 0);
    }
    expect([...seen].sort()).toEqual([3, 4, 5]);
  });

  it('choose and fill', () => {
    const values = seeds.map((seed) =>
      drawn('string s, bytes b, bytes2 c', '[{ oneOf: [x, y] }, { bytes: 5 }, { bytes: 2 }]', seed),
    );
    expect(new Set(values.map(([s]) => s))).toEqual(new Set(['x', 'y']));
    expect(values.every(([, b, c]) => String(b).length === 12 && String(c).length === 6)).toBe(true);
    expect(new Set(values.map(([, b]) => b)).size).toBeGreaterThan(30);
  });

  it('reach far beyond 53 bits', () => {
    const [value] = drawn(
      'uint256 x',
      '[{ int: [0, "0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"] }]',
      1,
    );
    expect(value as bigint).toBeGreaterThan(2n ** 200n);
  });
});

describe('an argument that does not fit its type', () => {
  it.each([
    [
      'uint8 small',
      '[256]',
      '4:34 token.f in traffic[0], argument 1 (small: uint8): 256 is out of range; uint8 goes from 0 to 255',
    ],
    ['uint8', '[-1]', '4:34 token.f in traffic[0], argument 1 (uint8): -1 is out of range'],
    ['int8', '[128]', 'int8 goes from -128 to 127'],
    ['uint8', '[{ int: [0, 256] }]', '4:36 token.f in traffic[0], argument 1 (uint8): [0, 256] is out of range'],
    ['uint8', '[{ oneOf: [1, 300] }]', '4:47 token.f in traffic[0], argument 1 (uint8): 300 is out of range'],
    ['uint256', '[many]', '"many" is not an integer or an amount'],
    ['uint256', '[true]', 'uint256 is an integer, not true'],
    ['uint256', '[$token]', 'not the contract $token'],
    ['uint256', '[{ account: 1 }]', 'not { account: .. }'],
    ['bool', '["true"]', 'a bool is true or false without quotes'],
    ['bool', '[1]', 'a bool is true or false'],
    ['string', '[5]', 'put it in quotes'],
    ['string', '[$token]', 'write "$$token"'],
    ['address', '[token]', 'write "$token" for the contract'],
    ['address', '["0x12"]', '2 hex digits; an address has 40'],
    ['address', '[5]', 'an address is needed, not 5'],
    ['address', '["0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD"]', 'the checksum of'],
    ['bytes4', '["0xdeadbe"]', 'bytes4 has 4 bytes, not 3'],
    ['bytes4', '[{ bytes: 5 }]', 'bytes4 has 4 bytes, not 5'],
    ['bytes', '[hello]', 'not whole bytes of hex'],
    ['bytes', '["0x123"]', 'not whole bytes of hex'],
    ['bytes', '[12]', 'bytes is hex in quotes'],
    ['uint8[2]', '[[1]]', 'uint8[2] has 2 elements, not 1'],
    ['uint8[]', '[1]', 'uint8[] is a list, not 1'],
    ['uint8[] xs', '[[1, 256]]', '4:38 token.f in traffic[0], argument 1 (xs: uint8[])[1]: 256 is out of range'],
    ['(uint8 a,bool b) x', '[{ a: 1 }]', 'the tuple lacks "b"; it is (a: uint8, b: bool)'],
    ['(uint8 a,bool b) x', '[{ a: 1, b: true, c: 2 }]', 'the tuple has no "c"'],
    ['(uint8 a,bool b) x', '[[1]]', 'has 2 parts, not 1'],
    ['(uint8 a,bool b) x', '[7]', 'a tuple is a list or a map'],
    ['(uint8 a,bool b) x', '[{ a: 256, b: true }]', 'argument 1 (x: (uint8,bool)).a: 256 is out of range'],
    ['uint8 a, uint8 b', '[1]', '4:24 token.f in traffic[0] takes 2 arguments (uint8 a, uint8 b), not 1'],
    ['', '[1]', 'takes 0 arguments (), not 1'],
  ])('%s %s', (parameters, args, message) => {
    expect(call(parameters, args)).toContain(message);
  });
});

describe('checkScenario', () => {
  const check = (text: string): readonly string[] => {
    const abis = {
      token: abi(
        'constructor(uint8 cap)',
        'transfer(address a)',
        'get(uint8 a) -> uint8',
        'get(bool a) -> uint8',
        'pair() -> address, uint8',
        'run()',
      ),
      bare: undefined,
    };
    const contracts = `contracts:\n  token: { source: t.sol, args: [1] }\n  bare: { at: "0x${'ab'.repeat(20)}" }\n`;
    const file = scenario(text.startsWith('contracts') ? text : contracts + text);
    return checkScenario(file, new Map(Object.entries(abis))).map(
      ({ line, column, message }) => `${line}:${column} ${message}`,
    );
  };
  it('finds nothing in a good file', () => {
    expect(check('traffic: [{ to: token, call: "get(bool)", args: [true] }, { to: bare, value: 1 }]')).toEqual([]);
    expect(
      check(
        'expect:\n  - { read: token.pair, equals: [$bare, 5] }\n  - { read: "token.get(uint8)", args: [1], equals: 2 }',
      ),
    ).toEqual([]);
  });
  it.each([
    [
      'traffic: [{ to: token, call: transfr }]',
      '4:30 traffic[0]: token has no function "transfr". Did you mean "transfer"?',
    ],
    ['traffic: [{ to: token, call: zzzzzz }]', 'There are: transfer(address), get(uint8), get(bool), pair(), run().'],
    ['traffic: [{ to: token, call: get, args: [1] }]', '"get" is overloaded; write one of: get(uint8), get(bool)'],
    [
      'traffic: [{ to: token, call: get(uint16), args: [1] }]',
      'no function "get(uint16)"; there is get(uint8), get(bool)',
    ],
    ['traffic: [{ to: bare, call: get }]', '4:29 traffic[0]: the ABI of "bare" is not known'],
    ['setup:\n  - { to: token, call: nope }', '5:24 setup[0]: token has no function "nope"'],
    ['expect: [{ read: token.nope, equals: 1 }]', '4:18 expect[0]: token has no function "nope"'],
    ['expect: [{ read: token.run, equals: 1 }]', 'returns nothing to compare'],
    [
      'expect: [{ read: token.get(uint8), args: [1], equals: 256 }]',
      '4:55 equals of expect[0] (uint8): 256 is out of range',
    ],
    ['expect: [{ read: balance(1), equals: true }]', 'equals of expect[0]: uint256 is an integer'],
    ['expect: [{ read: bare.x, equals: 1 }]', 'the ABI of "bare" is not known'],
    [
      'contracts:\n  token: { source: t.sol, args: [256] }',
      '2:34 token.constructor, argument 1 (cap: uint8): 256 is out of range',
    ],
    ['contracts:\n  token: { source: t.sol }', '2:3 token.constructor takes 1 argument (uint8 cap), not 0'],
    [
      'contracts:\n  token: { source: t.sol, args: [1] }\n  p: { at: token.run }',
      '3:12 at of contracts.p: run() does not return an address',
    ],
  ])('%s', (text, message) => {
    const errors = check(text);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(message);
  });
});
