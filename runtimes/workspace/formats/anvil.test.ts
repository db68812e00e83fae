/** States go to the real anvil and come back from it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeFunctionData, parseAbi, type Abi } from 'viem';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { parseCell, type AccountId, type CellKey, type CellValue } from '../../core/cell.ts';
import { Anvil, needAnvil } from '../../evm/state/anvil.testkit.ts';
import { accountOn, callOn, type ReadState } from '../../evm/state/state-calls.testkit.ts';
import { runInProcess } from '../../cli/command-line.testkit.ts';
import { runScenario, verifyScenario } from '../run/run-scenario.ts';
import { scenarioAccount } from '../scenario/account.ts';
import { openPlace } from './open-state.ts';

const SOURCE = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

contract Coin is ERC20 {
    constructor() ERC20("A coin whose name is longer than one word of storage", "COIN") { _mint(msg.sender, 1e24); }
}

contract Vault {
    struct Share { uint128 amount; uint64 since; bool open; }
    mapping(address => Share[]) public shares;
    bytes public note;
    int256 public low = -5;
    function put(uint128 amount) external payable { shares[msg.sender].push(Share(amount, uint64(block.timestamp), true)); }
    function write(bytes calldata text) external { note = text; }
}

contract Phoenix {
    uint256 public one;
    uint256 public two;
    function set(uint256 a, uint256 b) external { one = a; two = b; }
    function die() external { selfdestruct(payable(msg.sender)); }
}

contract Nest {
    Phoenix public bird;
    function hatch() external { bird = new Phoenix{salt: 0}(); }
    function set(uint256 a, uint256 b) external { bird.set(a, b); }
    function kill() external { bird.die(); }
    receive() external payable {}
}`;

const SCENARIO = `chainId: 4242
hardfork: shanghai
accounts: { count: 6, names: [owner, alice] }
contracts:
  coin: { source: All.sol, contract: Coin }
  vault: { source: All.sol, contract: Vault }
  nest: { source: All.sol, contract: Nest }
setup:
  - { to: nest, call: hatch }
  - { to: nest, call: set, args: [7, 8] }
  - { to: nest, call: kill }
  - { to: nest, call: hatch }
  - { to: nest, call: set, args: [9, 0] }
  - { to: vault, call: write, args: [{ bytes: 70 }] }
traffic:
  - { to: coin, call: transfer, count: 40, args: [{ account: random }, { int: [1, 1000000] }] }
  - { to: coin, call: approve, count: 10, from: random, args: [$vault, { int: [1, 99] }] }
  - { to: vault, call: put, count: 30, from: random, args: [{ int: [1, 99] }], value: { int: [0, 5] } }
`;

const ABI = parseAbi([
  'function name() view returns (string)',
  'function totalSupply() view returns (uint256)',
  'function balanceOf(address) view returns (uint256)',
  'function allowance(address, address) view returns (uint256)',
  'function transfer(address, uint256) returns (bool)',
  'function shares(address, uint256) view returns (uint128, uint64, bool)',
  'function note() view returns (bytes)',
  'function low() view returns (int256)',
  'function bird() view returns (address)',
  'function one() view returns (uint256)',
  'function two() view returns (uint256)',
  'function set(uint256, uint256)',
]);
const CHAIN = ['--chain-id', '4242', '--hardfork', 'shanghai'];
const people = Array.from({ length: 6 }, (_, n) => `0x${scenarioAccount(n)}`);

let folder: string;
let anvil: Anvil | undefined;
/** Addresses, by name. */
const at: Record<string, string> = {};
const here = (name: string): string => join(folder, name);

async function cli(...args: string[]): Promise<Record<string, unknown>> {
  const { exitCode, out, err } = await runInProcess([...args, '--json'], folder);
  if (exitCode !== 0) throw new Error(`${args.join(' ')}: ${out}${err}`);
  return JSON.parse(out) as Record<string, unknown>;
}
const ethereumRootOf = async (ledger: string): Promise<unknown> => {
  const { foreign } = (await cli('root', ledger, '--ethereum')) as { foreign: { ethereum: { root: string } } };
  return `0x${foreign.ethereum.root}`;
};

/** What a ledger file holds. */
function stateOf(ledger: string): ReadState {
  const source = openPlace({ file: here(ledger), position: undefined });
  if (!source.ok) throw new Error(source.error.message);
  const cells = new Map<CellKey, CellValue>(source.value.cells());
  const codes = new Map<string, Uint8Array | undefined>();
  for (const [key, value] of cells)
    if (key.endsWith('/c')) codes.set(value.slice(4), source.value.code(value.slice(4)));
  source.value.close();
  return { config: source.value.config, cells, code: (hash) => codes.get(hash) };
}

