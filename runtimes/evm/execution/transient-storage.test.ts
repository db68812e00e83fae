import { expect, test } from 'vitest';
import { fromHex } from '../../core/hex.ts';
import { assemble, CAROL, TARGET, TestLedger } from './lane.testkit.ts';

const word = (n: number): Uint8Array => fromHex(n.toString(16).padStart(64, '0'));
const RETURN_SLOT = [0, 'tload', 0, 'mstore', 32, 0, 'return'] as const;

test('lasts for the transaction and is gone with it', async () => {
  const ledger = new TestLedger('cancun');
  ledger.install(TARGET, assemble(5, 0, 'tstore', ...RETURN_SLOT));
  expect((await ledger.send({})).outcome).toMatchObject({ output: word(5) });
  ledger.install(TARGET, assemble(...RETURN_SLOT));
  expect((await ledger.run({})).outcome).toMatchObject({ output: word(0) });
});

test('is undone with the frame that wrote it', async () => {
  const ledger = new TestLedger('cancun');
  ledger.install(CAROL, assemble(6, 0, 'tstore', 0, 0, 'revert'));
  // DELEGATECALL takes no value, and runs on the caller's slots.
  const call = assemble(0, 0, 0, 0, CAROL, 'gas', 'delegatecall', 'pop');
  ledger.install(TARGET, assemble(5, 0, 'tstore') + call + assemble(...RETURN_SLOT));
  expect((await ledger.run({})).outcome).toMatchObject({ output: word(5) });
});

test('is kept where the frame succeeds', async () => {
  const ledger = new TestLedger('cancun');
  ledger.install(CAROL, assemble(6, 0, 'tstore', 'stop'));
  const call = assemble(0, 0, 0, 0, CAROL, 'gas', 'delegatecall', 'pop');
  ledger.install(TARGET, assemble(5, 0, 'tstore') + call + assemble(...RETURN_SLOT));
  expect((await ledger.run({})).outcome).toMatchObject({ output: word(6) });
});
