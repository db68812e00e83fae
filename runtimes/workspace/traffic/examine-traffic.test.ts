import { describe, expect, it } from 'vitest';
import type { Artifact } from '../../core/artifact.ts';
import { err, ok } from '../../core/result.ts';
import { parseContractAbi } from '../abi/contract-abi.ts';
import type { ScenarioContext } from '../editing/scenario-context.ts';
import { parseScenario } from '../scenario/parse.ts';
import { addContracts } from './add-contracts.ts';
import { examineTraffic } from './examine-traffic.ts';
import type { TrafficHits } from './preview-traffic.ts';
import { readTraffic } from './read-traffic.ts';

const abiJson = [
  { type: 'constructor', inputs: [{ name: 'supply', type: 'uint256' }] },
  {
    type: 'function',
    name: 'transfer',
    stateMutability: 'nonpayable',
    inputs: [
      { name: 'to', type: 'address' },
      { name: 'amount', type: 'uint256' },
    ],
    outputs: [],
  },
  { type: 'function', name: 'total', stateMutability: 'view', inputs: [], outputs: [{ name: '', type: 'uint256' }] },
];
const abi = parseContractAbi(abiJson);
if (!abi.ok) throw new Error(abi.error);
const context: ScenarioContext = {
  known: { runtimes: ['one'] },
  sources: () => Promise.resolve([]),
  contractsOf: (_, path) =>
    Promise.resolve(
      path === 'Token.sol'
        ? ok([{ name: 'Token', abi: abi.value, deployable: true, isPrecompile: false, runtime: 'one' }])
        : err({ message: `${path} does not exist` }),
    ),
};
const examine = (text: string): ReturnType<typeof examineTraffic> =>
  examineTraffic('/ws/s.yaml', 's.yaml', text, context);

const scenario = (traffic: string, more = ''): string => `accounts: { count: 20, names: [alice] }
${more}contracts:
  token: { source: Token.sol, args: [1000] }
traffic:
${traffic}`;

const hits = async (traffic: string, of: string): Promise<TrafficHits | undefined> =>
  (await examine(scenario(traffic))).preview?.hits.find((one) => one.of === of);
const sends = (from: string, to: string): string =>
  `  - { to: token, call: transfer, count: 400, from: ${from}, args: [{ account: ${to} }, { int: [1, 1 ether] }] }\n`;

describe('what a form is told', () => {
  it('what its contracts offer, with arguments to begin with', async () => {
    const { contracts } = await examine(scenario(sends('random', 'random')));
    expect(contracts).toMatchObject([
      { name: 'token', runtime: 'one', fault: null, constructor: [{ name: 'supply' }] },
    ]);
    expect(contracts[0]?.functions.map(({ signature }) => signature)).toEqual(['transfer(address,uint256)', 'total()']);
    expect(contracts[0]?.functions[0]?.defaults).toEqual([
      { kind: 'account', pick: { kind: 'random' } },
      { kind: 'int', lo: '1', hi: '100' },
    ]);
    const { contracts: missing, preview } = await examine('contracts: { a: { source: B.sol } }');
    expect([missing[0]?.fault, preview]).toEqual(['B.sol does not exist', null]);
  });

  it.each([
    ['traffic.0.count', '  - { to: token, call: transfer, count: many, args: [{ account: 0 }, 1] }'],
    ['traffic.0.args.1', '  - { to: token, call: transfer, args: [{ account: 0 }, -1] }'],
    ['traffic.1.args.0', '  - { to: token, call: total }\n  - { to: token, call: transfer, args: [5, 1] }'],
    ['traffic.0.args.0', '  - { to: token, call: transfer, args: [{ account: 99 }, 1] }'],
    ['traffic.0.call', '  - { to: token, call: transfer, args: [1] }'],
    ['traffic.0.call', '  - { to: token, call: mint }'],
    ['traffic.0.to', '  - { to: coin, call: total }'],
    ['traffic.0.from', '  - { to: token, call: total, from: { zipf: 0.1 } }'],
    ['seed', '  - { to: token, call: total }', 'seed: x\n'],
    ['executors.two', '  - { to: token, call: total }', 'executors: { two: 1 }\n'],
    [null, '  - { to: token, call: total }', 'chainId: x\n'],
  ])('an error of %s stands at its field', async (field, traffic, more = '') => {
    const { flaws, preview } = await examine(scenario(traffic, more));
    expect(flaws.map((one) => one.field)).toEqual([field]);
    expect(preview).toBeNull();
  });

  it('what is wrong with YAML has no field', async () => {
    const { flaws } = await examine('traffic: [');
    expect(flaws[0]).toMatchObject({ field: null, line: 1 });
    expect(readTraffic('traffic: [', 's.yaml').ok).toBe(false);
  });
});

