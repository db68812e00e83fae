import { describe, expect, it } from 'vitest';
import { balanceCell, nonceCell, storageCell, type CellKey } from '../core/cell.ts';
import { GENESIS, version } from '../core/version.ts';
import { CellTable } from '../scheduler/cell.ts';
import { account } from '../testkit/script-block.ts';
import { announce, ReplicaFeed, type CellSource } from './replica-feed.ts';

const one = account(1);
const a = balanceCell(one);
const n = nonceCell(one);

/** `complete`: the account is small enough to be told whole. */
function start(complete: boolean, keys: readonly CellKey[] = [a, n]) {
  const table = new CellTable(() => ({ value: '5', version: GENESIS }));
  const cell = (key: CellKey) => table.cell(key);
  const source: CellSource = {
    read: cell,
    page: (_account, limit) => ({ cells: keys.slice(0, limit).map((key) => [key, cell(key)] as const), complete }),
  };
  return { table, cell, source, feed: new ReplicaFeed(2) };
}
const empty = { reset: false, dropped: [], updates: [], complete: [] };

describe('ReplicaFeed', () => {
  it('makes a lane forget first, once', () => {
    const { feed } = start(true);
    expect([feed.isFresh, feed.take().reset, feed.isFresh, feed.take()]).toEqual([true, true, false, empty]);
  });

  it('ships a small account whole, and tells every later change of it', () => {
    const { feed, cell, source, table } = start(true);
    expect(feed.answer(cell(a), source, cell)).toMatchObject({ cells: [{ key: a }, { key: n }], complete: one });
    expect(feed.holds(table.account(one))).toBe(true);
    feed.take();
    const slot = cell(storageCell(one, '', '01'));
    slot.value = '9';
    slot.version = version(1, 0, 0);
    announce(slot, undefined);
    expect(feed.take()).toEqual({ ...empty, updates: [{ key: slot.key, value: '9', version: slot.version }] });
    expect(feed.take()).toEqual(empty);
  });

  it('ships of a large account what was asked for, and follows only what it shipped', () => {
    const slots = Array.from({ length: 100 }, (_, i) => storageCell(one, '', i.toString(16).padStart(2, '0')));
    const { feed, cell, source } = start(false, slots);
    const last = slots[99] as CellKey;
    const answer = feed.answer(cell(last), source, cell);
    expect(answer.complete).toBeUndefined();
    expect(answer.cells.map(({ key }) => key)).toContain(last);
    expect(answer.cells.length).toBeLessThan(30);
    feed.take();
    announce(cell(slots[98] as CellKey), undefined);
    announce(cell(last), undefined);
    expect(feed.take().updates.map(({ key }) => key)).toEqual([last]);
  });

  it('does not send a lane its own writes, but those of others', () => {
    const { feed, cell } = start(false);
    feed.take();
    feed.wrote(cell(a));
    announce(cell(a), feed);
    expect(feed.take()).toEqual(empty);
    announce(cell(a), new ReplicaFeed());
    expect(feed.take().updates).toHaveLength(1);
  });

  it('drops a pending change that the lane has overwritten itself', () => {
    const { feed, cell } = start(false);
    feed.prefetchCell(cell(a));
    feed.wrote(cell(a));
    expect(feed.take().updates).toEqual([]);
  });

  it('prefetches an account once', () => {
    const { feed, cell, source, table } = start(true);
    feed.prefetchAccount(table.account(one), source, cell);
    const told = feed.take();
    expect([told.updates.map(({ key }) => key), told.complete]).toEqual([[a, n], [one]]);
    feed.prefetchAccount(table.account(one), source, cell);
    feed.prefetchCell(cell(a));
    expect(feed.take()).toEqual(empty);
  });

  it('tells what was withdrawn, once', () => {
    const { feed } = start(true);
    feed.take();
    feed.onWithdraw(4, 1);
    expect(feed.take().dropped).toEqual([{ index: 4, incarnation: 1 }]);
    expect(feed.take().dropped).toEqual([]);
  });

  it('is stale when more is pending than telling is worth', () => {
    const { feed, cell } = start(false);
    const keys = ['01', '02', '03'].map((slot) => storageCell(one, '', slot));
    expect(keys.map((key) => (feed.prefetchCell(cell(key)), feed.isStale))).toEqual([false, false, true]);
  });

  it('that is closed is told no more, and taken off the list', () => {
    const { feed, cell } = start(false);
    feed.prefetchCell(cell(a));
    feed.take();
    feed.closed = true;
    announce(cell(a), undefined);
    expect(cell(a).followers).toEqual([]);
    expect(feed.take().updates).toEqual([]);
  });
});
