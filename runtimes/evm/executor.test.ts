import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { balanceCell, codeCell, emptyCell, nonceCell, storageCell, accountId } from '../core/cell.ts';
import { fromHex, toHex } from '../core/hex.ts';
import { GENESIS } from '../core/version.ts';
import { TransactionJournal } from '../executor/transaction-journal.ts';
import type { LaneRuntime } from '../sdk/runtime.ts';
import { createLane, DEFAULT_HARDFORK, HARDFORKS } from './executor.ts';
import {
  ALICE,
  assemble,
  BLOCK,
  BOB,
  callTo,
  CAROL,
  COINBASE,
  ETHER,
  keysOf,
  TARGET,
  TestLedger,
} from './execution/lane.testkit.ts';
import { manifest } from './manifest.ts';

const slot = (n: number): string => n.toString(16).padStart(64, '0');
const STORE_ONE = assemble(1, 0, 'sstore', 'stop');

describe('what a transaction reads and writes', () => {
  test('transactions that pay one coinbase share nothing but its existence', async () => {
    const ledger = new TestLedger('osaka');
    const first = await ledger.run({ from: ALICE, to: CAROL, value: 5n });
    const second = await ledger.run({ from: BOB, to: TARGET, value: 5n });
    expect(first.deltas.find(({ key }) => key === balanceCell(COINBASE))?.amount).toBe(21_000n * 2n);
    const touched = (ran: typeof first): Set<string> => new Set([...keysOf(ran.reads), ...keysOf(ran.writes)]);
    const shared = [...touched(first)].filter((key) => touched(second).has(key));
    expect(shared).toEqual([emptyCell(COINBASE)]);
    expect(keysOf(first.writes)).not.toContain(emptyCell(COINBASE));
  });

  test('a recipient is credited without being read', async () => {
    const ran = await new TestLedger('osaka').run({ to: CAROL, value: 5n });
    expect(ran.deltas).toContainEqual({ key: balanceCell(CAROL), amount: 5n });
    expect(keysOf(ran.reads)).not.toContain(balanceCell(CAROL));
    expect(keysOf(ran.reads)).not.toContain(nonceCell(CAROL));
  });

  test('neither calling a contract nor being called for nothing reads a balance', async () => {
    const ledger = new TestLedger('osaka');
    ledger.install(CAROL, STORE_ONE);
    ledger.install(TARGET, assemble(...callTo(CAROL), 'pop', 'stop'));
    const ran = await ledger.run({});
    expect(ran.outcome.status).toBe('success');
    expect(keysOf(ran.writes)).toContain(storageCell(CAROL, '', slot(0)));
    expect(keysOf(ran.reads)).not.toContain(balanceCell(TARGET));
    expect(keysOf(ran.reads)).not.toContain(balanceCell(CAROL));
    expect(keysOf(ran.reads)).not.toContain(nonceCell(TARGET));
  });

  test('nothing is paid where gas is free, so no balance is read', async () => {
    const ran = await new TestLedger('osaka').run(
      { to: CAROL, maxFeePerGas: 0n, maxPriorityFeePerGas: 0n },
      'transaction',
      {
        ...BLOCK,
        baseFee: 0n,
      },
    );
    expect(ran.outcome.status).toBe('success');
    expect(keysOf(ran.reads).filter((key) => key.endsWith('/b'))).toEqual([]);
    expect(keysOf(ran.writes)).toEqual([nonceCell(ALICE)]);
  });

  test('a revert takes back writes, events and credits, and keeps the reads', async () => {
    const ledger = new TestLedger('osaka');
    ledger.install(
      TARGET,
      assemble(3, 'sload', 'pop', 1, 0, 'sstore', 9, 0, 0, 'log1', ...callTo(CAROL, 1), 'pop', 0, 0, 'revert'),
    );
    const ran = await ledger.run({ value: 5n });
    expect(ran.outcome).toEqual({ status: 'revert', output: new Uint8Array(0) });
    expect(ran.events).toEqual([]);
    expect(keysOf(ran.writes).sort()).toEqual([balanceCell(ALICE), nonceCell(ALICE)].sort());
    expect(keysOf(ran.deltas)).toEqual([balanceCell(COINBASE)]);
    expect(keysOf(ran.reads)).toContain(storageCell(TARGET, '', slot(3)));
    expect(keysOf(ran.reads)).toContain(codeCell(CAROL));
  });

  test('a frame that fails inside takes back only its own', async () => {
    const ledger = new TestLedger('osaka');
    ledger.install(CAROL, assemble(1, 0, 'sstore', 'invalid'));
    ledger.install(
      TARGET,
      assemble(...([0, 0, 0, 0, 0, CAROL, 50_000, 'call'] as const), 0, 'sstore', 7, 1, 'sstore', 'stop'),
    );
    const ran = await ledger.run({});
    expect(ran.outcome.status).toBe('success');
    expect(keysOf(ran.writes)).toContain(storageCell(TARGET, '', slot(1)));
    expect(keysOf(ran.writes)).not.toContain(storageCell(CAROL, '', slot(0)));
    expect(keysOf(ran.reads)).toContain(storageCell(CAROL, '', slot(0)));
  });
});

