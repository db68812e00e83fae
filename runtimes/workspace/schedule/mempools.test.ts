import { expect, it } from 'vitest';
import type { ScheduleEvent } from '../../core/schedule.ts';
import { Mempools, type PooledTransaction } from './mempools.ts';

const one = (executor: string, nonce: number): PooledTransaction => ({
  label: 'transfer',
  sender: 'alice',
  executor,
  nonce,
  tip: '1',
});

const event = (kind: ScheduleEvent['kind'], index: number): ScheduleEvent =>
  ({ kind, index, incarnation: 0 }) as ScheduleEvent;

it('a transaction goes from its mempool into a block, to a lane, back where it is aborted, and is done when it is committed', () => {
  const pools = new Mempools(['evm#0', 'evm#1'], [one('evm#0', 0), one('evm#1', 0), one('evm#0', 1), one('evm#0', 2)]);
  const of = (executor: string): unknown => pools.counts.find((counts) => counts.executor === executor);
  expect(of('evm#0')).toEqual({ executor: 'evm#0', waiting: 3, taken: 0, running: 0, done: 0 });
  pools.block(7, [2, 0, 1]);
  pools.event(7, event('dispatch', 0));
  pools.event(7, event('execute', 0));
  expect(of('evm#0')).toEqual({ executor: 'evm#0', waiting: 1, taken: 1, running: 1, done: 0 });
  pools.event(7, event('abort', 0));
  expect(of('evm#0')).toEqual({ executor: 'evm#0', waiting: 1, taken: 2, running: 0, done: 0 });
  pools.event(7, event('dispatch', 0));
  pools.event(7, event('commit', 0));
  pools.event(6, event('commit', 1));
  expect(of('evm#0')).toEqual({ executor: 'evm#0', waiting: 1, taken: 1, running: 0, done: 1 });
  expect(of('evm#1')).toEqual({ executor: 'evm#1', waiting: 0, taken: 1, running: 0, done: 0 });
  expect(pools.list('evm#0', 'done', 0, 10)).toEqual([{ ...one('evm#0', 1), number: 2, block: 7, index: 0 }]);
  expect(pools.list('evm#0', 'waiting', 0, 10).map(({ number }) => number)).toEqual([3]);
  expect(pools.list('evm#0', 'waiting', 1, 10)).toEqual([]);
  // Stopped: what was in the block and not committed was not run.
  pools.close();
  expect(of('evm#0')).toEqual({ executor: 'evm#0', waiting: 2, taken: 0, running: 0, done: 1 });
  expect(pools.list('evm#0', 'waiting', 0, 1)).toMatchObject([{ number: 0, block: undefined }]);
});
