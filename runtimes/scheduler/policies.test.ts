import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountId, balanceCell, nonceCell, storageCell, type CellKey } from '../core/cell.ts';
import { version } from '../core/version.ts';
import { Declared, type AccessSet } from './declared.ts';
import { FakeView } from './fake-view.testkit.ts';
import { FirstCommitterWins } from './first-committer-wins.ts';
import { Optimistic } from './optimistic.ts';
import { carryOver, newPace } from './pace.ts';
import { Serial } from './serial.ts';

const account = accountId('11'.repeat(20));
const effects = {
  outcome: { status: 'outOfGas' as const },
  gasUsed: 0n,
  reads: [],
  writes: [],
  deltas: [],
  events: [],
  codes: [],
  preimages: [],
  frames: [],
  recorded: false,
};

describe('optimistic', () => {
  /** Both lanes work; all that the second executes is aborted if there is contention. Lanes served in each round. */
  function rounds(policy: Optimistic, view: FakeView, count: number, contended: boolean): number[] {
    return Array.from({ length: count }, () => {
      const batches = [view.select(policy, 0, 512), view.select(policy, 1, 512)];
      for (const [id, batch] of batches.entries()) {
        for (const index of batch) {
          if (contended && id === 1) policy.onAborted(index);
          policy.onExecuted(index);
          view.commitIndex = Math.max(view.commitIndex, index + 1);
        }
        view.lane(id).outstanding = 0;
      }
      return batches.filter((batch) => batch.length > 0).length;
    });
  }

  it('ends on one lane under total contention, and tries a second one from time to time', () => {
    const served = rounds(new Optimistic(), new FakeView(100_000, 2), 300, true);
    expect(served[0]).toBe(2);
    expect(served.slice(20).filter((lanes) => lanes === 1).length).toBeGreaterThan(200);
    expect(served.slice(20)).toContain(2);
  });

  it('keeps all lanes and takes larger batches where nothing is aborted', () => {
    const policy = new Optimistic();
    const view = new FakeView(100_000, 2);
    expect(new Set(rounds(policy, view, 40, false))).toEqual(new Set([2]));
    expect(view.select(policy, 0, 512)).toHaveLength(512);
  });

  it('goes on in the next block as the one before has taught', () => {
    const pace = newPace();
    rounds(new Optimistic(pace), new FakeView(1_000, 2), 60, true);
    expect(pace.lanes).toBe(1);
    expect(rounds(new Optimistic(carryOver(pace)), new FakeView(1_000, 2), 1, true)).toEqual([1]);
    expect(rounds(new Optimistic(), new FakeView(1_000, 2), 1, true)).toEqual([2]);
  });

  it('comes back to all lanes within some blocks once nothing conflicts any more', () => {
    const pace = newPace();
    for (let block = 0; block < 40; block++) rounds(new Optimistic(carryOver(pace)), new FakeView(5_000, 2), 300, true);
    expect(pace.lanes).toBeLessThanOrEqual(2);
    let blocks = 0;
    for (; blocks < 20 && pace.lanes !== Number.POSITIVE_INFINITY; blocks++)
      rounds(new Optimistic(carryOver(pace)), new FakeView(1_000, 2), 150, false);
    expect(pace.lanes).toBe(Number.POSITIVE_INFINITY);
    expect(blocks).toBeLessThan(8);
  });

  it('does not run far ahead of the commit front', () => {
    const policy = new Optimistic();
    const view = new FakeView(100_000, 2);
    let ahead = 0;
    for (let batch = view.select(policy, 1, 512); batch.length > 0; batch = view.select(policy, 1, 512))
      ahead += batch.length;
    expect(ahead).toBeLessThan(1000);
  });
});

