import { expect, test } from 'vitest';
import { compileTestContracts, deployTestContract } from './contract.testkit.ts';

test('every guarded function gives the lock back; one within another is denied', async () => {
  const [artifact] = await compileTestContracts('guard');
  const guarded = deployTestContract(artifact);
  guarded.ledger.account(guarded.address).balance = 10n;
  expect(guarded.read('all')).toBe(2n);
  expect(guarded.send('nested')).toEqual({ status: 'reverted', data: '0xab143c06' });
  expect(guarded.send('look', [], { isStatic: true }).status).toBe('success');
  expect(guarded.send('nothing', [], { isStatic: true }).status).toBe('failed');
  expect(artifact?.abi.filter(({ type }) => type === 'error')).toEqual([
    { type: 'error', name: 'Reentrancy', inputs: [] },
  ]);
}, 60_000);
