import { describe, expect, it } from 'vitest';
import type { RuntimeId, Transaction } from '../core/transaction.ts';
import { NO_MARK, type FrameCall, type JournalSync } from '../core/frame.ts';
import type { FromExecutor, ToExecutor } from '../core/wire.ts';
import { account } from '../testkit/script-block.ts';
import type { PoolLane } from './executor-pool.ts';
import { FrameRouter } from './frame-router.ts';

type Message<K extends FromExecutor['kind']> = Extract<FromExecutor, { kind: K }>;

const transaction: Transaction = {
  from: account(0),
  to: account(1),
  runtime: 'a',
  nonce: 0n,
  value: 0n,
  data: new Uint8Array(),
  gasLimit: 1n,
  maxFeePerGas: 1n,
  maxPriorityFeePerGas: 1n,
  type: 2,
};
const call: FrameCall = {
  account: account(1),
  codeAccount: account(1),
  caller: account(0),
  value: 0n,
  data: new Uint8Array(),
  gas: 1n,
  isStatic: false,
  depth: 1,
  hops: 1,
  refund: 0n,
};
const sync: JournalSync = {
  base: NO_MARK,
  reads: [],
  zeros: [],
  steps: [],
  events: [],
  codes: [],
  frames: [],
  recorded: false,
  marks: [],
};
const result = { status: 'success', output: new Uint8Array(), gasLeft: 0n, refund: 0n, reason: '' } as const;

/** Lanes `a0`, `a1`, `b0` ...: the letter is the runtime. What the router sends is written down as `kind lane index.incarnation`. */
class Bench {
  readonly lanes: PoolLane[] = [];
  readonly sent: string[] = [];
  readonly announced: boolean[] = [];
  readonly watched: string[] = [];
  readonly demanded: RuntimeId[] = [];
  readonly failures: string[] = [];
  readonly load = new Map<PoolLane, number>();
  readonly router: FrameRouter;

  constructor(...names: string[]) {
    for (const name of names) this.add(name);
    this.router = new FrameRouter({
      lanes: () => this.lanes,
      load: (lane) => this.load.get(lane) ?? 0,
      send: (lane, message) => this.#note(lane, message),
      brief: () => ({
        notice: { block: 1, horizon: -1, chained: true, reset: false, dropped: [], updates: [], complete: [] },
        shipped: [],
      }),
      transaction: () => ({ transaction, mode: 'transaction' }),
      watch: (lane) => this.watched.push(`${lane.ref.executor} ${this.router.worksFor(lane)}`),
      demand: (runtime) => {
        this.demanded.push(runtime);
        return runtime !== 'x';
      },
      emit: () => undefined,
      notePreimages: () => undefined,
      fail: (message) => this.failures.push(message),
    });
  }

  add(name: string): PoolLane {
    const lane = { id: this.lanes.length, ref: { executor: name, lane: 0 }, runtime: name.charAt(0) };
    this.lanes.push(lane);
    return lane;
  }

  lane(name: string): PoolLane {
    const lane = this.lanes.find((one) => one.ref.executor === name);
    if (lane === undefined) throw new Error(name);
    return lane;
  }

  /** What was sent since the last look. */
  get news(): string[] {
    return this.sent.splice(0);
  }

  call(from: string, runtime: RuntimeId, index: number, incarnation = 0): string[] {
    const message: Message<'call'> = { kind: 'call', lane: 0, index, incarnation, runtime, call, sync, preimages: [] };
    this.router.call(this.lane(from), message);
    return this.news;
  }

  return(from: string, index: number, incarnation = 0, fault?: string): string[] {
    const answer =
      fault === undefined ? { kind: 'done' as const, result, sync } : { kind: 'fault' as const, message: fault };
    this.router.answer(this.lane(from), {
      kind: 'return',
      lane: 0,
      index,
      incarnation,
      answer,
      time: 0,
      preimages: [],
    });
    return this.news;
  }

  begin(from: string, index: number, incarnation = 0): void {
    this.router.begin(this.lane(from), { kind: 'begin', lane: 0, index, incarnation });
  }

