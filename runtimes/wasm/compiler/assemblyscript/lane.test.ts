import { concat, encodeAbiParameters, encodeFunctionData, keccak256, pad, toHex, type Abi, type Hex } from 'viem';
import { expect, test } from 'vitest';
import type { AccountId } from '../../../core/cell.ts';
import { fromHex } from '../../../core/hex.ts';
import { createSlotNamer } from '../../../rules/storage-layout.ts';
import { ALICE, BOB, LaneLedger } from '../../../rules/test-ledger.testkit.ts';
import { createLane } from '../../executor.ts';
import { manifest } from '../../manifest.ts';
import { compileTestContracts } from './contract.testkit.ts';

/** Of an account: what follows the padding. */
const addressOf = (account: AccountId): Hex => `0x${account.slice(0, 40)}`;

test('a token on a lane of the runtime: metered, and its cells have names', async () => {
  const [artifact] = await compileTestContracts('token');
  if (!artifact) return expect.unreachable();
  const abi = artifact.abi as unknown as Abi;
  const ledger = new LaneLedger({ createLane }, manifest.id, 'osaka');
  const inputs = [{ type: 'string' }, { type: 'string' }, { type: 'uint256' }];
  const args = encodeAbiParameters(inputs, ['A Token', 'TOK', 1_000n]).slice(2);
  const data = Buffer.concat([artifact.code, Buffer.from(args, 'hex')]);
  const created = await ledger.send({ to: null, data, gasLimit: 10_000_000n });
  expect(created.outcome).toMatchObject({ status: 'success' });
  const to = (created.outcome as { created: AccountId }).created;
  const call = (functionName: string, values: readonly unknown[]): Uint8Array =>
    fromHex(encodeFunctionData({ abi, functionName, args: values as never }).slice(2));

  const sent = await ledger.send({ to, data: call('transfer', [addressOf(BOB), 300n]) });
  expect(sent.outcome).toEqual({ status: 'success', output: fromHex(pad('0x1').slice(2)) });
  // Computation is little beside storage, events and the transaction itself.
  expect(sent.gasUsed).toBeLessThan(70_000n);
  const read = await ledger.run({ to, data: call('balanceOf', [addressOf(ALICE)]) });
  expect(read.outcome).toEqual({ status: 'success', output: fromHex(pad(toHex(700n)).slice(2)) });
  const refused = await ledger.run({ to, data: call('transfer', [addressOf(BOB), 701n]) });
  expect(refused.outcome).toMatchObject({ status: 'revert' });

  const entries = new Map([...ledger.preimages].map(([hash, preimage]) => [hash, fromHex(preimage)]));
  const name = createSlotNamer(artifact.storageLayout, entries);
  const slot = keccak256(concat([pad(addressOf(BOB)), pad('0x3')])).slice(2);
  expect(name?.(slot)).toMatch(/^balances\[0x0+b0b\]$/i);
  expect(name?.('2'.padStart(64, '0'))).toBe('totalSupply');
});