describe('declared', () => {
  const cell = fc.integer({ min: 0, max: 4 }).map((slot): CellKey => storageCell(account, '', `0${slot}`));
  const set = fc.record({ reads: fc.array(cell, { maxLength: 2 }), writes: fc.array(cell, { maxLength: 2 }) });
  const conflict = (x: AccessSet, y: AccessSet): boolean =>
    x.writes.some((key) => y.reads.includes(key) || y.writes.includes(key)) ||
    y.writes.some((key) => x.reads.includes(key));

  it('holds nothing back for what was aborted while it ran', () => {
    const policy = new Declared({
      expect: () => ({ reads: [], writes: [storageCell(account, '', '01')] }),
      observe: () => undefined,
    });
    const view = new FakeView(3, 2);
    view.commitIndex = -1;
    view.select(policy, 0, 1);
    policy.onAborted(0, undefined);
    view.putBack(0);
    view.select(policy, 0, 1);
    policy.onExecuted(0);
    expect(view.select(policy, 1, 1)).toEqual([1]);
  });

  it('never runs on two lanes at once what is expected to conflict', () => {
    const step = fc.record({
      lane: fc.nat(2),
      limit: fc.integer({ min: 1, max: 3 }),
      finish: fc.nat(5),
      how: fc.nat(1),
    });
    fc.assert(
      fc.property(fc.array(set, { minLength: 4, maxLength: 20 }), fc.array(step, { maxLength: 30 }), (sets, steps) => {
        const policy = new Declared({ expect: (index) => sets[index] as AccessSet, observe: () => undefined });
        const view = new FakeView(sets.length, 3);
        // Without a front: that one alone goes ahead whatever it conflicts with.
        view.commitIndex = -1;
        const running = new Map<number, number>();
        for (const { lane, limit, finish, how } of steps) {
          for (const index of view.select(policy, lane, limit)) running.set(index, lane);
          for (const [x, on] of running) {
            for (const [y, other] of running) {
              if (on !== other) expect(conflict(sets[x] as AccessSet, sets[y] as AccessSet)).toBe(false);
            }
          }
          const done = [...running.keys()][finish];
          if (done === undefined) continue;
          running.delete(done);
          if (how === 0) policy.onExecuted(done);
          else {
            policy.onRetried(done);
            view.putBack(done);
          }
        }
      }),
    );
  });

  it('does not hold back for ever: when all else is done, what is left runs anywhere', () => {
    const set: AccessSet = { reads: [], writes: [balanceCell(account)] };
    const policy = new Declared({ expect: () => set, observe: () => undefined });
    const view = new FakeView(3, 2);
    expect(view.select(policy, 0, 1)).toEqual([0]);
    expect(view.select(policy, 1, 1)).toEqual([]);
    policy.onExecuted(0);
    expect(view.select(policy, 1, 1)).toEqual([1]);
  });

  it('lets the commit front go ahead whatever it conflicts with', () => {
    const set: AccessSet = { reads: [], writes: [balanceCell(account)] };
    const policy = new Declared({ expect: () => set, observe: () => undefined });
    const view = new FakeView(3, 2);
    view.select(policy, 0, 1);
    view.commitIndex = 1;
    expect(view.select(policy, 1, 2)).toEqual([1]);
  });

  it('believes what an aborted incarnation did more than any list', () => {
    const policy = new Declared({ expect: () => ({ reads: [], writes: [] }), observe: () => undefined });
    const key = nonceCell(account);
    policy.onAborted(1, { ...effects, reads: [{ key, version: version(1, 0, 0) }] });
    expect(policy.reads(1)).toEqual([key]);
    expect(policy.reads(0)).toEqual([]);
  });
});

describe('first-committer-wins', () => {
  it('predicts the nonce of all but the first transaction of a sender', () => {
    const other = accountId('22'.repeat(20));
    const policy = new FirstCommitterWins(7, [
      { sender: account, nonce: 15n },
      { sender: other, nonce: 0n },
      { sender: account, nonce: 16n },
      { sender: account, nonce: 17n },
    ]);
    expect([policy.ship(0), policy.ship(1)]).toEqual([[], []]);
    expect(policy.ship(2)).toEqual([
      { key: nonceCell(account), value: '10', version: version(7, 0, 0), byValue: true },
    ]);
    expect(policy.ship(3)).toEqual([
      { key: nonceCell(account), value: '11', version: version(7, 2, 0), byValue: true },
    ]);
  });
});

describe('serial', () => {
  it('uses one lane at a time, in order', () => {
    const policy = new Serial();
    const view = new FakeView(5, 2);
    expect(view.select(policy, 1, 2)).toEqual([0, 1]);
    expect(view.select(policy, 0, 2)).toEqual([]);
    expect(view.select(policy, 1, 2)).toEqual([2, 3]);
    view.lane(1).outstanding = 0;
    expect(view.select(policy, 0, 2)).toEqual([4]);
  });
});