describe('outcomes', () => {
  const outcomeOf = async (code: string, gasLimit = 100_000n): Promise<unknown> => {
    const ledger = new TestLedger('osaka');
    ledger.install(TARGET, code);
    return (await ledger.run({ gasLimit })).outcome;
  };

  test('success carries the output', async () => {
    expect(await outcomeOf(assemble(42, 0, 'mstore', 32, 0, 'return'))).toEqual({
      status: 'success',
      output: fromHex(slot(42)),
    });
  });

  test('gas that runs out is outOfGas', async () => {
    expect(await outcomeOf(assemble('jumpdest', 0, 'jump'))).toEqual({ status: 'outOfGas' });
  });

  test.each([
    ['invalid opcode', assemble('invalid')],
    ['invalid JUMP', assemble(7, 'jump')],
    ['stack underflow', assemble('add')],
  ])('%s is a trap with a stable word', async (reason, code) => {
    expect(await outcomeOf(code)).toEqual({ status: 'trap', reason });
  });

  test('a memory bomb ends in outOfGas however much gas a call is given', async () => {
    const ledger = new TestLedger('osaka');
    ledger.install(TARGET, assemble(1, 2n ** 40n, 'mstore'));
    expect((await ledger.run({ gasLimit: 2n ** 62n }, 'call')).outcome).toEqual({ status: 'outOfGas' });
  });

  test('gas used is what is left after refunds', async () => {
    const ledger = new TestLedger('osaka');
    ledger.cells.set(storageCell(TARGET, '', slot(0)), '1');
    ledger.install(TARGET, assemble(0, 0, 'sstore', 'stop'));
    const { gasUsed } = await ledger.run({});
    // 21000 + 2 pushes + cold reset, less a fifth at most.
    const before = 21_000n + 6n + 5_000n;
    expect(gasUsed).toBe(before - 4_800n);
  });

  test('data has a least price (EIP-7623)', async () => {
    const ran = await new TestLedger('prague').run({ data: new Uint8Array(100).fill(1) });
    expect(ran.gasUsed).toBe(21_000n + 100n * 40n);
  });

  test('BLOCKHASH looks at the blocks before', async () => {
    const ledger = new TestLedger('osaka');
    ledger.install(TARGET, assemble(3, 'blockhash', 0, 'mstore', 32, 0, 'return'));
    expect((await ledger.run({})).outcome).toMatchObject({ output: fromHex('22'.repeat(32)) });
  });
});

describe('what is not executable', () => {
  test.each([
    ['nonce 5, expected 0', { nonce: 5n }],
    [
      'needs 200.00001 ether, has 100 ether',
      { value: 200n * ETHER, maxFeePerGas: 10n ** 7n, maxPriorityFeePerGas: 0n },
    ],
    ['gas limit 20999 is below the 21000 that the transaction costs in any case', { gasLimit: 20_999n }],
    ['the maximum fee per gas 6 is below the base fee 7', { maxFeePerGas: 6n, maxPriorityFeePerGas: 0n }],
    ['the priority fee per gas 11 exceeds the maximum fee 10', { maxPriorityFeePerGas: 11n }],
    ["gas limit 30000001 exceeds the block's 30000000", { gasLimit: 30_000_001n }],
    ['gas limit 17000000 exceeds 16777216, the most for one transaction (EIP-7825)', { gasLimit: 17_000_000n }],
    ['init code has 49153 bytes, at most 49152 are allowed (EIP-3860)', { to: null, data: new Uint8Array(49_153) }],
    ['a blob transaction needs at least one blob', { blobHashes: [] }],
    [
      '7 blobs, at most 6 are allowed',
      { blobHashes: Array<string>(7).fill(`01${'00'.repeat(31)}`), maxFeePerBlobGas: 1n },
    ],
    ['blob hash 0 does not start with 01', { blobHashes: ['02'.repeat(32)], maxFeePerBlobGas: 1n }],
    [
      'the maximum fee per blob gas 0 is below the blob base fee 1',
      { blobHashes: ['01'.repeat(32)], maxFeePerBlobGas: 0n },
    ],
    ['the authorization list is empty', { authorizations: [] }],
  ])('%s', async (reason, changes) => {
    const ran = await new TestLedger('osaka').run({ to: CAROL, ...changes });
    expect(ran.outcome).toEqual({ status: 'invalid', reason });
    expect([ran.writes, ran.deltas, ran.events, ran.gasUsed]).toEqual([[], [], [], 0n]);
  });

  test('a contract sends nothing (EIP-3607)', async () => {
    const ledger = new TestLedger('osaka');
    ledger.install(ALICE, STORE_ONE);
    expect((await ledger.run({ to: CAROL })).outcome).toEqual({
      status: 'invalid',
      reason: 'the sender is a contract (EIP-3607)',
    });
  });

  test('a type that the hardfork does not know', async () => {
    const { outcome } = await new TestLedger('paris').run({ to: CAROL, blobHashes: ['01'.repeat(32)] });
    expect(outcome).toEqual({ status: 'invalid', reason: 'transaction type 3 needs cancun, the ledger runs paris' });
  });
});

