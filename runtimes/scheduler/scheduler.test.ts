import { describe, expect, it } from 'vitest';
import { accountId, addQuantity, balanceCell, nonceCell, type AccountId } from '../core/cell.ts';
import type { Effects } from '../core/effects.ts';
import type { PolicyName, ScheduleEvent } from '../core/schedule.ts';
import { GENESIS, version, type Version } from '../core/version.ts';
import type { TaskResult } from '../core/wire.ts';
import { CellTable } from './cell.ts';
import { createPolicy } from './create-policy.ts';
import { Scheduler } from './scheduler.ts';

const BLOCK = 1;
const senderOf = (index: number): AccountId => accountId(index.toString(16).padStart(40, '0'));
const account = accountId('11'.repeat(20));
const a = balanceCell(account);
const b = nonceCell(account);
const at = (index: number, incarnation = 0): Version => version(BLOCK, index, incarnation);

const effects = (part: Partial<Effects> = {}): Effects => ({
  outcome: { status: 'success', output: new Uint8Array() },
  gasUsed: 1n,
  reads: [],
  writes: [],
  deltas: [],
  events: [],
  codes: [],
  preimages: [],
  frames: [],
  recorded: false,
  ...part,
});
const done = (index: number, incarnation: number, part: Partial<Effects> = {}): TaskResult => ({
  index,
  incarnation,
  start: 0,
  end: 1,
  kind: 'done',
  effects: effects(part),
});

/** A scheduler with one lane for each name given, on an empty ledger. */
function start(
  count: number,
  lanes: readonly string[],
  policy: PolicyName = 'optimistic',
  sender: (index: number) => AccountId = senderOf,
  recorded: ReadonlyMap<number, Effects> = new Map(),
) {
  const events: ScheduleEvent[] = [];
  const withdrawn: number[][] = [];
  const tasks = Array.from({ length: count }, (_, index) => ({ runtime: 'x', sender: sender(index), nonce: 0n }));
  const scheduler = new Scheduler({
    block: BLOCK,
    tasks,
    policy: createPolicy(policy, { block: BLOCK, tasks, forecast: undefined }),
    table: new CellTable(() => ({ value: '', version: GENESIS })),
    settled: new Map([...recorded.keys()].map((index) => [index, 'recorded'] as const)),
    host: {
      commit: ({ index, incarnation, bound }) => {
        for (const { cell, value, delta } of bound.writes) {
          cell.value = value ?? addQuantity(cell.value, delta);
          cell.version = at(index, incarnation);
        }
      },
      withdraw: (...what) => withdrawn.push(what),
      settle: (index, how) => {
        if (how === 'recorded') return recorded.get(index) ?? effects({});
        return effects({ outcome: how === 'invalidated' ? { status: how } : { status: how, reason: '' } });
      },
      emit: (event) => events.push(event),
    },
  });
  lanes.forEach((runtime, id) => addLane(scheduler, id, runtime));
  const assigned = (id: number): number[][] | undefined =>
    scheduler.assign(id)?.tasks.map(({ index, incarnation }) => [index, incarnation]);
  const of = <K extends ScheduleEvent['kind']>(kind: K) =>
    events.filter((event): event is Extract<ScheduleEvent, { kind: K }> => event.kind === kind);
  return { scheduler, events, withdrawn, assigned, of };
}

const addLane = (scheduler: Scheduler, id: number, runtime = 'x'): void =>
  scheduler.addLane({ id, ref: { executor: `${runtime}#${id}`, lane: 0 }, runtime });

describe('transactions of one sender', () => {
  it('are not sent to another lane while the one before them runs, and then find its nonce and balance', () => {
    const { scheduler, assigned } = start(2, ['x', 'x'], 'optimistic', () => account);
    expect([assigned(0), assigned(1)]).toEqual([[[0, 0]], undefined]);
    scheduler.report(0, done(0, 0, { writes: [{ key: b, value: '1' }] }));
    expect(scheduler.commitIndex).toBe(1);
    expect(assigned(1)).toEqual([[1, 0]]);
  });

  it('are shipped what the one before them wrote, where that is not committed yet', () => {
    const { scheduler, assigned } = start(3, ['x', 'x', 'x'], 'optimistic', (index) =>
      index === 0 ? senderOf(0) : account,
    );
    expect([assigned(0), assigned(1), assigned(2)]).toEqual([[[0, 0]], [[1, 0]], undefined]);
    scheduler.report(1, done(1, 0, { writes: [{ key: b, value: '1' }] }));
    expect(scheduler.assign(2)?.tasks).toEqual([
      { index: 2, incarnation: 0, shipped: [{ key: b, value: '1', version: at(1), byValue: false }] },
    ]);
  });
});

