import { describe, expect, test } from 'vitest';
import { codeCell, nonceCell, storageCell } from '../../core/cell.ts';
import { toHex } from '../../core/hex.ts';
import type { Authorization } from '../../core/transaction.ts';
import { ALICE, assemble, BOB, CAROL, TARGET, TestLedger } from './lane.testkit.ts';

const STORE_ADDRESS = assemble('address', 0, 'sstore', 'stop');
const SLOT = '0'.repeat(64);

const toTarget = (changes: Partial<Authorization> = {}): Authorization => ({
  chainId: 1n,
  address: TARGET,
  nonce: 0n,
  authority: BOB,
  ...changes,
});

async function delegated(authorization: Authorization): Promise<TestLedger> {
  const ledger = new TestLedger('prague');
  ledger.install(TARGET, STORE_ADDRESS);
  await ledger.send({ to: CAROL, authorizations: [authorization] });
  return ledger;
}

describe('EIP-7702', () => {
  test('an account runs the code it delegates to, on its own storage', async () => {
    const ledger = await delegated(toTarget());
    expect(ledger.cell(nonceCell(BOB))).toBe('1');
    const ran = await ledger.run({ to: BOB });
    expect(ran.writes).toContainEqual({ key: storageCell(BOB, '', SLOT), value: BigInt(`0x${BOB}`).toString(16) });
  });

  test('the delegation holds in the transaction that brings it, and outlives its revert', async () => {
    const ledger = new TestLedger('prague');
    ledger.install(TARGET, assemble(0, 0, 'revert'));
    const ran = await ledger.send({ to: BOB, authorizations: [toTarget()] });
    expect(ran.outcome.status).toBe('revert');
    expect(ledger.cell(codeCell(BOB))).not.toBe('');
  });

  test('the code is the designator', async () => {
    const ledger = await delegated(toTarget());
    const hash = ledger.cell(codeCell(BOB)).slice('evm:'.length);
    expect(toHex(ledger.codes.get(hash) ?? new Uint8Array(0))).toBe(`ef0100${TARGET}`);
  });

  test('a delegated account may still send', async () => {
    const ledger = await delegated(toTarget());
    expect((await ledger.run({ from: BOB, to: CAROL })).outcome.status).toBe('success');
  });

  test('delegating to the zero address ends it', async () => {
    const ledger = await delegated(toTarget());
    await ledger.send({
      to: CAROL,
      authorizations: [toTarget({ address: '0'.repeat(40) as typeof TARGET, nonce: 1n })],
    });
    expect(ledger.cell(codeCell(BOB))).toBe('');
    expect(ledger.cell(nonceCell(BOB))).toBe('2');
  });

  test('a sender that authorizes itself counts its own nonce first', async () => {
    const ledger = await delegated(toTarget({ authority: ALICE, nonce: 1n }));
    expect(ledger.cell(codeCell(ALICE))).not.toBe('');
    expect(ledger.cell(nonceCell(ALICE))).toBe('2');
  });

  const { authority: _nobody, ...unsigned } = toTarget();
  test.each([
    ['another chain', toTarget({ chainId: 2n })],
    ['another nonce', toTarget({ nonce: 3n })],
    ['no valid signature', unsigned],
    ['a contract as authority', toTarget({ authority: TARGET })],
  ])('%s is skipped', async (_what, authorization) => {
    const ledger = await delegated(authorization);
    expect(ledger.cell(codeCell(BOB))).toBe('');
    expect(ledger.cell(nonceCell(BOB))).toBe('');
  });

  test('an authority that exists costs less', async () => {
    const gasFor = async (authority: typeof BOB): Promise<bigint> => {
      const ledger = new TestLedger('prague');
      return (await ledger.run({ to: CAROL, authorizations: [toTarget({ authority })] })).gasUsed;
    };
    // 21000 + 25000, less 12500 but a fifth at most.
    expect(await gasFor(BOB)).toBe(46_000n - 9_200n);
    expect(await gasFor(CAROL)).toBe(46_000n);
  });
});
