/** Code of other runtimes that is bound to addresses, as EVM contracts meet it. */
import { beforeEach, expect, test } from 'vitest';
import type { LedgerConfig } from '../core/block.ts';
import { accountId, balanceCell, storageCell } from '../core/cell.ts';
import { fromHex } from '../core/hex.ts';
import { ALICE, LaneLedger } from '../rules/test-ledger.testkit.ts';
import { createLane } from './executor.ts';
import { assemble, BOB, TARGET } from './execution/lane.testkit.ts';
import { RUNTIME } from './manifest.ts';

const PLACE = accountId('1000'.padStart(40, '0'));
const slot = (n: number): string => n.toString(16).padStart(64, '0');
const output = fromHex(slot(42));
const config: Partial<LedgerConfig> = {
  precompiles: { [PLACE]: { runtime: 'wasm', code: 'ab'.repeat(32), gas: { kind: 'metered' } } },
};

let ledger: LaneLedger;
beforeEach(() => {
  ledger = new LaneLedger({ createLane }, RUNTIME, 'osaka', config);
  ledger.answer = ({ gas, refund }) => ({ status: 'success', output, gasLeft: gas - 100n, refund, reason: '' });
});

test('a call to one goes to its runtime', async () => {
  ledger.install(
    TARGET,
    assemble(32, 0, 4, 28, 0, PLACE, 50_000, 'call', 0, 'sstore', 0, 'mload', 1, 'sstore', 'stop'),
  );
  const ran = await ledger.run({});
  expect(ledger.foreign).toMatchObject([
    {
      runtime: 'wasm',
      call: { account: PLACE, codeAccount: PLACE, caller: TARGET, data: new Uint8Array(4), depth: 1 },
    },
  ]);
  expect(ran.writes).toContainEqual({ key: storageCell(TARGET, '', slot(0)), value: '1' });
  expect(ran.writes).toContainEqual({ key: storageCell(TARGET, '', slot(1)), value: '2a' });
  expect(ran.frames).toMatchObject([{ runtime: 'wasm', account: PLACE, status: 'success' }]);
});

test('so does a delegate call', async () => {
  ledger.install(TARGET, assemble(0, 0, 0, 0, PLACE, 50_000, 'delegatecall', 0, 'sstore', 'stop'));
  await ledger.run({});
  expect(ledger.foreign).toMatchObject([{ call: { account: TARGET, codeAccount: PLACE, caller: ALICE } }]);
});

test('it is warm, and has no code', async () => {
  const costOf = async (account: typeof PLACE): Promise<bigint> => {
    ledger.install(TARGET, assemble(account, 'extcodesize', 0, 'mstore', 32, 0, 'return'));
    const ran = await ledger.run({});
    expect(ran.outcome).toEqual({ status: 'success', output: fromHex(slot(0)) });
    return ran.gasUsed;
  };
  expect((await costOf(BOB)) - (await costOf(PLACE))).toBe(2_500n);
});

test('value stays there', async () => {
  ledger.cells.set(balanceCell(TARGET), '9');
  ledger.install(TARGET, assemble(0, 0, 0, 0, 7, PLACE, 50_000, 'call', 'stop'));
  const ran = await ledger.run({});
  expect(ran.deltas).toContainEqual({ key: balanceCell(PLACE), amount: 7n });
});

test('a transaction to one is sent to its runtime', async () => {
  const ran = await ledger.run({ to: PLACE });
  expect(ran.execution).toEqual({ kind: 'misrouted', runtime: 'wasm' });
});
