import { describe, expect, it } from 'vitest';
import { accountId, balanceCell, nonceCell, type CellKey } from '../core/cell.ts';
import { GENESIS, version } from '../core/version.ts';
import type { CellUpdate, FetchAnswer, Notice } from '../core/wire.ts';
import { Replica } from './replica.ts';
import type { JournalResult } from './transaction-journal.ts';

const BLOCK = 4;
const account = accountId('11'.repeat(20));
const a = balanceCell(account);
const n = nonceCell(account);
const old = version(2, 9, 0);
const own = (index: number, incarnation = 0) => version(BLOCK, index, incarnation);

const notice = (part: Partial<Notice> = {}): Notice => ({
  reset: false,
  block: BLOCK,
  horizon: -1,
  chained: true,
  dropped: [],
  updates: [],
  complete: [],
  ...part,
});

const result = (part: Partial<JournalResult>): JournalResult => ({
  reads: [],
  writes: [],
  deltas: [],
  events: [],
  codes: [],
  frames: [],
  recorded: false,
  ...part,
});
const writes = (value: string, key: CellKey = a): JournalResult => result({ writes: [{ key, value }] });
const credits = (amount: bigint): JournalResult => result({ deltas: [{ key: a, amount }] });

/** A replica that fetches from `cells`; `asked` are its misses. */
function start(cells: readonly CellUpdate[] = [{ key: a, value: '5', version: old }], part: Partial<Notice> = {}) {
  const asked: { key: CellKey; index: number }[] = [];
  const answer: { value: FetchAnswer } = { value: { cells } };
  const replica = new Replica((key, index) => {
    asked.push({ key, index });
    return answer.value;
  });
  replica.begin(notice({ reset: true, ...part }));
  return { replica, asked, answer };
}

describe('committed cells', () => {
  it('are fetched once', () => {
    const { replica, asked } = start();
    const seen = { value: '5', version: old, byValue: false };
    expect(replica.read(a, 3)).toEqual(seen);
    expect(replica.read(a, 4)).toEqual(seen);
    expect(asked).toEqual([{ key: a, index: 3 }]);
  });

  it('that an answer leaves out are absent', () => {
    const { replica, asked } = start();
    expect(replica.read(n, 0)).toEqual({ value: '', version: GENESIS, byValue: false });
    replica.read(n, 1);
    expect(asked).toHaveLength(1);
  });

  it('of a complete account are not fetched, be it told or answered', () => {
    const told = start([], { complete: [account], updates: [{ key: a, value: '7', version: old }] });
    expect(told.replica.read(n, 0).value).toBe('');
    expect(told.replica.read(a, 0).value).toBe('7');
    expect(told.asked).toEqual([]);
    const answered = start();
    answered.answer.value = { cells: [], complete: account };
    answered.replica.read(a, 0);
    answered.replica.read(n, 0);
    expect(answered.asked).toHaveLength(1);
  });

  it('are replaced by newer ones only', () => {
    const { replica } = start();
    replica.read(a, 0);
    replica.begin(notice({ updates: [{ key: a, value: '1', version: version(1, 0, 0) }] }));
    expect(replica.read(a, 0).value).toBe('5');
    replica.begin(notice({ updates: [{ key: a, value: '6', version: own(0) }] }));
    expect(replica.read(a, 3)).toEqual({ value: '6', version: own(0), byValue: false });
  });

  it('are forgotten on reset, with everything else', () => {
    const { replica, asked } = start([{ key: a, value: '5', version: old }], { complete: [account] });
    replica.keep(1, 0, writes('9'));
    replica.begin(notice({ reset: true }));
    expect(replica.read(a, 3)).toMatchObject({ value: '5', version: old });
    replica.read(n, 3);
    expect(asked.map((miss) => miss.key)).toEqual([a, n]);
  });
});