describe('conflicts', () => {
  it('name the cell, the version read, the version found and its writer', () => {
    const { scheduler, assigned, of, withdrawn } = start(2, ['x', 'x']);
    expect([assigned(0), assigned(1)]).toEqual([[[0, 0]], [[1, 0]]]);
    scheduler.report(1, done(1, 0, { reads: [{ key: a, version: GENESIS }] }));
    expect(of('abort')).toEqual([]);
    scheduler.report(0, done(0, 0, { writes: [{ key: a, value: '7' }] }));
    expect(of('abort')).toEqual([
      {
        kind: 'abort',
        index: 1,
        incarnation: 0,
        conflict: { cell: a, read: GENESIS, found: at(0), writer: 0, withdrawn: false },
      },
    ]);
    expect(withdrawn).toEqual([[1, 1, 0]]);
    expect(assigned(1)).toEqual([[1, 1]]);
    scheduler.report(1, done(1, 1, { reads: [{ key: a, version: at(0) }] }));
    expect(of('commit').map(({ index, incarnation }) => [index, incarnation])).toEqual([
      [0, 0],
      [1, 1],
    ]);
    expect(scheduler.done).toBe(true);
  });

  it('are found when the reader reports last as well', () => {
    const { scheduler, assigned, of } = start(2, ['x', 'x']);
    assigned(0);
    assigned(1);
    scheduler.report(0, done(0, 0, { writes: [{ key: a, value: '7' }] }));
    scheduler.report(1, done(1, 0, { reads: [{ key: a, version: GENESIS }] }));
    expect(of('abort').map((event) => event.conflict)).toEqual([
      { cell: a, read: GENESIS, found: at(0), writer: 0, withdrawn: false },
    ]);
  });

  it('are none between credits, nor with a read that saw their sum', () => {
    const { scheduler, assigned, of } = start(3, ['x', 'x', 'x']);
    for (const id of [0, 1, 2]) assigned(id);
    scheduler.report(2, done(2, 0, { reads: [{ key: a, version: at(1), value: '3' }] }));
    expect(of('abort')).toHaveLength(1);
    assigned(2);
    scheduler.report(1, done(1, 0, { deltas: [{ key: a, amount: 2n }] }));
    scheduler.report(0, done(0, 0, { deltas: [{ key: a, amount: 1n }] }));
    scheduler.report(2, done(2, 1, { reads: [{ key: a, version: at(1), value: '3' }] }));
    expect(of('abort')).toHaveLength(1);
    expect(scheduler.done).toBe(true);
  });

  it('take along who has read from what is aborted', () => {
    const { scheduler, assigned, of } = start(3, ['x', 'x', 'x']);
    for (const id of [0, 1, 2]) assigned(id);
    scheduler.report(1, done(1, 0, { reads: [{ key: a, version: GENESIS }], writes: [{ key: b, value: '1' }] }));
    scheduler.report(2, done(2, 0, { reads: [{ key: b, version: at(1) }] }));
    scheduler.report(0, done(0, 0, { writes: [{ key: a, value: '7' }] }));
    expect(
      of('abort').map(({ index, conflict }) => [index, conflict.cell, conflict.writer, conflict.withdrawn]),
    ).toEqual([
      [1, a, 0, false],
      [2, b, 1, true],
    ]);
    expect(scheduler.commitIndex).toBe(1);
  });

  it('at the front of all are a bug, and said to be', () => {
    const { scheduler, assigned } = start(1, ['x']);
    assigned(0);
    expect(() => scheduler.report(0, done(0, 0, { reads: [{ key: a, version: at(9) }] }))).toThrow(
      /alone at the front/,
    );
  });

  it('invalidate instead, under first-committer-wins', () => {
    const { scheduler, assigned, of } = start(2, ['x', 'x'], 'first-committer-wins');
    assigned(0);
    assigned(1);
    scheduler.report(1, done(1, 0, { reads: [{ key: a, version: GENESIS }] }));
    scheduler.report(0, done(0, 0, { writes: [{ key: a, value: '7' }] }));
    expect(of('invalidate').map((event) => event.conflict.writer)).toEqual([0]);
    expect(of('commit').map((event) => event.outcome)).toEqual(['success', 'invalidated']);
  });
});

describe('reports that were not asked for', () => {
  it('change nothing', () => {
    const { scheduler, assigned, events } = start(2, ['x', 'x']);
    assigned(0);
    assigned(1);
    const before = events.length;
    scheduler.report(1, done(0, 0));
    scheduler.report(0, done(0, 1));
    scheduler.report(0, done(77, 0));
    expect(events).toHaveLength(before);
    scheduler.report(0, done(0, 0));
    const after = events.length;
    scheduler.report(0, done(0, 0));
    expect(events).toHaveLength(after);
  });
});