describe('other runtimes', () => {
  test('a target of another runtime is sent there, having read its code cell only', async () => {
    const ledger = new TestLedger('osaka');
    ledger.install(TARGET, '00', 'wasm');
    const ran = await ledger.run({ nonce: 99n });
    expect(ran.execution).toEqual({ kind: 'misrouted', runtime: 'wasm' });
    expect(keysOf(ran.reads)).toEqual([codeCell(TARGET)]);
    expect(ran.writes).toEqual([]);
  });

  test('a deployment for another runtime is sent there', async () => {
    const ran = await new TestLedger('osaka').run({ to: null, runtime: 'wasm' });
    expect(ran.execution).toEqual({ kind: 'misrouted', runtime: 'wasm' });
  });

  test('a call to another runtime from inside fails, and its code still has a size', async () => {
    const ledger = new TestLedger('osaka');
    ledger.install(CAROL, '0061736d', 'wasm');
    const call = [0, 0, 0, 0, 0, CAROL, 50_000, 'call'] as const;
    ledger.install(TARGET, assemble(...call, 'iszero', 0, 'sstore', CAROL, 'extcodesize', 1, 'sstore', 'stop'));
    const ran = await ledger.run({});
    expect(ran.outcome.status).toBe('success');
    expect(ran.writes).toContainEqual({ key: storageCell(TARGET, '', slot(0)), value: '1' });
    expect(ran.writes).toContainEqual({ key: storageCell(TARGET, '', slot(1)), value: '4' });
    expect(ledger.foreign).toMatchObject([
      {
        runtime: 'wasm',
        call: { account: CAROL, codeAccount: CAROL, caller: TARGET, gas: 48_000n, depth: 1, hops: 0 },
      },
    ]);
  });

  test('a call to another runtime gives back output and gas, and its revert is undone', async () => {
    const ledger = new TestLedger('osaka');
    ledger.install(CAROL, '0061736d', 'wasm');
    const call = [32, 0, 0, 0, 7, CAROL, 50_000, 'call'] as const;
    ledger.install(TARGET, assemble(...call, 0, 'sstore', 0, 'mload', 1, 'sstore', 'stop'));
    ledger.cells.set(balanceCell(TARGET), '9');
    const output = fromHex(slot(42));
    ledger.answer = ({ gas, refund }) => ({ status: 'success', output, gasLeft: gas, refund, reason: '' });
    const ran = await ledger.run({});
    expect(ran.writes).toContainEqual({ key: storageCell(TARGET, '', slot(0)), value: '1' });
    expect(ran.writes).toContainEqual({ key: storageCell(TARGET, '', slot(1)), value: '2a' });
    expect(ran.deltas).toContainEqual({ key: balanceCell(CAROL), amount: 7n });
    expect(ran.frames).toMatchObject([
      { depth: 1, runtime: 'wasm', account: CAROL, status: 'success', gasUsed: 2_004n },
    ]);
    ledger.answer = ({ refund }) => ({ status: 'revert', output, gasLeft: 10n, refund, reason: '' });
    const reverted = await ledger.run({});
    expect(reverted.deltas.map(({ key }) => key)).not.toContain(balanceCell(CAROL));
    expect(reverted.writes).toContainEqual({ key: storageCell(TARGET, '', slot(1)), value: '2a' });
    expect(reverted.gasUsed).toBeGreaterThan(ran.gasUsed + 20_000n);
  });

  test('a frame that is re-entered still knows how many changes of runtime lie above it', async () => {
    const ledger = new TestLedger('osaka');
    ledger.install(CAROL, '0061736d', 'wasm');
    const call = [0, 0, 0, 0, 0, CAROL, 50_000, 'call', 'pop'] as const;
    ledger.install(TARGET, assemble(...call, ...call, 'stop'));
    ledger.install(BOB, assemble('stop'));
    const hops: number[] = [];
    const journal = new TransactionJournal((key) => ({ value: ledger.cell(key), version: GENESIS, byValue: false }));
    const scene = { tx: ledger.transaction({}), block: BLOCK, journal, mode: 'transaction' as const };
    const frame = { caller: ALICE, value: 0n, data: new Uint8Array(0), gas: 200_000n, isStatic: false, refund: 0n };
    const lane: LaneRuntime = await createLane({
      config: { chainId: 1n, hardfork: 'osaka' },
      code: (hash) => ledger.codes.get(hash) ?? new Uint8Array(0),
      notePreimage: () => undefined,
      // The other runtime calls back into this lane before it answers.
      call: async (_runtime, { hops: above, depth }) => {
        hops.push(above);
        return lane.frame({ ...frame, account: BOB, codeAccount: BOB, depth: depth + 1, hops: above + 2 }, scene);
      },
    });
    await lane.frame({ ...frame, account: TARGET, codeAccount: TARGET, depth: 5, hops: 2 }, scene);
    expect(hops).toEqual([2, 2]);
  });

  test('money goes to accounts that have no EVM address', async () => {
    const far = accountId('5'.repeat(64));
    const ran = await new TestLedger('osaka').run({ to: far, value: 3n });
    expect(ran.outcome.status).toBe('success');
    expect(ran.deltas).toContainEqual({ key: balanceCell(far), amount: 3n });
  });
});

