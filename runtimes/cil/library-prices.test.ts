import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AccountId } from '../core/cell.ts';
import { LaneLedger } from '../rules/test-ledger.testkit.ts';
import { callData, compileContracts, deployTo, returned, type TestContract } from './contracts.testkit.ts';
import { createLane } from './executor.ts';
import { manifest } from './manifest.ts';

const SOURCE = readFileSync(join(import.meta.dirname, 'probes/library/Sizes.cs'), 'utf8');
const OPERATIONS = [...SOURCE.matchAll(/^ {16}"([^"]+)" =>/gm)].map(([, name = '']) => name);
const SMALL = 50;
const TIMES = 100;
/** The fastest that memory is copied here: so many bytes while one gas passes. */
const BYTES_IN_A_GAS = 1000;
const GAS = 16_000_000n;

let ledger: LaneLedger;
let contract: TestContract;
let account: AccountId;

beforeAll(async () => {
  contract = (await compileContracts(SOURCE)).get('Sizes') as TestContract;
  ledger = new LaneLedger({ createLane }, manifest.id, 'osaka');
  account = await deployTo(ledger, contract);
}, 240_000);

async function gasOf(what: string, size: number, times: number): Promise<number> {
  const ran = await ledger.run({ to: account, data: callData(contract, 'run', [what, size, times]), gasLimit: GAS });
  returned(contract, 'run', ran);
  return Number(ran.gasUsed);
}

/** What doing it once more costs, without what is needed to begin. */
const priceOf = async (what: string, size: number): Promise<number> =>
  ((await gasOf(what, size, 5)) - (await gasOf(what, size, 1))) / 4;

describe('what is done with the class library', () => {
  test.each(OPERATIONS.filter((what) => what !== 'nothing' && what !== 'switch'))(
    '%s costs by the size of what it is given',
    { timeout: 120_000 },
    async (what) => {
      const more = (await priceOf(what, SMALL * TIMES)) - (await priceOf(what, SMALL));
      expect(more).toBeGreaterThan((SMALL * TIMES) / BYTES_IN_A_GAS);
    },
  );

  test('is not begun where there is no gas for it', async () => {
    const ran = await ledger.run({
      to: account,
      data: callData(contract, 'run', ['Replace text', 200_000, 100]),
      gasLimit: 1_500_000n,
    });
    expect(ran.outcome).toEqual({ status: 'outOfGas' });
    expect(ran.gasUsed).toBe(1_500_000n);
  });
});