  lose(name: string): { served: boolean; news: string[] } {
    const lane = this.lane(name);
    this.lanes.splice(this.lanes.indexOf(lane), 1, { ...lane, runtime: 'gone' });
    return { served: this.router.laneDown(lane, 'lost', 'gone'), news: this.news };
  }

  worksFor(name: string): number | string {
    return this.router.worksFor(this.lane(name));
  }

  get engaged(): number {
    return this.router.engaged().size;
  }

  #note({ ref }: PoolLane, message: ToExecutor): void {
    const of = message.kind === 'frame' ? message.frame : message;
    const [index, incarnation] = 'index' in of ? [of.index, of.incarnation] : [];
    this.sent.push(`${message.kind} ${ref.executor} ${index}.${incarnation}`);
    if (message.kind === 'frame') this.announced.push(message.frame.announce);
  }
}

describe('a frame of another runtime', () => {
  it('goes to a lane of it, and its result to the caller', () => {
    const bench = new Bench('a0', 'b0');
    expect(bench.call('a0', 'b', 3)).toEqual(['frame b0 3.0']);
    expect(bench.watched.splice(0)).toEqual(['a0 nobody', 'b0 3']);
    expect(bench.return('b0', 3)).toEqual(['resume a0 3.0']);
    expect(bench.watched).toEqual(['b0 own', 'a0 3']);
    expect(bench.router.finished(3, bench.lane('a0'))).toBeUndefined();
    expect(bench.news).toEqual(['release b0 3.0']);
    expect(bench.engaged).toBe(0);
  });

  it('goes to the lane that has the journal already', () => {
    const bench = new Bench('a0', 'b0', 'b1');
    bench.call('a0', 'b', 3);
    bench.return('b0', 3);
    bench.load.set(bench.lane('b0'), 50);
    expect(bench.call('a0', 'b', 3)).toEqual(['frame b0 3.0']);
  });

  it('that is deeper runs on the blocked lane of the same transaction', () => {
    const bench = new Bench('a0', 'a1', 'b0');
    bench.call('a0', 'b', 3);
    expect(bench.call('b0', 'a', 3)).toEqual(['frame a0 3.0']);
    expect(bench.announced).toEqual([false, false]);
    expect([bench.worksFor('a0'), bench.worksFor('b0')]).toEqual([3, 'nobody']);
    expect(bench.return('a0', 3)).toEqual(['resume b0 3.0']);
    expect([bench.worksFor('a0'), bench.worksFor('b0')]).toEqual(['nobody', 3]);
  });

  it('goes to the lane that has least to do, and to one that is blocked only where all are', () => {
    const bench = new Bench('a0', 'a1', 'a2', 'b0', 'b1', 'c0');
    bench.load.set(bench.lane('b0'), 900);
    expect(bench.call('a0', 'b', 1)).toEqual(['frame b1 1.0']);
    expect(bench.call('b1', 'c', 1)).toEqual(['frame c0 1.0']);
    expect(bench.call('a1', 'b', 2)).toEqual(['frame b0 2.0']);
    bench.call('b0', 'c', 2);
    expect(bench.call('a2', 'b', 3)).toEqual(['frame b1 3.0']);
  });

  it('waits where no lane of its runtime is up, and is sent to the first that comes', () => {
    const bench = new Bench('a0');
    expect(bench.call('a0', 'b', 3)).toEqual([]);
    expect(bench.demanded).toEqual(['b']);
    bench.router.laneUp(bench.add('c0'));
    expect(bench.news).toEqual([]);
    bench.router.laneUp(bench.add('b0'));
    expect(bench.news).toEqual(['frame b0 3.0']);
    expect(bench.return('b0', 3)).toEqual(['resume a0 3.0']);
  });

  it('of an unknown runtime is an error', () => {
    const bench = new Bench('a0');
    bench.call('a0', 'x', 3);
    expect(bench.failures).toEqual(['no executor for runtime x']);
    expect(bench.engaged).toBe(1);
  });

  it('is watched from when it begins: at once where the lane is idle, else when the lane says so', () => {
    const bench = new Bench('a0', 'a1', 'b0');
    bench.load.set(bench.lane('b0'), 2);
    bench.call('a0', 'b', 3);
    expect(bench.announced).toEqual([true]);
    expect(bench.worksFor('b0')).toBe('own');
    bench.begin('b0', 3);
    expect(bench.worksFor('b0')).toBe(3);
    expect(bench.watched.at(-1)).toBe('b0 3');
    bench.load.clear();
    bench.call('a1', 'b', 4);
    expect(bench.announced).toEqual([true, true]);
  });

  it('that faults takes its transaction back, as a suspect', () => {
    const bench = new Bench('a0', 'b0');
    bench.call('a0', 'b', 3);
    expect(bench.return('b0', 3, 0, 'broken')).toEqual(['abandon a0 3.0', 'abandon b0 3.0']);
    expect(bench.engaged).toBe(1);
    expect(bench.router.finished(3, bench.lane('a0'))).toEqual({
      cause: 'fault',
      suspect: true,
      message: 'b0: broken',
    });
    expect(bench.engaged).toBe(0);
  });
});

