import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CellKey } from '../core/cell.ts';
import type { StepEvent } from '../core/step-trace.ts';
import type { BreakpointPlace } from './breakpoints.ts';
import type { Debugger, StepKind, Stop } from './debugger.ts';
import type { Granularity } from './stepper.ts';
import { account, cell, debuggerOf, enter, leave, push, step, timelineOf } from './trace.testkit.ts';

/** Lines 1, 2; a call to lines 12, 21 from line 10 (offset 90), back on line 10, then line 3. */
const CALLING: readonly StepEvent[] = [
  enter(),
  step(0),
  step(10),
  step(90),
  step(110),
  step(200),
  push(7n),
  step(991),
  step(92),
  step(20),
  leave({ gasLeft: 1n }),
];

const line = (one: Debugger): number | undefined => one.calls()[0]?.place?.span.line;

function walk(one: Debugger, kind: StepKind, by: Granularity = 'line'): readonly number[] {
  const rows = [one.row];
  for (let left = 10_000; left > 0; left--) {
    const before = one.row;
    one.step(kind, by);
    if (one.row === before) break;
    rows.push(one.row);
  }
  return rows;
}

test('steps into, over and out of a call, by line', async () => {
  const one = debuggerOf(await timelineOf([CALLING]));
  const lines = (kind: StepKind): readonly (number | undefined)[] => {
    one.jump(one.stepper.first);
    return walk(one, kind).map((row) => {
      one.jump(row);
      return line(one);
    });
  };
  expect(lines('into')).toEqual([1, 2, 10, 12, 21, 10, 3, undefined]);
  expect(lines('over')).toEqual([1, 2, 10, 3, undefined]);
  one.jump(4);
  expect(one.calls().map(({ title }) => title)).toEqual(['f110', 'evm:a']);
  one.step('out');
  expect([one.row, line(one)]).toEqual([6, 10]);
  one.jump(4);
  one.step('backOut');
  expect([one.row, line(one)]).toEqual([2, 10]);
  one.step('backOver');
  expect(line(one)).toBe(2);
});

test('back over a call lands where the line with the call began', async () => {
  const one = debuggerOf(await timelineOf([CALLING]));
  one.jump(one.stepper.last);
  expect(walk(one, 'backOver')).toEqual([8, 7, 2, 1, 0]);
});

/** Programs of lines, calls and frames, as a machine would tell them. */
const program = fc
  .array(fc.constantFrom('line', 'line', 'call', 'return', 'frame', 'leave', 'bare', 'own'), { maxLength: 60 })
  .map((parts): readonly StepEvent[] => {
    const events: StepEvent[] = [enter(), step(0)];
    const open: number[] = [0];
    let offset = 0;
    for (const part of parts) {
      const top = open.length - 1;
      if (part === 'line') events.push(step((offset = (offset + 10) % 80)));
      else if (part === 'own') events.push(step(950));
      else if (part === 'call') {
        events.push(step(90), step(100));
        open[top] = (open[top] ?? 0) + 1;
      } else if (part === 'return' && (open[top] ?? 0) > 0) {
        events.push(step(991), step(30));
        open[top] = (open[top] ?? 0) - 1;
      } else if (part === 'frame') {
        events.push(enter({ depth: open.length }), step(950));
        open.push(0);
      } else if (part === 'leave' && open.length > 1) {
        events.push(leave());
        open.pop();
        events.push(step(40));
      } else if (part === 'bare')
        events.push(enter({ runtime: 'cil', depth: open.length }), cell('write', 'x', '1'), leave(), step(50));
    }
    return [...events, ...open.map(() => leave())];
  });

test('stepping to the end and back to the beginning visits the same rows, into calls and by instruction', async () => {
  await fc.assert(
    fc.asyncProperty(program, fc.constantFrom<Granularity>('line', 'instruction'), async (events, by) => {
      const one = debuggerOf(await timelineOf([events]));
      if (by === 'instruction') one.jump(0);
      const there = walk(one, 'into', by);
      const back = walk(one, 'backInto', by);
      expect(there.at(-1)).toBe(one.stepper.last);
      expect([...back].reverse()).toEqual(there);
    }),
  );
});

test('over a call never stops inside it, whatever is called, and every step ends', async () => {
  await fc.assert(
    fc.asyncProperty(program, fc.nat(), fc.constantFrom<StepKind>('over', 'backOver'), async (events, at, kind) => {
      const one = debuggerOf(await timelineOf([events]));
      one.jump(at % one.timeline.length);
      const depth = one.timeline.sourceDepth(one.row);
      const before = one.row;
      one.step(kind);
      const isEdge = one.row === one.stepper.last || one.row <= one.stepper.first;
      if (!isEdge) expect(one.timeline.sourceDepth(one.row)).toBeLessThanOrEqual(depth);
      if (kind === 'over') expect(one.row).toBeGreaterThanOrEqual(before);
      else expect(one.row).toBeLessThanOrEqual(Math.max(before, one.stepper.first));
    }),
  );
});

const at = (one: Debugger, place: BreakpointPlace, more: object = {}): void =>
  one.useBreakpoints([one.find({ id: 1, place, ...more })]);

/** Ten turns of a loop: line 2, with its turn on the stack. */
const LOOP: readonly StepEvent[] = [
  enter(),
  step(0),
  ...Array.from({ length: 10 }, (_, turn): readonly StepEvent[] => [push(BigInt(turn)), step(10), step(20)]).flat(),
  leave(),
];