const call = (name: string, functionName: string, args: readonly unknown[] = []): readonly [string, string] => [
  at[name] ?? name,
  encodeFunctionData({ abi: ABI as Abi, functionName, args }),
];
const CALLS = (): (readonly [string, string])[] => [
  call('coin', 'name'),
  call('coin', 'totalSupply'),
  call('vault', 'note'),
  call('vault', 'low'),
  call('nest', 'bird'),
  call('bird', 'one'),
  call('bird', 'two'),
  ...people.flatMap((one) => [call('coin', 'balanceOf', [one]), call('coin', 'allowance', [one, at['vault']])]),
];

/** Calls answer the same here and there; so do balances, nonces, code and every slot that is not zero. */
async function expectSame(node: Anvil, ledger: string, root: 'same root' | 'other root' = 'same root'): Promise<void> {
  const state = stateOf(ledger);
  for (const [to, data] of CALLS())
    expect(await node.rpc('eth_call', { to, data }, 'latest')).toBe(await callOn(state, to, data));
  const accounts = new Set<AccountId>();
  for (const [key, value] of state.cells) {
    const { account, field } = parseCell(key) ?? {};
    if (account === undefined || field === undefined) continue;
    accounts.add(account);
    const epoch = state.cells.get(`${account}/e` as CellKey) ?? '';
    if (field.kind !== 'storage' || field.epoch !== epoch) continue;
    const there = await node.rpc('eth_getStorageAt', `0x${account}`, `0x${field.slot}`, 'latest');
    expect(`${key} ${there}`).toBe(`${key} 0x${value.padStart(64, '0')}`);
  }
  for (const account of accounts)
    for (const [method, answer] of Object.entries(accountOn(state, account)))
      expect(await node.rpc(method, `0x${account}`, 'latest')).toBe(answer);
  if (root === 'other root') return;
  const latest = await node.rpc<{ number: string; stateRoot: string }>('eth_getBlockByNumber', 'latest', false);
  expect(latest.stateRoot).toBe(await ethereumRootOf(ledger));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'interleave-anvil-'));
  writeFileSync(here('All.sol'), SOURCE);
  writeFileSync(here('all.yaml'), SCENARIO);
  const ran = await runScenario({ file: here('all.yaml'), ledger: here('a.ledger'), export: here('end.genesis.json') });
  if (!ran.ok) throw new Error(ran.error.message);
  expect(ran.value.transactions).toMatchObject({ committed: 80 });
  expect(ran.value.exported?.omitted.join()).toContain('the number of the block');
  for (const { name, address } of ran.value.contracts) at[name] = `0x${address}`;
  const bird = await callOn(stateOf('a.ledger'), ...call('nest', 'bird'));
  at['bird'] = `0x${bird.slice(-40)}`;
  await cli('snapshot', 'export', 'a.ledger', '--out', 'a.anvil.json');
});
beforeEach(({ skip }) => needAnvil(skip));
afterEach(() => anvil?.stop());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what was destroyed and came again has the storage of its new life only', async () => {
  const state = stateOf('a.ledger');
  expect(state.cells.get(`${at['bird']?.slice(2)}/e` as CellKey)).toBe('1');
  expect(
    [await callOn(state, ...call('bird', 'one')), await callOn(state, ...call('bird', 'two'))].map(BigInt),
  ).toEqual([9n, 0n]);
});

test('anvil loads a state and answers as we do', async () => {
  anvil = await Anvil.start('--load-state', here('a.anvil.json'), ...CHAIN);
  await expectSame(anvil, 'a.ledger');
  const { block } = await cli('root', 'a.ledger');
  expect(Number(await anvil.rpc('eth_blockNumber'))).toBe(block);
});