describe('where lanes run out', () => {
  it('who waits for a lower transaction, or for one that goes on, waits', () => {
    const bench = new Bench('a0', 'a1', 'b0', 'c0');
    bench.call('a0', 'b', 5);
    bench.call('b0', 'c', 5);
    expect(bench.call('a1', 'b', 3)).toEqual(['frame b0 3.0']);
    expect(bench.worksFor('b0')).toBe('nobody');
    bench.return('c0', 5);
    expect(bench.return('b0', 5)).toEqual(['resume a0 5.0']);
    bench.begin('b0', 3);
    expect(bench.return('b0', 3)).toEqual(['resume a1 3.0']);
  });

  it('a higher one that waits itself gives way to a lower one', () => {
    const bench = new Bench('a0', 'b0');
    for (const lane of bench.lanes) bench.load.set(lane, 1);
    expect(bench.call('a0', 'b', 3)).toEqual(['frame b0 3.0']);
    // The lane was at a task of its own, which now waits for the lane of the lower one.
    expect(bench.call('b0', 'a', 7)).toEqual(['frame a0 7.0', 'abandon b0 7.0', 'abandon a0 7.0']);
    expect(bench.router.finished(7, bench.lane('b0'))).toMatchObject({ cause: 'lane', suspect: false });
    // The lane answers the frame that it had not begun.
    expect(bench.worksFor('a0')).toBe(7);
    expect(bench.return('a0', 7, 0, 'taken back')).toEqual([]);
    bench.begin('b0', 3);
    expect(bench.return('b0', 3)).toEqual(['resume a0 3.0']);
    bench.router.finished(3, bench.lane('a0'));
    expect(bench.engaged).toBe(0);
  });

  it('whoever waits for a lane that has yet to come up gives way too', () => {
    const bench = new Bench('a0', 'b0');
    bench.call('a0', 'c', 7);
    expect(bench.call('b0', 'a', 3)).toEqual(['frame a0 3.0', 'abandon a0 7.0']);
    expect(bench.router.finished(7, bench.lane('a0'))?.cause).toBe('lane');
    bench.begin('a0', 3);
    expect(bench.return('a0', 3)).toEqual(['resume b0 3.0']);
  });

  it('a circle of three is broken at the one that is in the way of the lowest', () => {
    const bench = new Bench('a0', 'b0', 'c0');
    for (const lane of bench.lanes) bench.load.set(lane, 1);
    bench.call('a0', 'b', 1);
    bench.call('b0', 'c', 2);
    expect(bench.call('c0', 'a', 3)).toEqual(['frame a0 3.0', 'abandon b0 2.0', 'abandon c0 2.0']);
    expect(bench.router.finished(2, bench.lane('b0'))?.cause).toBe('lane');
    bench.begin('b0', 1);
    expect(bench.return('b0', 1)).toEqual(['resume a0 1.0']);
  });
});

