import { describe, expect, it } from 'vitest';
import { err, ok } from '../../core/result.ts';
import type { LanguageService } from '../../sdk/language-service.ts';
import { parseContractAbi } from '../abi/contract-abi.ts';
import { parseScenario } from '../scenario/parse.ts';
import { checkScenarioFile } from './check-scenario-file.ts';
import type { ScenarioContext } from './scenario-context.ts';
import { ACCOUNTS, CONTRACT, ENTRY, EXPECTATION, PRECOMPILE, TOP, type ScenarioKey } from './scenario-keys.ts';
import { createScenarioLanguage } from './scenario-language.ts';

const uint = { type: 'uint256' };
const token = parseContractAbi([
  { type: 'constructor', inputs: [{ name: 'supply', ...uint }] },
  {
    type: 'function',
    name: 'transfer',
    stateMutability: 'nonpayable',
    inputs: [
      { name: 'to', type: 'address' },
      { name: 'amount', ...uint },
    ],
    outputs: [],
  },
  {
    type: 'function',
    name: 'pause',
    stateMutability: 'nonpayable',
    inputs: [{ name: 'on', type: 'bool' }],
    outputs: [],
  },
  {
    type: 'function',
    name: 'balanceOf',
    stateMutability: 'view',
    inputs: [{ name: 'of', type: 'address' }],
    outputs: [{ name: '', ...uint }],
  },
]);
if (!token.ok) throw new Error(token.error);

const context: ScenarioContext = {
  known: { hardforks: ['cancun', 'osaka'], runtimes: ['one', 'two'] },
  sources: () => Promise.resolve(['contracts/Token.sol']),
  contractsOf: (_, path) =>
    Promise.resolve(
      path === 'contracts/Token.sol'
        ? ok([{ name: 'Token', abi: token.value, deployable: true, isPrecompile: false, runtime: 'one' }])
        : err({ message: `${path} does not exist` }),
    ),
};
const language = createScenarioLanguage(context, 'runs/scenario.yaml');

const HEAD = `accounts: { names: [alice, bob] }
contracts:
  token: { source: contracts/Token.sol, args: [5] }
`;

async function ask<Q extends 'complete' | 'hover' | 'define' | 'outline'>(question: Q, marked: string) {
  const at = marked.indexOf('|');
  const text = marked.slice(0, at) + marked.slice(at + 1);
  const before = marked.slice(0, at).split('\n');
  const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  const answer = await language[question]({ file: '/ws/runs/scenario.yaml', workspace: '/ws', text }, place);
  if (!answer.ok) throw new Error(answer.error);
  return answer.value as Extract<Awaited<ReturnType<LanguageService[Q]>>, { ok: true }>['value'];
}

const labels = async (text: string): Promise<readonly string[]> =>
  (await ask('complete', text)).map(({ label }) => label);
const names = (keys: readonly ScenarioKey[]): readonly string[] => keys.map(({ key }) => key);

describe('completion', () => {
  it.each([
    ['keys of the file', '|', names(TOP)],
    ['keys that are not there yet', 'name: x\nse|', names(TOP).filter((key) => key !== 'name')],
    [
      'keys of a contract',
      'contracts:\n  token: { source: a.sol, | }',
      names(CONTRACT).filter((key) => key !== 'source'),
    ],
    ['keys of an entry in a list', 'traffic:\n  - |', names(ENTRY)],
    ['keys of an entry in a map', 'traffic:\n  - { to: token, ca| }', names(ENTRY).filter((key) => key !== 'to')],
    [
      'keys of an entry on a line of their own',
      'setup:\n  - to: token\n    |\n',
      names(ENTRY).filter((key) => key !== 'to'),
    ],
    ['keys of an expectation', 'expect:\n  - { | }', names(EXPECTATION)],
    ['keys of accounts', 'accounts: { | }', names(ACCOUNTS)],
    ['keys of a precompile', 'precompiles:\n  hash: { | }', names(PRECOMPILE)],
    ['runtimes', 'executors: { | }', ['one', 'two']],
    ['runtimes that have no lanes yet', 'lanes: { one: 2, | }', ['two']],
    ['policies', 'policy: |', ['optimistic', 'declared', 'first-committer-wins', 'serial']],
    ['hardforks', 'hardfork: |', ['cancun', 'osaka']],
    ['sources', 'contracts:\n  token: { source: contr| }', ['contracts/Token.sol']],
    ['contracts of a source', `contracts:\n  token: { source: contracts/Token.sol, contract: | }`, ['Token']],
    ['contracts to call', `${HEAD}traffic:\n  - { to: | }`, ['token']],
    ['functions that write', `${HEAD}traffic:\n  - { to: token, call: | }`, ['transfer', 'pause']],
    ['senders', `${HEAD}traffic:\n  - { from: | }`, ['alice', 'bob', 'random', 'zipf']],
    ['what is read', `${HEAD}expect:\n  - { read: token.| }`, ['token.balanceOf(address)']],
    [
      'arguments of a call that is read',
      `${HEAD}expect:\n  - { read: token.balanceOf($| }`,
      ['$token', '$alice', '$bob'],
    ],
    ['a bool', `${HEAD}traffic:\n  - { to: token, call: pause, args: [|] }`, ['true', 'false']],
  ])('gives %s', async (_, text, wanted) => {
    expect(await labels(text)).toEqual(wanted);
  });

  it('gives addresses and generators for an argument, and says of what type it is', async () => {
    const found = await ask('complete', `${HEAD}traffic:\n  - { to: token, call: transfer, args: [$a|] }`);
    expect(found.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['$token', '$alice', '{ account: random }']),
    );
    expect(found[0]).toMatchObject({ documentation: 'address to', from: 41 });
  });
});

