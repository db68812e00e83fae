import { describe, expect, it } from 'vitest';
import { LIMITS } from './defaults.ts';
import type { ScenarioError } from './model.ts';
import { installed } from '../../registry.ts';
import { parseScenario } from './parse.ts';

const fail = (text: string): readonly ScenarioError[] => {
  const result = parseScenario(text, 'x.yaml', {
    runtimes: ['evm', 'wasm'],
    hardforks: ['cancun', 'prague', 'osaka'],
    gasCap: (hardfork) => installed.gasCap(installed.ledgerConfig(1n, hardfork ?? 'osaka')),
  });
  if (result.ok) throw new Error('expected errors');
  return result.error;
};

const CONTRACTS = 'contracts: { token: { source: t.sol } }\n';
const AT = 'at: "0x0000000000000000000000000000000000001000"';
const PRECOMPILE = (fields: string): string => `precompiles:\n  m: { ${fields} }\ntraffic: []`;
/** A name, the file, line and column of its first error, and a part of the message. */
const ERRORS: readonly (readonly [string, string, number, number, string])[] = [
  ['empty file', '', 1, 1, 'the file is empty'],
  ['no map', '- 1', 1, 1, 'the scenario must be a map, not a list'],
  ['nothing to do', 'name: x', 1, 1, 'needs "contracts", "traffic" or both'],
  ['YAML syntax', 'name: x\ntraffic: [1, 2\nseed: 3', 3, 1, 'not valid YAML'],
  ['two documents', 'name: x\n---\nname: y', 2, 1, 'not valid YAML'],
  ['unresolved tag', 'traffic: []\nname: !foo bar', 2, 7, 'not valid YAML'],
  ['no anchor', 'traffic: []\nname: *nope', 2, 7, 'no anchor "&nope"'],
  ['alias of itself', 'traffic: &a\n  - *a', 2, 5, 'contains itself'],
  ['wrong key', 'trafic: []\ncontracts: {}', 1, 1, 'unknown key "trafic". Did you mean "traffic"?'],
  ['wrong key without a likeness', 'contracts: {}\nzzzzzzz: []', 2, 1, 'Known keys: name, seed'],
  ['wrong key in an entry', `${CONTRACTS}traffic:\n  - { to: token, cal: f }`, 3, 18, 'Did you mean "call"?'],
  ['duplicate key', 'seed: 1\nseed: 2\ntraffic: []', 2, 1, '"seed" is given twice (first in line 1)'],
  ['duplicate contract', 'contracts:\n  a: { source: a.sol }\n  a: { source: b.sol }', 3, 3, '"a" is given twice'],
  ['wrong type', 'name: [x]\ntraffic: []', 1, 7, 'name must be text, not a list'],
  ['number for text', 'name: 5\ntraffic: []', 1, 7, 'put it in quotes'],
  ['seed as float', 'seed: 1.5\ntraffic: []', 1, 7, 'floating-point'],
  ['negative seed', 'seed: -1\ntraffic: []', 1, 7, 'at least 0'],
  ['amount as float', 'accounts: { balance: 1e18 }\ntraffic: []', 1, 22, '1e18 is a floating-point number'],
  [
    'unsafe integer',
    'accounts: { balance: 9007199254740993 }\ntraffic: []',
    1,
    22,
    'put it in quotes: "9007199254740993"',
  ],
  ['unknown unit', 'baseFee: 5 gwai\ntraffic: []', 1, 10, 'unknown unit "gwai"'],
  ['fraction of a wei', 'baseFee: 1.5 wei\ntraffic: []', 1, 10, 'not a whole number of wei'],
  ['no amount', 'baseFee: lots\ntraffic: []', 1, 10, 'not an integer or an amount'],
  ['too long an amount', `baseFee: "${'9'.repeat(1000)}"\ntraffic: []`, 1, 10, 'too long'],
  ['missing value', 'baseFee:\ntraffic: []', 1, 9, 'not nothing'],
  ['no accounts', 'accounts: { count: 0 }\ntraffic: []', 1, 20, 'at least 1'],
  ['absurd accounts', 'accounts: { count: 99999999 }\ntraffic: []', 1, 20, 'at most 100000'],
  ['a name that is none', 'accounts: { names: [1st] }\ntraffic: []', 1, 21, '"1st" is not a name'],
  ['a name twice', 'accounts: { names: [al, al] }\ntraffic: []', 1, 25, '"al" is there twice'],
  ['more names than accounts', 'accounts: { count: 1, names: [a, b] }\ntraffic: []', 1, 20, 'at least 2'],
  [
    'an unknown name',
    'accounts: { names: [alice] }\ntraffic: [{ from: alise, to: { account: 0 } }]',
    2,
    19,
    'Did you mean "alice"?',
  ],
  [
    'a name for two',
    'accounts: { names: [a] }\ncontracts:\n  a: { source: a.sol }',
    2,
    1,
    'of an account and of a contract',
  ],
  ['no boolean', 'traffic: []\nshuffle: often', 2, 10, 'must be true or false'],
  ['unknown policy', 'traffic: []\npolicy: optimstic', 2, 9, 'Did you mean "optimistic"?'],
  ['unknown hardfork', 'traffic: []\nhardfork: osakka', 2, 11, 'Did you mean "osaka"?'],
  ['unknown runtime', 'traffic: []\nexecutors: { ewm: 1 }', 2, 14, 'Did you mean "evm"?'],
  ['no executor', 'traffic: []\nexecutors: { evm: 0 }', 2, 19, 'at least 1'],
  ['absurd lanes', 'traffic: []\nlanes: 1000', 2, 8, 'at most 64'],
  ['lanes of no runtime', 'traffic: []\nlanes: { ewm: 1 }', 2, 10, 'lanes: unknown key "ewm". Did you mean "evm"?'],
  ['no lanes of a runtime', 'traffic: []\nlanes: { evm: 0 }', 2, 15, 'lanes.evm must be at least 1'],
  ['absurd lanes of a runtime', 'traffic: []\nlanes:\n  evm: 65', 3, 8, 'lanes.evm must be at most 64'],
  ['lanes of a runtime twice', 'traffic: []\nlanes: { evm: 1, evm: 2 }', 2, 18, 'is given twice'],
  ['lanes in words', 'traffic: []\nlanes: many', 2, 8, 'integer from 1 to 64, or a map of such by runtime'],
  ['lanes in a list', 'traffic: []\nlanes: [1, 2]', 2, 8, 'or a map of such by runtime'],
  ['absurd block', 'traffic: []\nblockSize: 9999999999', 2, 12, 'at most 1048575'],
  ['no time', 'traffic: []\ngenesisTime: yesterday', 2, 14, 'not a time'],
  ['no such day', 'traffic: []\ngenesisTime: 2026-02-30', 2, 14, 'not a time'],
  ['too early', 'traffic: []\ngenesisTime: 1969-12-31', 2, 14, 'before 1970'],
  ['short address', 'traffic: []\ncoinbase: "0xabc"', 2, 11, '3 hex digits; an address has 40'],
  ['bad checksum', 'traffic: []\ncoinbase: "0x00000000000000000000000000000000000000aB"', 2, 11, 'checksum'],
  ['no address', 'traffic: []\ncoinbase: [1]', 2, 11, 'must be an address'],
  ['contract name', 'contracts:\n  "a b": { source: a.sol }', 2, 3, 'is not a name'],
  ['contract without source', 'contracts:\n  a: { args: [] }', 2, 3, 'needs "source"'],
  ['abi with source', 'contracts:\n  a: { source: a.sol, abi: a.json }', 2, 23, '"abi" goes with "at"'],
  ['value with at', `contracts:\n  a: { at: "0x${'0'.repeat(40)}", value: 1 }`, 2, 58, '"value" goes with "source"'],
  [
    'args with an address',
    `contracts:\n  a: { at: "0x${'0'.repeat(40)}", args: [] }`,
    2,
    64,
    '"args" goes with a call',
  ],
  [
    'two ABIs',
    `contracts:\n  a: { at: "0x${'0'.repeat(40)}", abi: a.json, source: a.sol }`,
    2,
    58,
    'either "abi" or "source"',
  ],
  ['bad at', 'contracts:\n  a: { at: "somewhere" }', 2, 12, 'is not a call'],
  [
    'at of an unknown contract',
    'contracts:\n  fab: { source: a.sol }\n  a: { at: "fob.get()" }',
    3,
    12,
    'Did you mean "fab"?',
  ],
  [
    'at with random arguments',
    'contracts:\n  f: { source: f.sol }\n  a: { at: "f.x(uint256)", args: [{ int: [1, 2] }] }',
    3,
    37,
    'random',
  ],
  [
    'later contract',
    'contracts:\n  a: { source: a.sol, args: [$b] }\n  b: { source: b.sol }',
    2,
    30,
    'deploy in the file',
  ],
  ['own address', 'contracts:\n  a: { source: a.sol, args: [$a] }', 2, 30, 'no contract is named "a"'],
  ['circular at', 'contracts:\n  a: { at: "b.x()" }\n  b: { at: "a.x()" }', 2, 12, 'depends on itself'],
  ['entry without to', `${CONTRACTS}traffic:\n  - { call: f }`, 3, 5, 'needs "to"'],
  ['unknown target', `${CONTRACTS}traffic:\n  - { to: tokn, call: f }`, 3, 11, 'Did you mean "token"?'],
  ['target of a wrong kind', `${CONTRACTS}traffic:\n  - { to: 5 }`, 3, 11, 'must be a contract, an address'],
  [
    'call of an account',
    `${CONTRACTS}traffic:\n  - { to: { account: 1 }, call: f }`,
    3,
    33,
    'an account has no functions',
  ],
  [
    'call of an address',
    `${CONTRACTS}traffic:\n  - { to: "0x${'0'.repeat(40)}", call: f }`,
    3,
    63,
    'under "contracts"',
  ],
  ['args without call', `${CONTRACTS}traffic:\n  - { to: token, args: [1] }`, 3, 24, '"args" but no "call"'],
  ['args as a map', `${CONTRACTS}traffic:\n  - { to: token, call: f, args: { a: 1 } }`, 3, 33, 'must be a list'],
  ['bad function', `${CONTRACTS}traffic:\n  - { to: token, call: "f(" }`, 3, 24, 'not a signature'],
  ['bad type', `${CONTRACTS}traffic:\n  - { to: token, call: "f(adress)" }`, 3, 24, 'not a signature'],
  ['negative count', `${CONTRACTS}traffic:\n  - { to: token, call: f, count: -1 }`, 3, 34, 'at least 0'],
  ['absurd count', `${CONTRACTS}traffic:\n  - { to: token, call: f, count: 99999999 }`, 3, 34, 'at most 1000000'],
  [
    'absurd total',
    `${CONTRACTS}traffic:\n  - { to: token, call: f, count: 600000 }\n  - { to: token, call: f, count: 600000 }`,
    4,
    5,
    'more than 1000000',
  ],
  [
    'sender beyond accounts',
    `${CONTRACTS}traffic:\n  - { to: token, call: f, from: 10 }`,
    3,
    33,
    'no account 10; the last of 10 is 9',
  ],
  [
    'sender in other words',
    `${CONTRACTS}traffic:\n  - { to: token, call: f, from: randm }`,
    3,
    33,
    'Did you mean "random"?',
  ],
  [
    'skew',
    `${CONTRACTS}traffic:\n  - { to: token, call: f, from: { zipf: 0.3 } }`,
    3,
    41,
    'a multiple of 0.25 from 0.25 to 4',
  ],
  [
    'skew too great',
    `${CONTRACTS}traffic:\n  - { to: token, from: { zipf: 5 } }`,
    3,
    32,
    'a multiple of 0.25 from 0.25 to 4',
  ],
  ['no skew', `${CONTRACTS}traffic:\n  - { to: token, from: {} }`, 3, 24, 'random, zipf or { zipf: 1.5 }'],
  ['negative value', `${CONTRACTS}traffic:\n  - { to: token, value: -1 }`, 3, 25, 'at least 0'],
  [
    'value of a wrong kind',
    `${CONTRACTS}traffic:\n  - { to: token, value: { bytes: 2 } }`,
    3,
    27,
    'unknown key "bytes"',
  ],
  [
    'negative varying value',
    `${CONTRACTS}traffic:\n  - { to: token, value: { int: [-1, 1] } }`,
    3,
    27,
    'between 0 and',
  ],
  ['no gas', `${CONTRACTS}traffic:\n  - { to: token, gas: 0 }`, 3, 23, 'at least 1'],
  [
    'gas over the block',
    `gasLimit: 30000\n${CONTRACTS}traffic:\n  - { to: token, gas: 30001 }`,
    4,
    23,
    'at most 30000',
  ],
  ['gas over EIP-7825', 'traffic:\n  - { to: { account: 1 }, gas: 16777217 }', 2, 32, 'EIP-7825'],
  [
    'unknown $name',
    `${CONTRACTS}traffic:\n  - { to: token, call: f, args: [1, $tokn] }`,
    3,
    37,
    'Did you mean "token"?',
  ],
  [
    'int upside down',
    `${CONTRACTS}traffic:\n  - { to: token, call: f, args: [{ int: [2, 1] }] }`,
    3,
    36,
    'the lowest, 2, is above',
  ],
  ['int of one', `${CONTRACTS}traffic:\n  - { to: token, call: f, args: [{ int: [2] }] }`, 3, 36, '[lowest, highest]'],
  [
    'int of floats',
    `${CONTRACTS}traffic:\n  - { to: token, call: f, args: [{ int: [0.5, 1] }] }`,
    3,
    42,
    'floating-point',
  ],
  [
    'oneOf nothing',
    `${CONTRACTS}traffic:\n  - { to: token, call: f, args: [{ oneOf: [] }] }`,
    3,
    36,
    'nothing to choose from',
  ],
  [
    'absurd bytes',
    `${CONTRACTS}traffic:\n  - { to: token, call: f, args: [{ bytes: 99999999 }] }`,
    3,
    43,
    'at most 65536',
  ],
  [
    'account argument',
    `${CONTRACTS}traffic:\n  - { to: token, call: f, args: [{ account: 12 }] }`,
    3,
    45,
    'no account 12',
  ],
  ['float argument', `${CONTRACTS}traffic:\n  - { to: token, call: f, args: [[1, 2.5]] }`, 3, 38, 'floating-point'],
  ['null argument', `${CONTRACTS}traffic:\n  - { to: token, call: f, args: [~] }`, 3, 34, 'must be a value'],
  ['expectation without read', `${CONTRACTS}expect:\n  - { equals: 1 }`, 3, 5, 'needs "read"'],
  ['expectation without equals', `${CONTRACTS}expect:\n  - { read: "token.x()" }`, 3, 5, 'needs "equals"'],
  ['read of nothing', `${CONTRACTS}expect:\n  - { read: "x", equals: 1 }`, 3, 13, 'is not a call'],
  [
    'read of an unknown contract',
    `${CONTRACTS}expect:\n  - { read: "tokn.x()", equals: 1 }`,
    3,
    13,
    'Did you mean "token"?',
  ],
  [
    'read of half a call',
    `${CONTRACTS}expect:\n  - { read: "token.x([)", equals: 1 }`,
    3,
    13,
    'neither a list of types nor of arguments',
  ],
  [
    'arguments twice',
    `${CONTRACTS}expect:\n  - { read: "token.x(5)", args: [5], equals: 1 }`,
    3,
    33,
    'leave "args" out',
  ],
  [
    'balance of nobody',
    `${CONTRACTS}expect:\n  - { read: "balance(tokn)", equals: 1 }`,
    3,
    13,
    'Did you mean "token"?',
  ],
  ['balance of no account', `${CONTRACTS}expect:\n  - { read: "balance(10)", equals: 1 }`, 3, 13, 'no account 10'],
  [
    'random expectation',
    `${CONTRACTS}expect:\n  - { read: "token.x()", equals: { int: [1, 2] } }`,
    3,
    36,
    'here a fixed value is needed',
  ],
  [
    'random account',
    `${CONTRACTS}expect:\n  - { read: "token.x({account: zipf})", equals: 1 }`,
    3,
    13,
    'here a fixed account is needed',
  ],
  ['a precompile without a place', PRECOMPILE('source: m.rs, gas: metered'), 2, 3, 'needs "at"'],
  ['a precompile without code', PRECOMPILE('at: "0x1000", gas: metered'), 2, 3, 'needs "source"'],
  ['a precompile without a price', PRECOMPILE(`${AT}, source: m.rs`), 2, 3, 'needs "gas": metered, or {'],
  ['a precompile at no address', PRECOMPILE('at: "0x1000", source: m.rs, gas: metered'), 2, 12, 'at of precompiles.m'],
  ['a price in words', PRECOMPILE(`${AT}, source: m.rs, gas: cheap`), 2, 77, 'must be metered, or a map'],
  ['a price without a base', PRECOMPILE(`${AT}, source: m.rs, gas: { perWord: 1 }`), 2, 77, 'needs "base"'],
  ['a price of nothing', PRECOMPILE(`${AT}, source: m.rs, gas: { base: 0 }`), 2, 77, 'would have no bound'],
  [
    'a negative price',
    PRECOMPILE(`${AT}, source: m.rs, gas: { base: -1 }`),
    2,
    85,
    'base of gas of precompiles.m must be',
  ],
  ['too fast', PRECOMPILE(`${AT}, source: m.rs, gas: { base: 1, speedup: 9999 }`), 2, 97, 'at most 1000'],
  ['arguments of a precompile', PRECOMPILE(`${AT}, source: m.rs, gas: metered, args: []`), 2, 86, 'unknown key "args"'],
  [
    'two precompiles in one place',
    `precompiles:\n  m: { ${AT}, source: m.rs, gas: metered }\n  n: { ${AT}, source: n.rs, gas: metered }\ntraffic: []`,
    3,
    3,
    'precompiles.n is at the address of precompiles.m',
  ],
  [
    'a precompile called like a contract',
    `precompiles:\n  token: { ${AT}, source: m.rs, gas: metered }\n${CONTRACTS}`,
    2,
    3,
    'there is a contract of that name',
  ],
  [
    'an address for a name',
    `precompiles:\n  "0x01": { source: m.rs }\ntraffic: []`,
    2,
    3,
    'write the address behind "at"',
  ],
];