describe('calls from outside', () => {
  test('neither nonce nor funds nor fees count', async () => {
    const ledger = new TestLedger('osaka');
    ledger.install(TARGET, assemble('callvalue', 0, 'mstore', 32, 0, 'return'));
    const ran = await ledger.run({ from: CAROL, nonce: 77n, value: 5n, maxFeePerGas: 0n, gasLimit: 2n ** 40n }, 'call');
    expect(ran.outcome).toEqual({ status: 'success', output: fromHex(slot(5)) });
    expect(keysOf(ran.deltas)).not.toContain(balanceCell(COINBASE));
  });
});

describe('lanes', () => {
  test.each(HARDFORKS)('%s pays and deploys', async (hardfork) => {
    const ledger = new TestLedger(hardfork);
    expect((await ledger.send({ to: CAROL, value: 1n })).outcome.status).toBe('success');
    const { outcome } = await ledger.send({ to: null, data: fromHex(assemble(0, 0, 'mstore', 1, 0, 'return')) });
    expect(outcome).toMatchObject({ status: 'success', created: expect.any(String) as string });
  });

  test('an unknown hardfork is refused with the known ones', async () => {
    const host = {
      config: { chainId: 1n, hardfork: 'atlantis' },
      code: () => new Uint8Array(0),
      notePreimage: () => undefined,
      call: () => ({}) as never,
    };
    await expect(createLane(host)).rejects.toThrow(/unknown hardfork atlantis; known: frontier, .*osaka/);
    expect(HARDFORKS).toContain(DEFAULT_HARDFORK);
  });

  test('the manifest names the version of the library', () => {
    const installed = JSON.parse(
      readFileSync(new URL('../../node_modules/@ethereumjs/evm/package.json', import.meta.url), 'utf8'),
    ) as unknown;
    expect(installed).toMatchObject({ version: manifest.version });
  });

  test.each([
    ['G1ADD of BLS12-381 (EIP-2537)', '0b', 256, 128],
    ['P256VERIFY (EIP-7951)', '0100', 160, 0],
    ['SHA-256', '02', 0, 32],
  ])('precompile %s answers', async (_name, address, inputLength, outputLength) => {
    const to = accountId(address.padStart(40, '0'));
    const { outcome } = await new TestLedger('osaka').run({ to, data: new Uint8Array(inputLength) });
    expect(outcome.status).toBe('success');
    expect((outcome as { output: Uint8Array }).output).toHaveLength(outputLength);
  });

  test('preimages of mapping keys are noted', async () => {
    const ledger = new TestLedger('osaka');
    ledger.install(
      TARGET,
      assemble('caller', 0, 'mstore', 3, 32, 'mstore', 64, 0, 'keccak256', 0, 'mstore', 32, 0, 'return'),
    );
    const { outcome } = await ledger.run({});
    const hash = toHex((outcome as { output: Uint8Array }).output);
    expect(ledger.preimages.get(hash)).toBe(ALICE.padStart(64, '0') + slot(3));
  });
});
