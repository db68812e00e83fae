import { Message } from '@ethereumjs/evm';
import { Address } from '@ethereumjs/util';
import { expect, test } from 'vitest';
import { accountId } from '../../core/cell.ts';
import { decodeHex, fromHex, toHex } from '../../core/hex.ts';
import { GENESIS } from '../../core/version.ts';
import { TransactionJournal } from '../../executor/transaction-journal.ts';
import { Accounts } from '../../rules/accounts.ts';
import { BlockHashes } from './blocks.ts';
import { kzg } from './kzg.ts';
import { LaneCommon } from './lane-common.ts';
import { assemble, BLOCK, TARGET, TestLedger } from './lane.testkit.ts';
import { Machine } from './machine.ts';
import { keccak256 } from '../../rules/keccak.ts';
import { rulesOf } from '../../rules/rules.ts';
import { readWord, writeWord } from './words.ts';

const CODE = assemble(
  ...([5, 0, 'sstore', 0, 'sload', 1, 'tstore', 1, 'tload', 0, 'mstore', 0xffffn, 32, 'mstore'] as const),
  ...([64, 0, 'keccak256', 0, 'mstore', 0, 'calldataload', 32, 'mstore', 64, 0, 'return'] as const),
);

async function runCode(withSteps: boolean): Promise<{ output: string; gas: bigint; steps: number }> {
  const rules = rulesOf('osaka');
  const bytes = fromHex(CODE);
  const code = toHex(keccak256(bytes));
  const accounts = new Accounts({ code: () => bytes }, false);
  const common = new LaneCommon(1n, 'osaka', { keccak256, kzg });
  const host = { config: { chainId: 1n, hardfork: 'osaka' }, call: () => ({}) as never };
  const machine = new Machine({ host, common, rules, accounts, hashes: new BlockHashes() });
  let steps = 0;
  if (withSteps) machine.events.on('step', () => steps++);
  const journal = new TransactionJournal((key) => ({
    value: key.endsWith('/c') ? `evm:${code}` : '',
    version: GENESIS,
    byValue: false,
  }));
  const origin = new Address(decodeHex(accountId('1'.repeat(40))));
  machine.begin({ journal, block: BLOCK, tx: new TestLedger('osaka').transaction({}), mode: 'transaction' });
  const message = new Message({
    caller: origin,
    to: new Address(decodeHex(TARGET)),
    gasLimit: 100_000n,
    data: Uint8Array.of(1, 2, 3),
  });
  const { execResult } = await machine.runMessage(message);
  return { output: toHex(execResult.returnValue), gas: execResult.executionGasUsed, steps };
}

test('a debugger that listens to steps sees the same run', async () => {
  const plain = await runCode(false);
  const stepped = await runCode(true);
  expect(stepped.steps).toBeGreaterThan(20);
  expect({ ...stepped, steps: 0 }).toEqual(plain);
});

test.each([0n, 1n, 2n ** 64n - 1n, 2n ** 64n, 2n ** 200n + 7n, 2n ** 256n - 1n])(
  'word %s goes through bytes',
  (word) => {
    const bytes = new Uint8Array(40).fill(9);
    writeWord(bytes, 4, word);
    expect(toHex(bytes)).toBe(`09090909${word.toString(16).padStart(64, '0')}09090909`);
    expect(readWord(bytes, 4)).toBe(word);
  },
);
