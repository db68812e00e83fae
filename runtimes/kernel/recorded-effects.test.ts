import { describe, expect, it } from 'vitest';
import { accountId, balanceCell, nonceCell, type CellKey, type CellValue } from '../core/cell.ts';
import type { TransactionRecord } from '../core/record.ts';
import { version } from '../core/version.ts';
import { recordedEffects } from './recorded-effects.ts';

const alice = accountId('a1'.repeat(20));
const bob = accountId('b0'.repeat(20));
const at = version(2, 0, 0);

const record: TransactionRecord = {
  index: 3,
  reads: [
    { key: balanceCell(alice), value: '5' },
    { key: nonceCell(alice), value: '' },
    { key: balanceCell(bob), zero: true },
    { key: nonceCell(bob), zero: false },
  ],
  writes: [{ key: balanceCell(alice), value: '4' }],
  deltas: [{ key: balanceCell(bob), amount: 1n }],
  codes: [],
};
const event = { account: alice, topics: [], data: Uint8Array.of(1) };
const outcome = { status: 'success', output: Uint8Array.of(9) } as const;
const receipt = { index: 3, outcome, gasUsed: 77n, events: [event], runtime: 'cil@1' };

const replay = (cells: Readonly<Record<CellKey, CellValue>>) =>
  recordedEffects({ record, receipt }, (key) => ({ value: cells[key] ?? '', version: at }));

const fitting = { [balanceCell(alice)]: '5', [nonceCell(bob)]: '2' };

describe('a record', () => {
  it('that fits gives what the transaction did, and what its receipt says', () => {
    const { effects, mismatches } = replay(fitting);
    expect(mismatches).toEqual([]);
    expect(effects).toMatchObject({
      outcome,
      gasUsed: 77n,
      events: [event],
      writes: record.writes,
      deltas: record.deltas,
      recorded: true,
    });
    expect(effects.reads[0]).toEqual({ key: balanceCell(alice), version: at, value: '5' });
  });

  it('does not mind how much a number is of which only being zero was asked', () => {
    expect(replay({ ...fitting, [nonceCell(bob)]: '9' }).mismatches).toEqual([]);
  });

  it('that does not fit says which read, what was recorded and what was found, and is applied all the same', () => {
    const { effects, mismatches } = replay({
      [balanceCell(alice)]: '6',
      [nonceCell(alice)]: '1',
      [balanceCell(bob)]: '7',
    });
    expect(mismatches).toEqual([
      { index: 3, key: balanceCell(alice), expected: '5', found: '6' },
      { index: 3, key: nonceCell(alice), expected: '', found: '1' },
      { index: 3, key: balanceCell(bob), expected: '', found: '7' },
      { index: 3, key: nonceCell(bob), expected: undefined, found: '' },
    ]);
    expect(effects.writes).toEqual(record.writes);
  });
});