test('breakpoints on lines, functions, instructions, conditions and counts, both ways', async () => {
  const one = debuggerOf(await timelineOf([LOOP]));
  const stops = (direction: 1 | -1): readonly number[] => {
    const rows: number[] = [];
    for (
      let stop: Stop = one.continue(direction);
      stop.reason === 'breakpoint' || stop.reason === 'instruction';
      stop = one.continue(direction)
    )
      rows.push(one.row);
    return rows;
  };
  at(one, { kind: 'line', file: '/a.sol', line: 2 });
  const all = stops(1);
  expect(all).toHaveLength(10);
  expect([...stops(-1)].reverse()).toEqual(all);
  at(one, { kind: 'line', file: '/a.sol', line: 2 }, { condition: 'top > 3 && top != 5' });
  expect(stops(1)).toEqual([4, 6, 7, 8, 9].map((turn) => all[turn]));
  one.jump(0);
  at(one, { kind: 'line', file: '/a.sol', line: 2 }, { hitCondition: '% 4' });
  expect(stops(1)).toEqual([3, 7].map((turn) => all[turn]));
  one.jump(0);
  at(one, { kind: 'line', file: '/a.sol', line: 2 }, { condition: 'top >= 5', hitCondition: '2' });
  expect(stops(1)).toEqual([all[6]]);
  one.jump(0);
  at(one, { kind: 'instruction', code: account('a'), offset: 20 });
  expect(stops(1)).toHaveLength(10);
});

test('a breakpoint with a message says it and goes on; a condition that cannot be told stops and says why', async () => {
  const one = debuggerOf(await timelineOf([LOOP]));
  const said: string[] = [];
  at(one, { kind: 'line', file: '/a.sol', line: 2 }, { logMessage: 'turn {top} of {nobody}', condition: 'top == 2' });
  expect(one.continue(1, (text) => said.push(text)).reason).toBe('end');
  expect(said).toEqual(['turn 2 of {there is no "nobody" here}']);
  one.jump(0);
  at(one, { kind: 'line', file: '/a.sol', line: 2 }, { condition: 'nobody > 1' });
  said.length = 0;
  expect(one.continue(1, (text) => said.push(text)).reason).toBe('breakpoint');
  expect(said).toEqual(['The condition cannot be told: there is no "nobody" here.']);
});

test('a line without code moves its breakpoint down; a file that does not run says so', async () => {
  const info = debuggerOf(await timelineOf([LOOP]));
  const gap = info.find({ id: 1, place: { kind: 'line', file: '/a.sol', line: 5 } });
  expect([gap.line, gap.problem]).toEqual([6, undefined]);
  expect(info.find({ id: 1, place: { kind: 'line', file: '/b.sol', line: 1 } }).problem).toMatch(
    /no code of this file/,
  );
  expect(info.find({ id: 1, place: { kind: 'line', file: '/a.sol', line: 500 } }).problem).toMatch(/has 3 lines/);
  expect(info.find({ id: 1, place: { kind: 'line', file: '/a.sol', line: 0 } }).problem).toMatch(/no line 0/);
  expect(info.find({ id: 1, place: { kind: 'cell', key: 'x' as CellKey, access: 'any' } }).problem).toMatch(/no cell/);
  for (const condition of ['top ==', 'f(1)', 'top; top'])
    expect(info.find({ id: 1, place: { kind: 'line', file: '/a.sol', line: 1 }, condition })).toMatchObject({
      rows: [],
      problem: expect.stringMatching(/no expression|cannot be called/) as string,
    });
  expect(info.find({ id: 1, place: { kind: 'line', file: '/a.sol', line: 1 }, hitCondition: 'x' }).problem).toMatch(
    /no count/,
  );
});

test('stops at the write of a cell, at failures, events and calls into another runtime', async () => {
  const one = debuggerOf(
    await timelineOf([
      [
        enter(),
        step(0),
        cell('read', 'b', '1'),
        step(10),
        cell('write', 'b', '2'),
        enter({ runtime: 'cil', code: account('b'), depth: 1 }),
        { kind: 'event', event: { account: account('b'), topics: [], data: new Uint8Array(0) } },
        leave({ status: 'trap', reason: 'no' }),
        step(20),
        leave(),
      ],
    ]),
  );
  const first = (place: BreakpointPlace): [number, string | undefined] => {
    one.jump(0);
    at(one, place);
    const { text } = one.continue(1);
    return [one.row, text];
  };
  expect(first({ kind: 'cell', key: `${account('a')}/b` as CellKey, access: 'write' })).toEqual([1, 'writes b: 1 → 2']);
  expect(first({ kind: 'exception', filter: 'crossing' })).toEqual([2, 'from evm into cil: cil:b']);
  expect(first({ kind: 'exception', filter: 'event' })).toEqual([3, 'emits Event()']);
  expect(first({ kind: 'exception', filter: 'failure' })).toEqual([3, 'cil:b: trap']);
});

test('functions that only lead to the one that was called are no calls of their own', async () => {
  const call = (fn: number): StepEvent => ({ kind: 'call', function: fn });
  const one = debuggerOf(
    await timelineOf([
      [enter(), call(1), step(900), call(2), step(10), call(3), step(901), call(4), step(20)],
      [{ kind: 'return' }, { kind: 'return' }, { kind: 'return' }, step(905), leave()],
    ]),
  );
  // One of a library in between, which calls back, is.
  expect(one.calls(3).map(({ title }) => title)).toEqual(['f4', 'f3', 'evm:a']);
  expect(one.calls(1).map(({ title }) => title)).toEqual(['evm:a']);
});
