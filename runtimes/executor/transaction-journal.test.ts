import { describe, expect, it } from 'vitest';
import { accountId, balanceCell, storageCell, type CellKey } from '../core/cell.ts';
import type { ContractEvent } from '../core/effects.ts';
import { version } from '../core/version.ts';
import { TransactionJournal, type Seen } from './transaction-journal.ts';

const account = accountId('11'.repeat(20));
const a = balanceCell(account);
const b = storageCell(account, '', '0b');
const at = version(3, 2, 1);

function journalOver(cells: Readonly<Record<string, string>>, byValue = false): [TransactionJournal, CellKey[]] {
  const asked: CellKey[] = [];
  const view = (key: CellKey): Seen => {
    asked.push(key);
    return { value: cells[key] ?? '', version: at, byValue };
  };
  return [new TransactionJournal(view), asked];
}

const event = (n: number): ContractEvent => ({ account, topics: [], data: new Uint8Array([n]) });

describe('reads', () => {
  it('are recorded once, absence included, with the version seen', () => {
    const [journal, asked] = journalOver({ [a]: '5' });
    expect([journal.read(a), journal.read(a), journal.read(b)]).toEqual(['5', '5', '']);
    expect(asked).toEqual([a, b]);
    expect(journal.finish().reads).toEqual([
      { key: a, version: at },
      { key: b, version: at },
    ]);
  });

  it('carry their value where validation must compare values', () => {
    const [journal] = journalOver({ [a]: '5' }, true);
    journal.read(a);
    expect(journal.finish().reads).toEqual([{ key: a, version: at, value: '5' }]);
  });

  it('outlive the frame that made them', () => {
    const [journal] = journalOver({ [a]: '5' });
    journal.checkpoint();
    journal.read(a);
    journal.write(b, '1');
    journal.revert();
    expect(journal.finish()).toMatchObject({ reads: [{ key: a }], writes: [] });
  });

  it('of own writes are none', () => {
    const [journal, asked] = journalOver({ [a]: '5' });
    journal.write(a, '6');
    expect(journal.read(a)).toBe('6');
    expect(asked).toEqual([]);
    expect(journal.original(a)).toBe('5');
    expect(journal.finish()).toMatchObject({ reads: [{ key: a }], writes: [{ key: a, value: '6' }] });
  });
});

describe('credits', () => {
  it('read nothing and add up', () => {
    const [journal, asked] = journalOver({ [a]: '5' });
    journal.credit(a, 2n);
    journal.credit(a, 3n);
    journal.credit(b, 0n);
    expect(asked).toEqual([]);
    expect(journal.finish()).toMatchObject({ reads: [], writes: [], deltas: [{ key: a, amount: 5n }] });
  });

  it('become a write where the cell is read as well', () => {
    const [journal] = journalOver({ [a]: '5' });
    journal.credit(a, 0xan);
    expect(journal.read(a)).toBe('f');
    journal.credit(a, 1n);
    expect(journal.finish()).toMatchObject({ reads: [{ key: a }], writes: [{ key: a, value: '10' }], deltas: [] });
  });

  it('go into an own write', () => {
    const [journal] = journalOver({});
    journal.write(a, '5');
    journal.credit(a, 1n);
    expect(journal.finish()).toMatchObject({ reads: [], writes: [{ key: a, value: '6' }], deltas: [] });
  });

  it('are replaced by a later write, and come back when that is undone', () => {
    const [journal] = journalOver({});
    journal.credit(a, 3n);
    journal.checkpoint();
    journal.write(a, '9');
    journal.credit(a, 1n);
    expect(journal.read(a)).toBe('a');
    journal.revert();
    expect(journal.finish()).toMatchObject({ writes: [], deltas: [{ key: a, amount: 3n }] });
  });

  it('that cancel out are none', () => {
    const [journal] = journalOver({});
    journal.credit(a, 3n);
    journal.credit(a, -3n);
    expect(journal.finish().deltas).toEqual([]);
  });
});

describe('writes', () => {
  it('back to the value read are none, the read stays', () => {
    const [journal] = journalOver({ [a]: '5' });
    journal.read(a);
    journal.write(a, '6');
    journal.write(a, '5');
    expect(journal.finish()).toMatchObject({ reads: [{ key: a }], writes: [] });
  });

  it('without a read stay, whatever the value', () => {
    const [journal] = journalOver({ [a]: '5' });
    journal.write(a, '5');
    expect(journal.finish()).toMatchObject({ reads: [], writes: [{ key: a, value: '5' }] });
  });
});

