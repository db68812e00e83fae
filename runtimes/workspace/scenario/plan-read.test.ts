import { describe, expect, it } from 'vitest';
import { encodeAbiParameters, parseAbiParameters } from 'viem';
import { fromHex, toHex } from '../../core/hex.ts';
import { scenarioAccount } from './account.ts';
import { contractsUsed } from './contracts-used.ts';
import { planDeployment } from './plan-deployment.ts';
import { planExpectation, planLookup } from './plan-read.ts';
import { abi, resolved, scenario } from './plan.testkit.ts';

const RESOLVE = resolved({
  token: abi(
    'balanceOf(address owner) -> uint256',
    'info() -> string name, address owner',
    'flag() -> bool',
    'list() -> uint8[]',
  ),
  factory: abi('getPair(address a, address b) -> address'),
});
const TOKEN = RESOLVE.get('token')?.address ?? '';
const FILE = scenario(`contracts:
  token: { source: t.sol, args: [{ account: random }, 5], value: 7 }
  factory: { source: f.sol }
  pair: { at: "factory.getPair(address,address)", args: [$token, $factory] }
traffic: []
expect:
  - { read: "token.balanceOf(address)", args: [{ account: 2 }], equals: 1 ether }
  - { read: token.info, equals: { name: T, owner: $token } }
  - { read: token.info, equals: [T, $token] }
  - { read: token.flag, equals: true }
  - { read: token.list, equals: [1, 2] }
  - { read: balance(token), equals: 2 gwei }
  - { read: balance(1), equals: 0 }`);

const plan = (index: number) => {
  const expectation = FILE.expect[index];
  const planned = expectation && planExpectation(FILE, expectation, RESOLVE);
  if (!planned?.ok) throw new Error(JSON.stringify(planned));
  return planned.value;
};
const check = (index: number, types: string, values: readonly unknown[]) => {
  const planned = plan(index);
  if (planned.kind !== 'call') throw new Error(planned.kind);
  return planned.check(fromHex(encodeAbiParameters(parseAbiParameters(types) as readonly { type: string }[], values)));
};

describe('an expectation', () => {
  it('is a call to make', () => {
    const planned = plan(0);
    expect(planned).toMatchObject({ kind: 'call', expected: '1000000000000000000', call: { to: TOKEN } });
    expect(planned.kind === 'call' && toHex(planned.call.data)).toBe(`70a08231${'0'.repeat(24)}${scenarioAccount(2)}`);
  });

  it('is met or not', () => {
    expect(check(0, 'uint256', [10n ** 18n])).toEqual({ ok: true, actual: '1000000000000000000' });
    expect(check(0, 'uint256', [1n])).toEqual({ ok: false, actual: '1' });
    for (const index of [1, 2]) {
      expect(plan(index).expected).toEqual(['T', `0x${TOKEN}`]);
      expect(check(index, 'string, address', ['T', `0x${TOKEN}`]).ok).toBe(true);
      expect(check(index, 'string, address', ['t', `0x${TOKEN}`]).ok).toBe(false);
    }
    expect(check(3, 'bool', [true])).toEqual({ ok: true, actual: true });
    expect(check(3, 'bool', [false])).toEqual({ ok: false, actual: false });
    expect(check(4, 'uint8[]', [[1, 2]]).ok).toBe(true);
    expect(check(4, 'uint8[]', [[1, 2, 3]])).toEqual({ ok: false, actual: ['1', '2', '3'] });
  });

  it('says why there is no value', () => {
    const planned = plan(3);
    expect(planned.kind === 'call' && planned.check(new Uint8Array(0))).toEqual({
      ok: false,
      actual: null,
      problem: expect.stringContaining('flag() returned nothing'),
    });
  });

  it('may be about a balance', () => {
    const planned = plan(5);
    expect(planned).toMatchObject({ kind: 'balance', account: TOKEN, expected: '2000000000' });
    expect(planned.kind === 'balance' && [planned.check(2_000_000_000n), planned.check(0n)]).toEqual([
      { ok: true, actual: '2000000000' },
      { ok: false, actual: '0' },
    ]);
    expect(plan(6)).toMatchObject({ account: scenarioAccount(1) });
  });
});

describe('an address that is asked for', () => {
  const [, , pair] = FILE.contracts;
  if (pair?.kind !== 'found' || pair.where.kind !== 'call') throw new Error('pair');
  const planned = planLookup(FILE, pair, pair.where.read, RESOLVE);
  if (!planned.ok) throw new Error(JSON.stringify(planned.error));

  it('comes out of a view call', () => {
    expect(planned.value.call.to).toBe(RESOLVE.get('factory')?.address);
    expect(planned.value.address(fromHex(`${'0'.repeat(24)}${'ab'.repeat(20)}`))).toEqual({
      ok: true,
      value: 'ab'.repeat(20),
    });
  });

  it('is refused where it is zero or nothing', () => {
    const refused = (data: string): unknown => planned.value.address(fromHex(data));
    expect(refused('0'.repeat(64))).toMatchObject({
      error: { line: 4, message: expect.stringContaining('zero address') },
    });
    expect(refused('')).toMatchObject({ error: { line: 4, message: expect.stringContaining('returned nothing') } });
  });

  it('needs its factory first', () => {
    expect(contractsUsed(pair)).toEqual(['factory', 'token']);
    expect(FILE.expect.map(contractsUsed)).toEqual([
      ['token'],
      ['token'],
      ['token'],
      ['token'],
      ['token'],
      ['token'],
      [],
    ]);
  });
});

describe('a deployment', () => {
  it('is code and arguments from account 0, the same every time', () => {
    const [contract] = FILE.contracts;
    if (contract?.kind !== 'deploy') throw new Error('token');
    const artifact = { code: Uint8Array.of(0x60, 0x00), abi: abi('constructor(address owner, uint8 cap)') };
    const planned = planDeployment(FILE, contract, artifact, new Map());
    expect(planned).toEqual(planDeployment(FILE, contract, artifact, new Map()));
    if (!planned.ok) throw new Error(JSON.stringify(planned.error));
    expect(planned.value).toMatchObject({
      entry: 0,
      label: 'token.constructor',
      from: scenarioAccount(0),
      fromIndex: 0,
      to: null,
      value: 7n,
      gas: 16_777_216n,
    });
    expect(toHex(planned.value.data)).toMatch(/^60000{24}[0-9a-f]{40}0{63}5$/);
  });

  it('with wrong arguments names the line', () => {
    const [contract] = FILE.contracts;
    if (contract?.kind !== 'deploy') throw new Error('token');
    const planned = planDeployment(FILE, contract, { code: new Uint8Array(0), abi: abi() }, new Map());
    expect(planned).toMatchObject({
      ok: false,
      error: [{ line: 2, message: 'token.constructor takes 0 arguments (), not 2' }],
    });
  });
});
