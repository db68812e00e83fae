import { encodeErrorResult, encodeFunctionData, maxUint256, pad, toHex, type Hex } from 'viem';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Artifact } from '../../../core/artifact.ts';
import { compileTestContract, deployTestContract, describeWithRust, type TestContract } from './contract.testkit.ts';
import { ALICE, TestLedger } from './host.testkit.ts';

const BOB: Hex = `0x${'b0'.repeat(20)}`;
const lower = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);
const text = (hex: Hex): string => Buffer.from(hex.slice(2), 'hex').toString('latin1');

describeWithRust('a token and calls between contracts', () => {
  let tokenArtifact: Artifact;
  let callsArtifact: Artifact;
  let token: TestContract;
  let first: TestContract;
  let second: TestContract;
  beforeAll(async () => {
    tokenArtifact = await compileTestContract('token');
    callsArtifact = await compileTestContract('calls');
  });
  beforeEach(() => {
    const ledger = new TestLedger();
    token = deployTestContract(tokenArtifact, ['Token of the test', 'TOT', 1000n], ledger);
    first = deployTestContract(callsArtifact, [10n], ledger, { value: 100n });
    second = deployTestContract(callsArtifact, [20n], ledger);
  });

  test('an ERC-20', () => {
    expect(tokenArtifact).toMatchObject({ contract: 'Token', runtime: 'wasm', source: 'token.rs' });
    expect(tokenArtifact.code.length).toBeLessThan(22_000);
    expect(['name', 'symbol', 'decimals', 'totalSupply'].map((name) => token.read(name))).toEqual([
      'Token of the test',
      'TOT',
      18,
      1000n,
    ]);
    expect(token.read('transfer', [BOB, 300n])).toBe(true);
    expect(token.read('balanceOf', [ALICE])).toBe(700n);
    expect(token.ledger.events.at(-1)).toMatchObject({
      address: token.address,
      topics: [
        '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef',
        pad(ALICE as Hex, { size: 32 }),
        pad(BOB, { size: 32 }),
      ],
      data: pad(toHex(300n), { size: 32 }),
    });
    const { abi } = token;
    expect(token.send('transfer', [BOB, 701n])).toEqual({
      status: 'reverted',
      data: encodeErrorResult({ abi, errorName: 'InsufficientBalance', args: [ALICE as Hex, 700n, 701n] as never }),
    });
    token.send('approve', [BOB, 50n]);
    expect(token.send('transferFrom', [ALICE, BOB, 51n], { from: BOB }).status).toBe('reverted');
    expect(token.send('transferFrom', [ALICE, BOB, 20n], { from: BOB }).status).toBe('success');
    expect(token.read('allowance', [ALICE, BOB])).toBe(30n);
    token.send('approve', [BOB, maxUint256]);
    token.send('transferFrom', [ALICE, BOB, 20n], { from: BOB });
    expect(token.read('allowance', [ALICE, BOB])).toBe(maxUint256);
  });

  test('a typed call gives results, and passes a revert on', () => {
    expect(first.read('nameOf', [token.address])).toBe('Token of the test');
    expect(first.read('balance', [token.address, ALICE])).toBe(1000n);
    token.send('transfer', [first.address, 5n]);
    expect(first.read('send', [token.address, BOB, 2n])).toBe(true);
    expect(token.read('balanceOf', [BOB])).toBe(2n);
    const refused = token.send('transfer', [BOB, 9n], { from: first.address });
    expect(refused.status).toBe('reverted');
    expect(first.send('send', [token.address, BOB, 9n])).toEqual(refused);
    expect(first.read('trySend', [token.address, BOB, 9n])).toEqual([1, refused.data]);
    expect(first.read('trySend', [token.address, BOB, 1n])).toEqual([0, '0x']);
    expect(token.read('balanceOf', [BOB])).toBe(3n);
  });

  test('a view is called statically', () => {
    expect(first.send('viewThatWrites', [second.address])).toEqual({ status: 'reverted', data: '0x' });
    expect(second.read('stored')).toBe(21n);
  });

  test('what is no contract, or answers nothing, reverts', () => {
    expect(first.send('storeAt', [BOB, 1n])).toEqual({ status: 'reverted', data: '0x' });
    expect(first.send('balance', [BOB, BOB])).toEqual({ status: 'reverted', data: '0x' });
    expect(first.send('storeAt', [second.address, 77n]).status).toBe('success');
    expect(second.read('stored')).toBe(77n);
  });

  test('value is sent along', () => {
    expect((first.read('payAt', [second.address, 30n]) as unknown[]).map(lower)).toEqual([30n, first.address]);
    expect(second.ledger.account(second.address).balance).toBe(30n);
    expect(first.send('payAt', [second.address, 3000n]).status).toBe('reverted');
    expect(first.send('payOut', [second.address, 11n]).status).toBe('success');
    expect(second.read('received')).toBe(11n);
    expect(first.send('payOut', [token.address, 1n])).toMatchObject({ status: 'reverted' });
  });

  test('raw and delegate calls, fallback and receive', () => {
    const { abi } = first;
    const store = encodeFunctionData({ abi, functionName: 'store', args: [5n] });
    expect(first.send('delegate', [second.address, store]).status).toBe('success');
    expect([first.read('stored'), second.read('stored')]).toEqual([5n, 21n]);
    expect(first.read('raw', [second.address, '0x99999999aabb'])).toBe('0x99999999aabb');
    expect(text(first.send('raw', [token.address, '0x99999999']).data)).toContain('raw call failed');
    expect(first.ledger.call(first.address, '0x0102')).toEqual({ status: 'success', data: '0x0102' });
    expect(first.ledger.call(first.address, '0x0102', { value: 1n })).toMatchObject({ status: 'reverted' });
    expect(first.ledger.call(first.address, '0x', { value: 4n }).status).toBe('success');
    expect(first.read('received')).toBe(4n);
    expect(abi.filter(({ type }) => type === 'fallback' || type === 'receive')).toEqual([
      { type: 'fallback', stateMutability: 'nonpayable' },
      { type: 'receive', stateMutability: 'payable' },
    ]);
  });
});