describe('checkpoints', () => {
  it('nest: a revert undoes what was merged into it, and no more', () => {
    const [journal] = journalOver({});
    journal.write(a, '1');
    journal.emit(event(1));
    journal.checkpoint();
    journal.write(a, '2');
    journal.checkpoint();
    journal.write(a, '3');
    journal.write(b, '3');
    journal.credit(balanceCell(accountId('22'.repeat(20))), 7n);
    journal.emit(event(2));
    journal.putCode({ hash: 'ab', bytes: new Uint8Array([1]) });
    expect(journal.depth).toBe(2);
    journal.commit();
    expect(journal.read(a)).toBe('3');
    expect(journal.ownCode('ab')).toEqual(new Uint8Array([1]));
    journal.revert();
    expect(journal.depth).toBe(0);
    expect(journal.ownCode('ab')).toBeUndefined();
    expect(journal.finish()).toEqual({
      reads: [],
      writes: [{ key: a, value: '1' }],
      deltas: [],
      events: [event(1)],
      codes: [],
      frames: [],
      recorded: false,
    });
  });

  it('undo the inner frame alone', () => {
    const [journal] = journalOver({});
    journal.checkpoint();
    journal.write(a, '1');
    journal.checkpoint();
    journal.write(a, '2');
    journal.revert();
    journal.commit();
    expect(journal.finish().writes).toEqual([{ key: a, value: '1' }]);
  });

  it('come in pairs: anything else is a bug', () => {
    const [journal] = journalOver({});
    expect(() => journal.commit()).toThrow(/without a checkpoint/);
    expect(() => journal.revert()).toThrow(/without a checkpoint/);
  });
});

describe('scratch', () => {
  it('is undone with its frame and never becomes an effect', () => {
    const [journal] = journalOver({});
    journal.scratchSet('t/1', 'x');
    journal.checkpoint();
    journal.scratchSet('t/1', 'y');
    journal.scratchSet('t/2', 'z');
    journal.scratchSet('w/1', '');
    expect([...journal.scratchEntries('t/')]).toEqual([
      ['t/1', 'y'],
      ['t/2', 'z'],
    ]);
    journal.revert();
    expect([...journal.scratchEntries('')]).toEqual([['t/1', 'x']]);
    journal.checkpoint();
    journal.scratchSet('t/1', undefined);
    expect(journal.scratchGet('t/1')).toBeUndefined();
    journal.revert();
    expect(journal.scratchGet('t/1')).toBe('x');
    expect(journal.finish()).toMatchObject({ reads: [], writes: [], deltas: [], events: [], codes: [], frames: [] });
  });
});

describe('a recorded transaction', () => {
  it('says of every read what it saw, those before it was marked included', () => {
    const [journal] = journalOver({ [a]: '5' });
    journal.read(a);
    journal.isZero(b);
    journal.markRecorded();
    journal.write(a, '6');
    expect(journal.finish()).toMatchObject({
      recorded: true,
      reads: [
        { key: a, version: at, value: '5' },
        { key: b, version: at, zero: true },
      ],
      writes: [{ key: a, value: '6' }],
    });
  });

  it('stays one when the frame that made it one is undone', () => {
    const [journal] = journalOver({});
    journal.checkpoint();
    journal.markRecorded();
    journal.revert();
    expect(journal.finish().recorded).toBe(true);
    expect(journalOver({})[0].finish().recorded).toBe(false);
  });
});

describe('isZero', () => {
  it('records only the answer, and lets credits stay deltas', () => {
    const [journal] = journalOver({ [a]: '5' });
    expect([journal.isZero(a), journal.isZero(b)]).toEqual([false, true]);
    journal.credit(b, 2n);
    expect(journal.isZero(b)).toBe(false);
    expect(journal.finish()).toMatchObject({
      reads: [
        { key: a, version: at, zero: false },
        { key: b, version: at, zero: true },
      ],
      writes: [],
      deltas: [{ key: b, amount: 2n }],
    });
  });

  it('becomes a read where the number itself is needed', () => {
    const [journal, asked] = journalOver({ [a]: '5' });
    journal.isZero(a);
    journal.read(a);
    expect(asked).toEqual([a]);
    expect(journal.finish().reads).toEqual([{ key: a, version: at }]);
    const [debited] = journalOver({ [a]: '5' });
    debited.credit(a, -5n);
    expect(debited.isZero(a)).toBe(true);
    expect(debited.finish().reads).toEqual([{ key: a, version: at }]);
  });
});
