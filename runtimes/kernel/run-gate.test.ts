import { expect, it } from 'vitest';
import { RunGate, type SchedulerStep } from './run-gate.ts';

const STEP: SchedulerStep = { kind: 'commit', index: 0, incarnation: 0 };

function at(closed = false): { gate: RunGate; pass: (ms: number) => number; changes: string[] } {
  let now = 1000;
  const changes: string[] = [];
  const gate: RunGate = new RunGate({ now: () => now, closed, onChange: () => changes.push(gate.state) });
  return { gate, pass: (ms) => (now += ms), changes };
}

it('lets as many decisions pass as steps were asked for, and no more', () => {
  const { gate } = at();
  expect(gate.takeStep()).toBe(false);
  gate.step(2);
  expect(gate.state).toBe('closed');
  expect([gate.takeStep(), gate.takeStep(), gate.takeStep()]).toEqual([true, true, false]);
  gate.step();
  gate.resume();
  expect([gate.state, gate.owed, gate.takeStep()]).toEqual(['open', 0, false]);
});

it('is stopped for good', () => {
  const { gate, changes } = at(true);
  gate.stop();
  gate.resume();
  gate.step();
  gate.pause();
  expect([gate.state, gate.owed]).toEqual(['stopped', 0]);
  expect(changes).toEqual(['stopped']);
});

it('does not count the time in which it is closed and nothing works', () => {
  const { gate, pass } = at();
  const keeper = { block: 1, gateChanged: () => undefined };
  gate.enter(keeper);
  pass(10);
  expect(gate.clock.now()).toBe(1010);
  gate.pause();
  gate.standsAt(undefined, true);
  pass(5);
  expect(gate.clock.now()).toBe(1015);
  gate.standsAt(STEP, false);
  pass(1000);
  expect(gate.clock.now()).toBe(1015);
  // An executor that is killed meanwhile takes its time to start.
  gate.executor('evm#0', false);
  pass(300);
  expect(gate.clock.now()).toBe(1315);
  gate.executor('evm#0', true);
  pass(1000);
  gate.resume();
  pass(1);
  expect(gate.clock.now()).toBe(1316);
  gate.clock.as(1200, () => expect(gate.clock.now()).toBe(1200));
  expect(gate.clock.now()).toBe(1316);
});

it('tells what stands next only while it is closed, and to whom it belongs', () => {
  const { gate } = at(true);
  const keeper = { block: 7, gateChanged: () => undefined };
  gate.enter(keeper);
  gate.standsAt(STEP, false);
  expect(gate.next).toEqual({ block: 7, step: STEP });
  gate.leave({ block: 6, gateChanged: () => undefined });
  expect(gate.next).toBeDefined();
  gate.resume();
  expect(gate.next).toBeUndefined();
  gate.leave(keeper);
  gate.pause();
  expect(gate.next).toBeUndefined();
});