it('hover: keys, functions by the ABI, accounts', async () => {
  expect(await ask('hover', 'po|licy: serial')).toMatchObject({ documentation: 'How concurrency is controlled.' });
  const text = `${HEAD}traffic:\n  - { from: alice, to: token, call: transfer, args: [$bob, 1] }`;
  expect(await ask('hover', text.replace('transfer', 'trans|fer'))).toMatchObject({
    declaration: 'transfer(address to, uint256 amount)',
    range: { line: 5, endColumn: 45 },
  });
  expect(await ask('hover', text.replace('$bob', '$b|ob'))).toMatchObject({ documentation: 'Account 1.' });
});

it('definitions: contracts, accounts, files', async () => {
  const text = `${HEAD}traffic:\n  - { from: alice, to: token }`;
  expect(await ask('define', text.replace('to: token', 'to: to|ken'))).toMatchObject([{ line: 3, column: 3 }]);
  expect(await ask('define', text.replace('from: alice', 'from: al|ice'))).toMatchObject([{ line: 1, column: 21 }]);
  expect(await ask('define', text.replace('contracts/Token', 'contracts/To|ken'))).toMatchObject([
    { file: 'runs/contracts/Token.sol' },
  ]);
});

it('outline: sections and contracts', async () => {
  expect(await ask('outline', `|${HEAD}`)).toMatchObject([
    { name: 'accounts' },
    { name: 'contracts', children: [{ name: 'token' }] },
  ]);
});

describe('checks', () => {
  const check = async (text: string): Promise<readonly string[]> =>
    (await checkScenarioFile('/ws/runs/scenario.yaml', 'runs/scenario.yaml', text, context)).map(
      ({ line, column, message }) => `${line}:${column} ${message}`,
    );
  const traffic = `${HEAD}traffic:\n`;

  it.each([
    ['what the parser says', 'policy: fast\ncontracts: {}', /^1:9 policy: unknown policy "fast"/],
    ['what is no YAML', 'contracts: {', /^1:13 not valid YAML/],
    ['functions that the ABI has not', `${traffic}  - { to: token, call: transfr }`, /^5:\d+ .*transfr/],
    ['values of another type', `${traffic}  - { to: token, call: pause, args: [7] }`, /^5:\d+ .*bool/],
    ['sources that are missing', HEAD.replace('Token.sol', 'Tokn.sol'), /^3:\d+ contracts\/Tokn.sol does not exist/],
  ])('tell %s', async (_, text, wanted) => {
    expect((await check(text)).join('\n')).toMatch(wanted);
  });

  it('tell nothing where nothing is wrong', async () => {
    expect(await check(`${traffic}  - { to: token, call: transfer, args: [$bob, 1] }`)).toEqual([]);
  });
});

it('the keys are those that the parser knows', () => {
  const known = (text: string): readonly string[] => {
    const parsed = parseScenario(text, 's.yaml');
    const messages = parsed.ok ? '' : parsed.error.map(({ message }) => message).join('\n');
    return (/Known keys: ([^.]*)\./.exec(messages)?.[1] ?? '').split(', ');
  };
  const sorted = (list: readonly string[]): readonly string[] => [...list].sort();
  expect(sorted(known('qqqqqqqqq: 1'))).toEqual(sorted(names(TOP)));
  expect(sorted(known('accounts: { qqqqqqqqq: 1 }\ncontracts: {}'))).toEqual(sorted(names(ACCOUNTS)));
  expect(sorted(known('contracts: { a: { qqqqqqqqq: 1 } }'))).toEqual(sorted(names(CONTRACT)));
  expect(sorted(known('precompiles: { a: { qqqqqqqqq: 1 } }\ncontracts: {}'))).toEqual(sorted(names(PRECOMPILE)));
  expect(sorted(known('traffic: [{ qqqqqqqqq: 1 }]'))).toEqual(sorted(names(ENTRY)));
  expect(sorted(known('expect: [{ qqqqqqqqq: 1 }]\ncontracts: {}'))).toEqual(sorted(names(EXPECTATION)));
});