describe('an error names its line and column', () => {
  it.each(ERRORS)('%s', (_, text, line, column, message) => {
    const errors = fail(text);
    expect(errors[0]).toMatchObject({ file: 'x.yaml', line, column });
    expect(errors[0]?.message).toContain(message);
  });

  it('each error once, in the order of the file, and no more than the limit', () => {
    expect(fail('seed: x\npolicy: y\ntraffic:\n  - { to: a }\nlanes: 0').map((error) => error.line)).toEqual([
      1, 2, 4, 5,
    ]);
    expect(fail(`traffic:\n${'  - { to: a }\n'.repeat(1000)}`)).toHaveLength(LIMITS.errors);
    expect(fail('accounts: { count: 0 }\ntraffic: [{ to: { account: 50 } }]')).toHaveLength(1);
  });
});

describe('files made to hurt', () => {
  const bomb = (levels: number): string => {
    const lists = Array.from({ length: levels }, (_, i) => `&l${i + 1} [${Array(10).fill(`*l${i}`).join(', ')}]`);
    return `${CONTRACTS}traffic:\n  - { to: token, call: f, args: [&l0 [1], ${lists.join(', ')}] }`;
  };
  it.each([
    ['aliases that multiply', bomb(9), 'aliases are followed more than 1000 times'],
    ['too many bytes', `# ${'x'.repeat(LIMITS.fileBytes)}`, 'at most 5000000'],
    ['too many tokens', `traffic: [${'1,'.repeat(200_000)}]`, 'YAML tokens'],
    ['nesting in brackets', `traffic: ${'['.repeat(20_000)}`, 'nested deeper than 64'],
    ['nesting by dashes', `traffic:\n ${'- '.repeat(20_000)}1`, 'nested deeper than 64'],
    ['nesting that is closed', `traffic: ${'['.repeat(100)}${']'.repeat(100)}`, 'nested deeper than 64'],
    ['quotes only', '"'.repeat(20_001), 'not valid YAML'],
    ['prototype keys', '__proto__: { a: 1 }\ntraffic: []', 'unknown key "__proto__"'],
    ['binary', '\u0000\u0001\uffff', ''],
  ])('%s', (_, text, message) => {
    const [first] = fail(text);
    expect(first?.message).toContain(message);
    expect(first?.line).toBeGreaterThan(0);
  });

  it('a map of as many keys as fit is read in linear time', () => {
    const keys = Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`).join('\n');
    expect(fail(keys)).toHaveLength(LIMITS.errors);
  });
});
