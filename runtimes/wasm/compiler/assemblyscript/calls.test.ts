import {
  decodeEventLog,
  encodeErrorResult,
  encodeFunctionData,
  getAddress,
  pad,
  parseAbi,
  toHex,
  type Hex,
} from 'viem';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Artifact } from '../../../core/artifact.ts';
import { ALICE, TestLedger } from '../rust/host.testkit.ts';
import { compileTestContracts, deployTestContract, type TestContract } from './contract.testkit.ts';

const BOB = `0x${'b0'.repeat(20)}`;
const TOO_MUCH = encodeErrorResult({ abi: parseAbi(['error Error(string)']), errorName: 'Error', args: ['too much'] });

describe('calls from an AssemblyScript contract', () => {
  let artifacts: readonly Artifact[];
  let calls: TestContract;
  let target: TestContract;
  beforeAll(async () => {
    artifacts = await compileTestContracts('calls');
  });
  beforeEach(() => {
    const ledger = new TestLedger();
    calls = deployTestContract(artifacts[0], [], ledger);
    target = deployTestContract(artifacts[1], [], ledger);
  });
  const outcome = (): unknown => {
    const event = calls.ledger.events.at(-1);
    return decodeEventLog({ abi: calls.abi, topics: event?.topics as [Hex], data: event?.data as Hex }).args;
  };
  const slot0 = (of: TestContract): bigint => BigInt(of.ledger.slot(of.address, pad('0x0')));

  test('several contracts of one file', () => {
    expect(artifacts.map(({ contract }) => contract)).toEqual(['Calls', 'Target']);
  });

  test('an interface calls, reads what comes back, and bubbles a revert', () => {
    expect(calls.read('balance', [target.address, BOB])).toBe(BigInt(BOB) + 1n);
    expect(calls.read('nameOf', [target.address])).toBe('target');
    expect(calls.send('send', [target.address, BOB, 10n]).data).toBe(pad('0x1'));
    expect(slot0(target)).toBe(10n);
    expect(calls.send('send', [target.address, BOB, 11n])).toEqual({ status: 'reverted', data: TOO_MUCH });
    expect(calls.read('reservesOf', [target.address])).toBe('r3');
    expect(calls.read('line', [target.address, 'text'])).toEqual({ a: 6, b: 'textx' });
    expect(calls.send('balance', [BOB, BOB])).toEqual({ status: 'reverted', data: '0x' });
  });

  test('the try form goes on', () => {
    expect(calls.send('trySend', [target.address, BOB, 3n]).data).toBe(pad('0x1'));
    expect(outcome()).toEqual({ success: true, reverted: false, data: pad('0x1') });
    expect(calls.send('trySend', [target.address, BOB, 11n]).data).toBe(pad('0x0'));
    expect(outcome()).toEqual({ success: false, reverted: true, data: TOO_MUCH });
    expect([calls.read('tryName', [target.address]), calls.read('tryName', [BOB])]).toEqual(['target', 'none']);
  });

  test('view functions are static calls', () => {
    calls.ledger.trace.length = 0;
    calls.read('nameOf', [target.address]);
    expect(calls.ledger.trace).toContain('static_call');
    expect(calls.ledger.trace).not.toContain('call');
  });

  test('value', () => {
    calls.ledger.account(calls.address).balance = 100n;
    expect(calls.send('deposit', [target.address, 30n])).toEqual({ status: 'success', data: '0x' });
    expect([slot0(target), target.ledger.account(target.address).balance]).toEqual([30n, 30n]);
    expect(calls.send('depositOnce', [target.address, 20n])).toEqual({ status: 'success', data: '0x' });
    expect(target.ledger.account(target.address).balance).toBe(50n);
    expect(calls.send('pay', [BOB], { value: 8n }).status).toBe('success');
    expect(calls.ledger.account(BOB).balance).toBe(8n);
    expect(calls.send('pay', [target.address], { value: 8n })).toMatchObject({ status: 'reverted' });
    expect(calls.send('deposit', [target.address, 1_000n])).toEqual({ status: 'reverted', data: '0x' });
  });

  test('raw calls: success, revert, failure; delegate calls work on own storage', () => {
    const transfer = (value: bigint): Hex =>
      encodeFunctionData({ abi: target.abi, functionName: 'transfer', args: [getAddress(BOB), value] });
    const raw = (kind: number, data: Hex): unknown => {
      expect(calls.send('raw', [kind, target.address, data]).status).toBe('success');
      return outcome();
    };
    expect(raw(0, transfer(1n))).toEqual({ success: true, reverted: false, data: pad('0x1') });
    expect(raw(0, transfer(20n))).toEqual({ success: false, reverted: true, data: TOO_MUCH });
    expect(raw(0, encodeFunctionData({ abi: target.abi, functionName: 'trap' }))).toEqual({
      success: false,
      reverted: false,
      data: '0x',
    });
    expect(raw(1, transfer(1n))).toMatchObject({ success: false, reverted: false });
    expect(raw(2, transfer(9n))).toMatchObject({ success: true });
    expect([slot0(calls), slot0(target)]).toEqual([9n, 1n]);
    expect(calls.send('unwrap', [target.address, transfer(20n)])).toEqual({ status: 'reverted', data: TOO_MUCH });
    expect(calls.read('unwrap', [target.address, transfer(2n)])).toBe(toHex(1n, { size: 32 }));
    expect(BigInt(ALICE)).toBeGreaterThan(0n);
  });
});
