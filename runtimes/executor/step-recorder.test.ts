import { expect, test } from 'vitest';
import { readStepEvents, type StepEvent } from '../core/step-trace.ts';
import type { FromExecutor } from '../core/wire.ts';
import { StepRecorder } from './step-recorder.ts';

type Recording = Omit<Extract<FromExecutor, { kind: 'recording' }>, 'kind' | 'lane'>;

function recorder(most?: number): { readonly one: StepRecorder; readonly sent: Recording[] } {
  const sent: Recording[] = [];
  return { one: new StepRecorder((recording) => void sent.push(recording), most), sent };
}

const kinds = (sent: readonly Recording[]): readonly StepEvent['kind'][] =>
  [...readStepEvents(sent.map(({ steps }) => steps))].map(({ kind }) => kind);

test('steps of what is recorded are told once, with whose they are', () => {
  const { one, sent } = recorder();
  one.begin({ index: 3, incarnation: 1 });
  one.step(7, 0, 0n);
  // As before a call into another runtime.
  one.flush();
  one.return();
  one.end(true);
  one.flush();
  expect(sent.map(({ state, index, incarnation, isCut }) => [state, index, incarnation, isCut])).toEqual([
    ['open', 3, 1, false],
    ['kept', 3, 1, false],
  ]);
  expect(kinds(sent)).toEqual(['step', 'return']);
});

test('of what can be run again nothing is told, and what was told in advance is taken back', () => {
  const { one, sent } = recorder();
  one.begin({ index: 0, incarnation: 0 });
  one.step(1, 0, 0n);
  one.end(false);
  expect(sent).toEqual([]);

  one.begin({ index: 1, incarnation: 0 });
  one.step(1, 0, 0n);
  one.flush();
  one.step(2, 0, 0n);
  one.end(false);
  expect(sent.map(({ state, index }) => [state, index])).toEqual([
    ['open', 1],
    ['dropped', 1],
  ]);
  expect(sent.at(-1)?.steps).toHaveLength(0);
});

test('beyond its bound it says so, and tells calls and effects only; each incarnation has a bound of its own', () => {
  const { one, sent } = recorder(100);
  for (const index of [0, 1]) {
    one.begin({ index, incarnation: 0 });
    for (let i = 0; i < 1_000; i++) one.step(i, 0, BigInt(i));
    one.local(0, new Uint8Array(1_000));
    one.call(5);
    one.return();
    one.end(true);
    const told = sent.splice(0);
    expect(told.map(({ isCut }) => isCut)).toEqual([true]);
    const events = kinds(told);
    expect(events.filter((kind) => kind === 'step').length).toBeGreaterThan(10);
    expect(events.slice(-3)).toEqual(['cut', 'call', 'return']);
    expect(events).not.toContain('local');
    expect(told[0]?.steps.length).toBeLessThan(120);
  }
  one.begin({ index: 2, incarnation: 0 });
  for (let i = 0; i < 1_000; i++) one.call(i);
  one.end(true);
  expect(sent[0]?.steps.length).toBeLessThan(210);
});
