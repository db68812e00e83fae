import { describe, expect, it } from 'vitest';
import type { Scenario } from './model.ts';
import { installed } from '../../registry.ts';
import { parseScenario } from './parse.ts';

const parse = (text: string): Scenario => {
  const result = parseScenario(text, 'x.yaml', {
    runtimes: ['evm', 'wasm'],
    hardforks: ['cancun', 'prague', 'osaka'],
    gasCap: (hardfork) => installed.gasCap(installed.ledgerConfig(1n, hardfork ?? 'osaka')),
  });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

const SAMPLE = `name: hot-counter
seed: 7                                   # every random choice derives from it
accounts: { count: 100, balance: 1000 ether }
executors: { evm: 1, wasm: 1 }
policy: optimistic
contracts:
  counter: { source: contracts/Counter.sol, contract: Counter, args: [] }
  tally:   { source: contracts/tally.ts }
  a:       { source: contracts/A.sol }
  b:       { source: contracts/A.sol }
  factory: { source: contracts/Factory.sol }
  pair:    { at: "factory.getPair(address,address)", args: [$a, $b], abi: artifacts/Pair.json }
setup:
  - { from: 0, to: counter, call: "setPeer(address)", args: [$tally] }
traffic:
  - { to: counter, call: increment, count: 500, from: random }
  - { to: tally, call: "transfer(address,uint256)", count: 500, from: zipf,
      args: [{ account: random }, { int: [1, 100] }] }
expect:
  - { read: "counter.count()", equals: 500 }
`;

describe('a scenario', () => {
  it('is read as the issue shows it', () => {
    const scenario = parse(SAMPLE);
    expect(scenario).toMatchObject({
      file: 'x.yaml',
      name: 'hot-counter',
      seed: 7,
      accounts: { count: 100, balance: 10n ** 21n },
      executors: new Map([
        ['evm', 1],
        ['wasm', 1],
      ]),
      policy: 'optimistic',
    });
    expect(scenario.contracts.map((contract) => [contract.name, contract.kind, contract.at.line])).toEqual([
      ['counter', 'deploy', 7],
      ['tally', 'deploy', 8],
      ['a', 'deploy', 9],
      ['b', 'deploy', 10],
      ['factory', 'deploy', 11],
      ['pair', 'found', 12],
    ]);
    expect(scenario.contracts[5]).toMatchObject({
      where: { read: { contract: 'factory', function: { name: 'getPair', types: 'address,address' } } },
      abi: { kind: 'json', path: 'artifacts/Pair.json' },
    });
    expect(scenario.setup[0]).toMatchObject({
      count: 1,
      call: { name: 'setPeer', types: 'address' },
      at: { line: 14 },
    });
    expect(scenario.traffic[1]).toMatchObject({
      at: { line: 17, column: 5 },
      from: { kind: 'zipf', skew: 1 },
      gas: 1_000_000n,
      args: [
        { kind: 'account', pick: { kind: 'random' }, at: { line: 18 } },
        { kind: 'int', lo: 1n, hi: 100n, at: { line: 18 } },
      ],
    });
    expect(scenario.expect[0]).toMatchObject({ read: 'counter.count()', equals: { kind: 'integer', value: 500n } });
  });

  it('has defaults for everything but what it does', () => {
    expect(parse('traffic:\n  - { to: { account: 1 }, value: 1 }')).toMatchObject({
      name: 'x',
      seed: 1,
      accounts: { count: 10, balance: 10n ** 21n, names: [] },
      shuffle: true,
      executors: new Map(),
      lanes: undefined,
      policy: 'optimistic',
      chainId: undefined,
      blockSize: 1000,
      genesisTime: 1_767_225_600n,
      coinbase: 'c0'.repeat(20),
      baseFee: 10n ** 9n,
      hardfork: undefined,
      gasLimit: undefined,
      traffic: [{ from: { kind: 'index', index: 0 }, count: 1, fee: { value: 0n } }],
    });
  });

  it('counts accounts that have names, and finds their balances', () => {
    expect(parse('accounts: { names: [alice, bob-2] }\ntraffic: []').accounts).toMatchObject({
      count: 2,
      names: ['alice', 'bob-2'],
    });
    const more = parse(
      'accounts: { count: 5, names: [alice] }\ntraffic: []\nexpect: [{ read: balance(alice), equals: 1 }]',
    );
    expect(more.accounts.count).toBe(5);
    expect(more.expect[0]?.target).toMatchObject({ of: { kind: 'account', pick: { kind: 'index', index: 0 } } });
  });

  it('reads the whole header', () => {
    const header = `chainId: 1\nblockSize: 50\nbaseFee: 7 wei\nhardfork: Cancun\ngasLimit: 30_000_000\nlanes: 2
coinbase: 0x00000000000000000000000000000000000000AB\ngenesisTime: 2026-01-31T12:00:00+01:00\ntraffic: []`;
    expect(parse(header)).toMatchObject({
      chainId: 1n,
      blockSize: 50,
      baseFee: 7n,
      hardfork: 'cancun',
      gasLimit: 30_000_000n,
      lanes: 2,
      coinbase: `${'0'.repeat(38)}ab`,
      genesisTime: BigInt(Date.parse('2026-01-31T11:00:00Z') / 1000),
    });
    expect(parse('genesisTime: 1700000000\ntraffic: []').genesisTime).toBe(1_700_000_000n);
    expect(parse('genesisTime: 2024-02-29\ntraffic: []').genesisTime).toBe(BigInt(Date.parse('2024-02-29') / 1000));
  });

  it.each([
    ['1000 ether', 10n ** 21n],
    ['1.5 ether', 15n * 10n ** 17n],
    ['5 gwei', 5n * 10n ** 9n],
    ['1 wei', 1n],
    ['12', 12n],
    ['"123456789012345678901234"', 123456789012345678901234n],
    ['0x10', 16n],
    ['"0x3635c9adc5dea00000"', 10n ** 21n],
    ['0x3635c9adc5dea00000', 10n ** 21n],
  ])('takes the amount %s', (text, amount) => {
    expect(parse(`accounts: { balance: ${text} }\ntraffic: []`).accounts.balance).toBe(amount);
  });

  it('follows aliases, and takes a section of comments as empty', () => {
    const scenario = parse(`contracts: { c: { source: a.sol, args: &x [1, two] } }\nsetup:\n  # none\ntraffic:
  - { to: c, call: f, args: *x }`);
    expect(scenario.setup).toEqual([]);
    expect(scenario.traffic[0]?.args).toMatchObject([{ value: 1n }, { value: 'two' }]);
  });

  it('reads calls with inline arguments, and balances', () => {
    const scenario = parse(`contracts: { token: { source: t.sol }, a: { at: "token.clone({account: 3}, 'x, y')" } }
traffic: []
expect:
  - { read: "token.balanceOf(0x00000000000000000000000000000000000000ab)", equals: 1 ether }
  - { read: "token.allowance($a, 5)", equals: "0" }
  - { read: "token.symbol", equals: TOK }
  - { read: "token.f((uint, bytes32)[] , address payable)", args: [[], $a], equals: true }
  - { read: "balance(3)", equals: 1 }
  - { read: "balance( $token )", equals: 1 }
  - { read: "balance(0x00000000000000000000000000000000000000ab)", equals: 1 }`);
    expect(scenario.contracts[1]).toMatchObject({
      where: {
        read: { function: { name: 'clone', types: undefined }, args: [{ kind: 'account' }, { value: 'x, y' }] },
      },
    });
    expect(scenario.expect.map(({ target }) => target)).toMatchObject([
      { kind: 'call', read: { args: [{ kind: 'text' }] } },
      {
        kind: 'call',
        read: {
          args: [
            { kind: 'contract', name: 'a' },
            { kind: 'integer', value: 5n },
          ],
        },
      },
      { kind: 'call', read: { function: { name: 'symbol', types: undefined }, args: [] } },
      { kind: 'call', read: { function: { types: '(uint256,bytes32)[],address' } } },
      { kind: 'balance', of: { kind: 'account', pick: { index: 3 } } },
      { kind: 'balance', of: { kind: 'contract', name: 'token' } },
      { kind: 'balance', of: { kind: 'address' } },
    ]);
  });

  it('keeps default gas below what a block and EIP-7825 leave', () => {
    const gas = (header: string): bigint | undefined => {
      const [contract] = parse(`${header}\ncontracts: { c: { source: c.sol } }`).contracts;
      return contract?.kind === 'deploy' ? contract.gas : undefined;
    };
    expect(gas('seed: 1')).toBe(16_777_216n);
    expect(gas('gasLimit: 5000000')).toBe(5_000_000n);
    expect(parse('hardfork: prague\ntraffic: [{ to: { account: 1 }, gas: 16777217 }]').traffic[0]?.gas).toBe(
      16_777_217n,
    );
  });

  it('numbers entries that call the same function', () => {
    const entry = (to: string): string => `  - { to: ${to}, call: f }\n`;
    const text = `contracts: { c: { source: c.sol }, d: { source: c.sol } }\ntraffic:\n`;
    const { traffic } = parse(text + entry('c') + entry('d') + entry('c'));
    expect(traffic.map((each) => each.ordinal)).toEqual([0, 0, 1]);
  });
});