describe('a lost lane', () => {
  /** a0 (root) -> b0 -> c0, which runs. */
  const chain = (): Bench => {
    const bench = new Bench('a0', 'b0', 'c0');
    bench.call('a0', 'b', 3);
    bench.call('b0', 'c', 3);
    return bench;
  };

  it('with the transaction itself: the others are told, and what the deepest still says is void', () => {
    const bench = chain();
    expect(bench.lose('a0')).toEqual({ served: true, news: ['abandon b0 3.0', 'abandon c0 3.0'] });
    expect(bench.worksFor('c0')).toBe(3);
    expect(bench.engaged).toBe(1);
    expect(bench.return('c0', 3)).toEqual([]);
    expect(bench.worksFor('c0')).toBe('own');
    expect(bench.engaged).toBe(0);
  });

  it('with a frame in between: the transaction is taken back, and nobody is to blame', () => {
    const bench = chain();
    expect(bench.lose('b0')).toEqual({ served: true, news: ['abandon a0 3.0', 'abandon c0 3.0'] });
    expect(bench.router.finished(3, bench.lane('a0'))).toMatchObject({ cause: 'lost', suspect: false });
    expect(bench.call('c0', 'a', 3)).toEqual([]);
    expect(bench.engaged).toBe(0);
  });

  it('with the frame that runs: the transaction is a suspect', () => {
    const bench = chain();
    expect(bench.lose('c0')).toEqual({ served: true, news: ['abandon a0 3.0', 'abandon b0 3.0'] });
    expect(bench.router.finished(3, bench.lane('a0'))).toMatchObject({ cause: 'lost', suspect: true });
    expect(bench.engaged).toBe(0);
  });

  it('with a frame that has not begun: the lane was at something else, and the transaction is no suspect', () => {
    const bench = new Bench('a0', 'b0');
    bench.load.set(bench.lane('b0'), 1);
    bench.call('a0', 'b', 3);
    expect(bench.lose('b0')).toEqual({ served: false, news: ['abandon a0 3.0'] });
    expect(bench.router.finished(3, bench.lane('a0'))).toMatchObject({ cause: 'lost', suspect: false });
  });

  it('with a journal only: the transaction is taken back when it calls again', () => {
    const bench = new Bench('a0', 'b0', 'c0');
    bench.call('a0', 'b', 3);
    bench.return('b0', 3);
    expect(bench.lose('b0')).toEqual({ served: false, news: [] });
    expect(bench.call('a0', 'c', 3)).toEqual(['abandon a0 3.0']);
    expect(bench.router.finished(3, bench.lane('a0'))).toMatchObject({ cause: 'lost', suspect: false });
  });

  it('with a journal only does no harm to a transaction that calls no more', () => {
    const bench = new Bench('a0', 'b0');
    bench.call('a0', 'b', 3);
    bench.return('b0', 3);
    bench.lose('b0');
    expect(bench.router.finished(3, bench.lane('a0'))).toBeUndefined();
  });

  it('that only runs tasks of its own is nobody else affair', () => {
    const bench = chain();
    bench.add('d0');
    expect(bench.lose('d0')).toEqual({ served: false, news: [] });
    expect(bench.return('c0', 3)).toEqual(['resume b0 3.0']);
  });

  it('twice: what was void there is forgotten', () => {
    const bench = chain();
    bench.lose('a0');
    expect(bench.lose('c0')).toEqual({ served: true, news: [] });
    expect(bench.engaged).toBe(0);
  });

  it('before its frame is answered: the next incarnation is not confused with the last', () => {
    const bench = new Bench('a0', 'a1', 'b0');
    bench.call('a0', 'b', 3);
    bench.lose('a0');
    expect(bench.call('a1', 'b', 3, 1)).toEqual(['frame b0 3.1']);
    expect(bench.announced).toEqual([false, true]);
    expect(bench.return('b0', 3, 0)).toEqual([]);
    bench.begin('b0', 3, 1);
    expect(bench.return('b0', 3, 1)).toEqual(['resume a1 3.1']);
  });
});