describe('own writes', () => {
  it('are seen above, not below nor by themselves', () => {
    const { replica } = start();
    replica.keep(3, 1, writes('9'));
    expect(replica.read(a, 4)).toEqual({ value: '9', version: own(3, 1), byValue: false });
    expect(replica.read(a, 3).value).toBe('5');
    expect(replica.read(a, 2).value).toBe('5');
  });

  it('spare the fetch of what they cover', () => {
    const { replica, asked } = start();
    replica.keep(3, 0, writes('9'));
    replica.read(a, 4);
    expect(asked).toEqual([]);
  });

  it('are found newest first, in whatever order they were made', () => {
    const { replica } = start();
    replica.keep(5, 0, writes('55'));
    replica.keep(2, 0, writes('22'));
    expect([replica.read(a, 6), replica.read(a, 5), replica.read(a, 2)].map((seen) => seen.value)).toEqual([
      '55',
      '22',
      '5',
    ]);
  });

  it('go when dropped, but only those of the incarnation dropped', () => {
    const { replica } = start();
    replica.keep(3, 1, writes('9'));
    replica.begin(notice({ dropped: [{ index: 3, incarnation: 0 }] }));
    expect(replica.read(a, 4).value).toBe('9');
    replica.begin(notice({ dropped: [{ index: 3, incarnation: 1 }] }));
    expect(replica.read(a, 4).value).toBe('5');
  });

  it('are replaced by those of the next incarnation, also where that does not write the cell', () => {
    const { replica } = start();
    replica.keep(3, 0, writes('9'));
    replica.keep(3, 1, writes('1', n));
    expect(replica.read(a, 4).value).toBe('5');
    expect(replica.read(n, 4).version).toBe(own(3, 1));
  });

  it('are committed at the horizon, and then hold for lower transactions as well', () => {
    const { replica, asked } = start();
    replica.keep(3, 0, writes('9'));
    replica.keep(5, 0, writes('b'));
    replica.begin(notice({ horizon: 3 }));
    expect(replica.read(a, 4)).toEqual({ value: '9', version: own(3), byValue: false });
    // Dropping it now would be too late: it is the committed value.
    replica.begin(
      notice({
        horizon: 3,
        dropped: [
          { index: 3, incarnation: 0 },
          { index: 5, incarnation: 0 },
        ],
      }),
    );
    expect(replica.read(a, 9).value).toBe('9');
    expect(asked).toEqual([]);
  });

  it('are committed all when the next block begins', () => {
    const { replica } = start();
    replica.keep(3, 0, writes('9'));
    replica.begin(notice({ block: BLOCK + 1 }));
    expect(replica.read(a, 0)).toEqual({ value: '9', version: own(3), byValue: false });
  });

  it('do not outlive a newer committed value', () => {
    const { replica } = start();
    replica.keep(3, 0, writes('9'));
    replica.begin(notice({ horizon: 6, updates: [{ key: a, value: 'c', version: own(6) }] }));
    expect(replica.read(a, 7)).toEqual({ value: 'c', version: own(6), byValue: false });
  });

  it('are not kept in a batch that is not chained', () => {
    const { replica } = start(undefined, { chained: false });
    replica.keep(3, 0, writes('9'));
    expect(replica.read(a, 4).value).toBe('5');
  });
});

describe('deltas', () => {
  it('add up on a fetched base, which is asked for in between', () => {
    const { replica, asked } = start();
    replica.keep(1, 0, credits(2n));
    replica.keep(2, 0, credits(3n));
    expect(replica.read(a, 3)).toEqual({ value: 'a', version: own(2), byValue: true });
    expect(replica.read(a, 2)).toEqual({ value: '7', version: own(1), byValue: true });
    expect(asked).toEqual([{ key: a, index: 3 }]);
  });

  it('are not added twice when the answer contains them already', () => {
    const { replica, answer } = start();
    replica.keep(1, 0, credits(2n));
    replica.keep(2, 0, credits(3n));
    answer.value = { cells: [{ key: a, value: '7', version: own(1) }] };
    expect(replica.read(a, 3)).toEqual({ value: 'a', version: own(2), byValue: true });
  });

  it('add up on an own write', () => {
    const { replica, asked } = start();
    replica.keep(1, 0, writes('20'));
    replica.keep(2, 0, credits(3n));
    expect(replica.read(a, 3)).toEqual({ value: '23', version: own(2), byValue: true });
    expect(asked).toEqual([]);
  });

  it('come back folded when they are committed', () => {
    const { replica } = start();
    replica.read(a, 0);
    replica.keep(1, 0, credits(2n));
    replica.begin(notice({ horizon: 1, updates: [{ key: a, value: '7', version: own(1) }] }));
    expect(replica.read(a, 3)).toEqual({ value: '7', version: own(1), byValue: false });
  });
});

describe('shipped cells', () => {
  const shipped = (index: number, value: string, byValue = false) => ({ key: a, value, version: own(index), byValue });

  it('beat older committed values, for transactions above their writer', () => {
    const { replica } = start();
    replica.read(a, 0);
    replica.ship([shipped(2, '9', true)]);
    expect(replica.read(a, 3)).toEqual({ value: '9', version: own(2), byValue: true });
    expect(replica.read(a, 2).value).toBe('5');
  });

  it('lose against newer own writes, and carry newer own deltas', () => {
    const { replica } = start();
    replica.ship([shipped(2, '9')]);
    replica.keep(3, 0, credits(1n));
    expect(replica.read(a, 4)).toEqual({ value: 'a', version: own(3), byValue: true });
    replica.keep(4, 0, writes('b'));
    expect(replica.read(a, 5)).toEqual({ value: 'b', version: own(4), byValue: false });
  });

  it('contain own writes below them', () => {
    const { replica } = start();
    replica.keep(1, 0, credits(1n));
    replica.ship([shipped(2, '9')]);
    expect(replica.read(a, 3)).toEqual({ value: '9', version: own(2), byValue: false });
  });

  it('stay until they are taken back', () => {
    const { replica } = start();
    replica.ship([shipped(2, '9')]);
    replica.begin(notice());
    expect(replica.read(a, 3).value).toBe('9');
    replica.unship();
    expect(replica.read(a, 3).value).toBe('5');
  });
});
