import { describe, expect, test } from 'vitest';
import {
  balanceCell,
  codeCell,
  emptyCell,
  epochCell,
  nonceCell,
  parseCode,
  slotCountCell,
  storageCell,
  type AccountId,
} from '../../core/cell.ts';
import { fromHex, toHex } from '../../core/hex.ts';
import {
  ALICE,
  assemble,
  BLOCK,
  BOB,
  CAROL,
  COINBASE,
  ETHER,
  initCodeOf,
  keysOf,
  TARGET,
  TestLedger,
} from './lane.testkit.ts';

const slot = (n: number): string => n.toString(16).padStart(64, '0');
const DESTROY_TO_BOB = assemble(BOB, 'selfdestruct');

const createdBy = ({ outcome }: { outcome: unknown }): AccountId => (outcome as { created: AccountId }).created;

describe('creation', () => {
  test('puts code by its hash, counts slots, and starts the nonce at 1', async () => {
    const ledger = new TestLedger('osaka');
    const init = assemble(5, 1, 'sstore', 6, 2, 'sstore', 0, 2, 'sstore') + initCodeOf('6001');
    const ran = await ledger.send({ to: null, data: fromHex(init), value: 3n });
    const account = createdBy(ran);
    const code = parseCode(ledger.cell(codeCell(account)));
    expect(code?.runtime).toBe('evm');
    expect(toHex(ledger.codes.get(code?.hash ?? '') ?? new Uint8Array(0))).toBe('6001');
    expect(ledger.cell(nonceCell(account))).toBe('1');
    expect(ledger.cell(balanceCell(account))).toBe('3');
    expect(ledger.cell(slotCountCell(account, ''))).toBe('1');
    expect(ran.deltas).toContainEqual({ key: balanceCell(account), amount: 3n });
  });

  test('fails where storage is left (EIP-7610)', async () => {
    const fresh = new TestLedger('osaka');
    const account = createdBy(await fresh.run({ to: null, data: fromHex(initCodeOf('00')) }));
    const ledger = new TestLedger('osaka');
    ledger.cells.set(slotCountCell(account, ''), '1');
    const ran = await ledger.run({ to: null, data: fromHex(initCodeOf('00')) });
    expect(ran.outcome).toEqual({ status: 'trap', reason: 'create collision' });
    expect(ran.gasUsed).toBe(1_000_000n);
  });

  test('code whose deposit cannot be paid is outOfGas, and Frontier keeps the account without it', async () => {
    const data = fromHex(initCodeOf('6001'));
    const gasOf = async (hardfork: string): Promise<bigint> =>
      (await new TestLedger(hardfork).run({ to: null, data })).gasUsed;
    const short = async (hardfork: string): Promise<unknown> =>
      (await new TestLedger(hardfork).run({ to: null, data, gasLimit: (await gasOf(hardfork)) - 1n })).outcome;
    expect(await short('homestead')).toEqual({ status: 'outOfGas' });
    expect(await short('frontier')).toMatchObject({ status: 'success' });
  });
});

describe('destruction', () => {
  test('before Cancun it empties every cell and begins a new storage epoch', async () => {
    const ledger = new TestLedger('shanghai');
    ledger.install(TARGET, DESTROY_TO_BOB);
    ledger.cells.set(balanceCell(TARGET), '5');
    ledger.cells.set(nonceCell(TARGET), '1');
    ledger.cells.set(storageCell(TARGET, '', slot(0)), '9');
    ledger.cells.set(slotCountCell(TARGET, ''), '1');
    await ledger.send({});
    expect(BigInt(`0x${ledger.cell(balanceCell(BOB))}`)).toBe(100n * ETHER + 5n);
    for (const cell of [balanceCell, nonceCell, codeCell]) expect(ledger.cell(cell(TARGET))).toBe('');
    expect(ledger.cell(epochCell(TARGET))).toBe('1');
    // The old slot is out of reach.
    ledger.install(TARGET, assemble(0, 'sload', 0, 'mstore', 32, 0, 'return'));
    const read = await ledger.run({});
    expect(read.outcome).toMatchObject({ output: fromHex(slot(0)) });
    expect(keysOf(read.reads)).toContain(storageCell(TARGET, '1', slot(0)));
  });

  test('from Cancun on it only moves the balance (EIP-6780)', async () => {
    const ledger = new TestLedger('cancun');
    ledger.install(TARGET, DESTROY_TO_BOB);
    ledger.cells.set(balanceCell(TARGET), '5');
    await ledger.send({});
    expect(BigInt(`0x${ledger.cell(balanceCell(BOB))}`)).toBe(100n * ETHER + 5n);
    expect(ledger.cell(balanceCell(TARGET))).toBe('');
    expect(ledger.cell(codeCell(TARGET))).not.toBe('');
  });

  test('what the same transaction created goes in Cancun as well', async () => {
    const ledger = new TestLedger('cancun');
    const ran = await ledger.send({ to: null, value: 4n, data: fromHex(assemble(1, 0, 'sstore') + DESTROY_TO_BOB) });
    const account = createdBy(ran);
    expect(ran.outcome.status).toBe('success');
    for (const cell of [balanceCell, nonceCell, codeCell]) expect(ledger.cell(cell(account))).toBe('');
    expect(ledger.cell(epochCell(account))).toBe('1');
    expect(BigInt(`0x${ledger.cell(balanceCell(BOB))}`)).toBe(100n * ETHER + 4n);
  });

  test('a destruction that is reverted did not happen', async () => {
    const ledger = new TestLedger('shanghai');
    ledger.install(CAROL, DESTROY_TO_BOB);
    ledger.cells.set(balanceCell(CAROL), '5');
    ledger.install(TARGET, assemble(0, 0, 0, 0, 0, CAROL, 'gas', 'call', 0, 0, 'revert'));
    await ledger.send({});
    expect(ledger.cell(codeCell(CAROL))).not.toBe('');
    expect(ledger.cell(balanceCell(CAROL))).toBe('5');
  });
});

describe('empty accounts', () => {
  test('one that exists goes when it is touched (EIP-161)', async () => {
    const ledger = new TestLedger('osaka');
    ledger.cells.set(emptyCell(CAROL), '1');
    await ledger.send({ to: CAROL });
    expect(ledger.cell(emptyCell(CAROL))).toBe('');
  });

  test('one that exists stays when it is paid', async () => {
    const ledger = new TestLedger('osaka');
    ledger.cells.set(emptyCell(CAROL), '1');
    await ledger.send({ to: CAROL, value: 1n });
    expect(ledger.cell(emptyCell(CAROL))).toBe('1');
  });

  test('before EIP-161 a touch brings it into being', async () => {
    const ledger = new TestLedger('homestead');
    await ledger.send({ to: CAROL, maxFeePerGas: 0n, maxPriorityFeePerGas: 0n });
    expect(ledger.cell(emptyCell(CAROL))).toBe('1');
    expect(ledger.cell(emptyCell(COINBASE))).toBe('1');
  });

  test('no more than their mark is read of those that do not exist', async () => {
    const ran = await new TestLedger('osaka').run({ to: CAROL }, 'transaction', BLOCK);
    expect(keysOf(ran.reads).filter((key) => key.startsWith(CAROL))).toEqual([codeCell(CAROL), emptyCell(CAROL)]);
    expect(
      keysOf(ran.reads)
        .filter((key) => key.startsWith(ALICE))
        .sort(),
    ).toEqual([balanceCell(ALICE), codeCell(ALICE), nonceCell(ALICE)]);
  });
});
