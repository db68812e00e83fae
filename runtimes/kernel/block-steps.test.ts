import { expect, test } from 'vitest';
import type { RecordingState } from '../core/wire.ts';
import { BlockSteps, type StepStore } from './block-steps.ts';

const told = (index: number, incarnation: number, state: RecordingState, bytes: number, isCut = false) => ({
  ...({
    kind: 'recording',
    lane: 0,
    index,
    incarnation,
    state,
    isCut,
    steps: new Uint8Array(bytes).fill(index),
  } as const),
});

test('steps of an incarnation are joined over lanes, and are there once it is known to be recorded', () => {
  const steps = new BlockSteps({ bytes: 0 });
  steps.take(told(4, 0, 'open', 3));
  steps.take(told(5, 0, 'open', 7));
  steps.take(told(4, 0, 'open', 2));
  expect(steps.of(4, 0)).toBeUndefined();
  steps.take(told(4, 0, 'kept', 1));
  steps.take(told(5, 0, 'dropped', 0));
  expect(steps.of(4, 0)?.chunks.map(({ length }) => length)).toEqual([3, 2, 1]);
  expect(steps.of(5, 0)).toBeUndefined();
});

test('the one that was committed is found without its incarnation, the others with it', () => {
  const steps = new BlockSteps({ bytes: 0 });
  steps.take(told(1, 0, 'kept', 3));
  expect(steps.of(1)).toBeUndefined();
  steps.take(told(1, 1, 'kept', 4));
  steps.commit(1, 1);
  expect(steps.of(1)?.chunks[0]).toHaveLength(4);
  expect(steps.of(1, 0)?.chunks[0]).toHaveLength(3);
});

test('beyond the bound of all blocks nothing is kept, and that shows', () => {
  const store: StepStore = { bytes: 0 };
  const first = new BlockSteps(store, 10);
  first.take(told(0, 0, 'kept', 6));
  first.take(told(1, 0, 'open', 5));
  // It would fit, but something before it is missing.
  first.take(told(1, 0, 'kept', 1));
  expect(first.of(0, 0)?.isCut).toBe(false);
  expect(first.of(1, 0)).toEqual({ chunks: [], isCut: true });
  const second = new BlockSteps(store, 10);
  second.take(told(0, 0, 'kept', 5));
  expect(second.of(0, 0)).toEqual({ chunks: [], isCut: true });
  second.take(told(1, 0, 'kept', 4));
  expect(second.of(1, 0)?.chunks).toHaveLength(1);
  expect(store.bytes).toBe(10);
});

test('what is dropped, and what nobody ends, makes room', () => {
  const store: StepStore = { bytes: 0 };
  const steps = new BlockSteps(store, 10);
  steps.take(told(0, 0, 'open', 6));
  steps.take(told(1, 0, 'open', 3));
  steps.take(told(1, 0, 'dropped', 0));
  expect(store.bytes).toBe(6);
  steps.end();
  expect(store.bytes).toBe(0);
});