test('what anvil makes of it comes back, by its file and by its answer, and goes on here', async () => {
  anvil = await Anvil.start('--load-state', here('a.anvil.json'), '--dump-state', here('b.anvil.json'), ...CHAIN);
  await anvil.rpc('anvil_autoImpersonateAccount', true);
  await anvil.rpc('anvil_setBalance', '0x00000000000000000000000000000000000000b1', '0x0');
  for (const [from, to, data, value] of [
    [people[0], ...call('coin', 'transfer', [people[5], 12_345n]), '0x0'],
    [people[1], '0x00000000000000000000000000000000000000b0', '0x', '0x7'],
    [people[2], ...call('bird', 'set', [1n, 2n ** 255n]), '0x0'],
    // Deploys a contract that returns 42.
    [people[3], undefined, '0x600a600c600039600a6000f3602a60005260206000f3', '0x0'],
  ])
    await anvil.send({ from, to, data, value });
  writeFileSync(here('b.hex'), await anvil.rpc<string>('anvil_dumpState'));
  const done = await cli('snapshot', 'import', 'b.hex', '--ledger', 'b.ledger', ...CHAIN);
  expect(done).toMatchObject({ format: 'anvil', block: Number(await anvil.rpc('eth_blockNumber')), assumed: [] });
  expect(done['omitted']).toContain('transactions with their receipts: 4');
  const { timestamp } = await anvil.rpc<{ timestamp: string }>('eth_getBlockByNumber', 'latest', false);
  expect(await cli('ledger', 'log', 'b.ledger')).toMatchObject({ blocks: [{ timestamp: Number(timestamp) }] });
  await expectSame(anvil, 'b.ledger');

  const [to, data] = call('bird', 'set', [0n, 3n]);
  await anvil.send({ from: people[2], to, data });
  writeFileSync(here('zero.hex'), await anvil.rpc<string>('anvil_dumpState'));
  await cli('snapshot', 'import', 'zero.hex', '--ledger', 'zero.ledger', ...CHAIN);
  expect(await callOn(stateOf('zero.ledger'), ...call('bird', 'one'))).toBe(`0x${'0'.repeat(64)}`);
  // This version of anvil hashes slots that have become zero into its root, which Ethereum does not.
  await expectSame(anvil, 'zero.ledger', 'other root');
  await anvil.stop();
  anvil = undefined;

  // What it writes when it ends is the same.
  const { stateRoot } = await cli('snapshot', 'import', 'b.anvil.json', '--ledger', 'c.ledger', ...CHAIN);
  expect(await cli('root', 'zero.ledger')).toMatchObject({ stateRoot });
  const next = `chainId: 4242\nhardfork: shanghai\naccounts: { count: 6 }
contracts: { coin: { at: '${at['coin']}', source: All.sol, contract: Coin } }
traffic: [{ to: coin, call: transfer, count: 5, args: [{ account: 5 }, 1] }]
expect: [{ read: 'coin.balanceOf({ account: 0 })', equals: 1 }]\n`;
  writeFileSync(here('next.yaml'), next);
  const ran = await verifyScenario({ file: here('next.yaml'), from: { file: here('b.ledger'), position: undefined } });
  expect(ran.ok && ran.value).toMatchObject({ equivalent: true, transactions: { committed: 5 } });
});

test('anvil begins from a genesis.json, which gives the same bytes again', async () => {
  const { stateRoot } = await cli('snapshot', 'export', 'a.ledger', '--out', 'a.genesis.json');
  await cli('snapshot', 'import', 'a.genesis.json', '--ledger', 'g.ledger');
  await cli('snapshot', 'export', 'g.ledger', '--out', 'g.genesis.json');
  const withoutBlock = (name: string): unknown => {
    const genesis = JSON.parse(readFileSync(here(name), 'utf8')) as Record<string, unknown>;
    return [genesis['config'], genesis['alloc']];
  };
  expect(withoutBlock('g.genesis.json')).toEqual(withoutBlock('a.genesis.json'));
  expect(await cli('root', 'g.ledger')).toMatchObject({ stateRoot });
  anvil = await Anvil.start('--init', here('a.genesis.json'), '--hardfork', 'shanghai');
  expect(Number(await anvil.rpc('eth_chainId'))).toBe(4242);
  // It works out no root for a genesis; the root after an empty block is that of what it then dumps.
  const state = stateOf('g.ledger');
  for (const [to, data] of CALLS())
    expect(await anvil.rpc('eth_call', { to, data }, 'latest')).toBe(await callOn(state, to, data));
  await anvil.rpc('evm_mine');
  writeFileSync(here('g.hex'), await anvil.rpc<string>('anvil_dumpState'));
  await cli('snapshot', 'import', 'g.hex', '--ledger', 'h.ledger', ...CHAIN);
  const { stateRoot: there } = await anvil.rpc<{ stateRoot: string }>('eth_getBlockByNumber', 'latest', false);
  expect(await ethereumRootOf('h.ledger')).toBe(there);
});