describe('lost lanes', () => {
  it('have their tasks retried; what they were running becomes a suspect and runs alone', () => {
    const { scheduler, assigned, of } = start(4, ['x']);
    expect([assigned(0), assigned(0)]).toEqual([
      [
        [0, 0],
        [1, 0],
      ],
      [[2, 0]],
    ]);
    scheduler.lost(0, 'lost');
    expect(of('retry').map(({ index, cause }) => [index, cause])).toEqual([
      [0, 'lost'],
      [1, 'lost'],
      [2, 'lost'],
    ]);
    expect([0, 1, 2].map((index) => scheduler.isSuspect(index))).toEqual([true, false, false]);
    addLane(scheduler, 1);
    expect([assigned(1), assigned(1)]).toEqual([[[0, 1]], undefined]);
    scheduler.report(1, done(0, 1));
    expect(assigned(1)?.[0]).toEqual([1, 1]);
  });

  it('are a decision after three losses with the suspect alone', () => {
    const { scheduler, assigned, of } = start(1, ['x']);
    for (let id = 0; id < 4; id++) {
      expect(of('decide')).toEqual([]);
      expect(assigned(id)).toEqual([[0, id]]);
      scheduler.lost(id, 'deadline');
      addLane(scheduler, id + 1);
    }
    expect(of('decide')).toEqual([{ kind: 'decide', index: 0, decision: 'runtimeLost' }]);
    expect(of('commit').map((event) => event.outcome)).toEqual(['runtimeLost']);
    expect(scheduler.done).toBe(true);
  });

  it('count faults of the executor in the same way', () => {
    const { scheduler, assigned, of } = start(1, ['x']);
    for (let incarnation = 0; incarnation < 3; incarnation++) {
      expect(assigned(0)).toEqual([[0, incarnation]]);
      scheduler.report(0, { index: 0, incarnation, start: 0, end: 1, kind: 'fault', message: 'bug' });
    }
    expect(of('retry').map((event) => event.cause)).toEqual(['fault', 'fault', 'fault']);
    expect(of('decide')).toHaveLength(1);
  });
});

describe('what an earlier run settled', () => {
  const recorded = new Map([[1, effects({ recorded: true, writes: [{ key: a, value: '7' }] })]]);

  it('is committed at its turn without being run, and serially nothing runs ahead of it', () => {
    const { scheduler, assigned, of } = start(4, ['x'], 'serial', senderOf, recorded);
    expect([assigned(0), assigned(0)]).toEqual([[[0, 0]], undefined]);
    scheduler.report(0, done(0, 0));
    expect(scheduler.commitIndex).toBe(2);
    expect(assigned(0)?.[0]).toEqual([2, 0]);
    expect(of('dispatch').some(({ index }) => index === 1)).toBe(false);
  });

  it('aborts whoever ran ahead of it and had read what it writes', () => {
    const { scheduler, assigned, of } = start(3, ['x', 'x'], 'optimistic', senderOf, recorded);
    expect([assigned(0), assigned(1)]).toEqual([[[0, 0]], [[2, 0]]]);
    scheduler.report(1, done(2, 0, { reads: [{ key: a, version: GENESIS }] }));
    scheduler.report(0, done(0, 0));
    expect(of('abort').map(({ index, conflict }) => [index, conflict.writer])).toEqual([[2, 1]]);
    expect(assigned(0)).toEqual([[2, 1]]);
    scheduler.report(0, done(2, 1, { reads: [{ key: a, version: at(1) }] }));
    expect(scheduler.done).toBe(true);
  });

  it('may be all there is', () => {
    const all = new Map([...recorded, [0, effects({})] as const]);
    expect(start(2, ['x'], 'serial', senderOf, all).scheduler.done).toBe(true);
  });
});

describe('misrouted tasks', () => {
  const misrouted = (index: number, reads: Effects['reads']): TaskResult => ({
    index,
    incarnation: 0,
    start: 0,
    end: 1,
    kind: 'misrouted',
    runtime: 'y',
    reads,
  });

  it('wait for a lane of the other runtime', () => {
    const { scheduler, assigned, of } = start(1, ['x', 'y']);
    expect([assigned(1), assigned(0)]).toEqual([undefined, [[0, 0]]]);
    scheduler.report(0, misrouted(0, [{ key: a, version: GENESIS }]));
    expect(of('retry').map((event) => event.cause)).toEqual(['misrouted']);
    expect(of('abort')).toEqual([]);
    expect(scheduler.waitingRuntimes()).toEqual(['y']);
    expect([assigned(0), assigned(1)]).toEqual([undefined, [[0, 1]]]);
  });

  it('stay where they are when what misled them is stale', () => {
    const { scheduler, assigned, of } = start(2, ['x', 'x']);
    assigned(0);
    assigned(1);
    scheduler.report(0, done(0, 0, { writes: [{ key: a, value: '7' }] }));
    scheduler.report(1, misrouted(1, [{ key: a, version: GENESIS }]));
    expect(of('abort').map((event) => event.index)).toEqual([1]);
    expect(scheduler.waitingRuntimes()).toEqual(['x']);
  });
});
