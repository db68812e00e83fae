import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LaneLedger } from '../rules/test-ledger.testkit.ts';
import { callData, compileContracts, deployTo, returned, type TestContract } from './contracts.testkit.ts';
import { createLane } from './executor.ts';
import { manifest } from './manifest.ts';

const SOURCE = readFileSync(join(import.meta.dirname, 'probes/library/Language.cs'), 'utf8');

test('C# as people write it runs on the library of contracts', { timeout: 240_000 }, async () => {
  const contract = (await compileContracts(SOURCE)).get('Many') as TestContract;
  const ledger = new LaneLedger({ createLane }, manifest.id, 'osaka');
  const account = await deployTo(ledger, contract);
  const ran = await ledger.run({ to: account, data: callData(contract, 'run', ['hello', 5]), gasLimit: 1_000_000n });
  expect(returned(contract, 'run', ran)).toBe(
    [
      'ffailed: xfailed: x0a0:a   |000051b1:b   |00005HELLOx1[x, 1]122411131723125hellobignull1none8m5Trueabc5b7m0',
      '{ Key = 1, Count = 2, All = b+a }b+a{ Key = 2, Count = 1, All = cc }cc1a,2bTrue41210azt2yhh44True44',
      'FalseRect { Name = rect, W = 2, H = 3, Tag = r }15t5497558138886-54975581388861374389534721-15cTrueRun04',
      '5TrueTrue5TrueTrueTrueWriteAllReadAll7232110321d(a, 1)True1{ A = 1, B = x }True115hFalse2401537 "q" a\\bé331True',
      'True-151537FFFFFFF51-0021',
    ].join(''),
  );
});