describe('the preview', () => {
  it('counts who sends and whom arguments name: the more skewed, the more often two meet', async () => {
    const meeting = await Promise.all(
      ['random', '{ zipf: 0.5 }', 'zipf', '{ zipf: 2 }', 'alice'].map(
        async (pick) => (await hits(sends(pick, pick), 'token.transfer: to'))?.meeting ?? Number.NaN,
      ),
    );
    expect(meeting).toEqual(meeting.toSorted((a, b) => a - b));
    expect(meeting[0]).toBeCloseTo(1 / 20, 1);
    expect(meeting.at(-1)).toBe(1);
    const senders = await hits(sends('{ zipf: 3 }', 'random'), 'senders');
    expect(senders).toMatchObject({ draws: 400 });
    expect(senders?.top[0]?.name).toBe('alice');
    expect(senders?.top.reduce((sum, { count }) => sum + count, 0)).toBe(400);
  });

  it('leaves out amounts, and shows the first transactions with names', async () => {
    const { preview } = await examine(scenario(sends('alice', 'alice')));
    expect(preview?.hits.map(({ of }) => of)).toEqual(['senders', 'token.transfer: to']);
    expect(preview?.first[0]).toMatchObject({ from: 'alice', call: 'token.transfer', value: '0' });
    expect(preview?.first[0]?.args).toMatch(/^to: alice, amount: \d+$/);
  });

  it('of a long traffic each entry gives its share', async () => {
    const long =
      '  - { to: token, call: total, count: 900000, from: 1 }\n  - { to: token, call: total, count: 100000, from: 2 }\n';
    const { preview } = await examine(scenario(long));
    expect(preview).toMatchObject({ total: 1_000_000, planned: 10_000 });
    expect(preview?.hits[0]?.top).toEqual([
      { name: 'account 1', count: 9_000 },
      { name: 'account 2', count: 1_000 },
    ]);
  });
});

describe('contracts of a source', () => {
  const artifact = (contract: string): Artifact => ({
    runtime: 'one',
    contract,
    source: 'Token.sol',
    abi: abiJson,
    code: new Uint8Array(1),
    compiler: 'x',
  });

  it('make a scenario, and come to one that is there under names of their own', () => {
    const made = addContracts('', 's.yaml', 'Token.sol', [artifact('Token')]);
    const text = made.ok ? made.value : '';
    expect(parseScenario(text, 's.yaml')).toMatchObject({
      ok: true,
      value: { contracts: [{ name: 'token' }], traffic: [{ count: 20 }] },
    });
    const twice = addContracts(`# mine\n${text}`, 's.yaml', 'Token.sol', [artifact('Token')]);
    expect(twice.ok && twice.value.startsWith(`# mine\n`)).toBe(true);
    expect(parseScenario(twice.ok ? twice.value : '', 's.yaml')).toMatchObject({
      ok: true,
      value: {
        contracts: [{ name: 'token' }, { name: 'token2' }],
        traffic: [{ to: { name: 'token' } }, { to: { name: 'token2' } }],
      },
    });
  });

  it('one of several alone', () => {
    const both = [artifact('Token'), artifact('Coin')];
    const one = addContracts('', 's.yaml', 'Token.sol', both, 'Coin');
    expect(parseScenario(one.ok ? one.value : '', 's.yaml')).toMatchObject({
      ok: true,
      value: { contracts: [{ name: 'coin' }], traffic: [{ to: { name: 'coin' } }] },
    });
    expect(addContracts('', 's.yaml', 'Token.sol', both, 'Nothing')).toMatchObject({ ok: false });
  });
});
