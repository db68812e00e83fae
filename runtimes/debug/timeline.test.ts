import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CellKey } from '../core/cell.ts';
import type { StepEvent } from '../core/step-trace.ts';
import { MachineCursor } from './machine-cursor.ts';
import { MachineState } from './machine-state.ts';
import { account, cell, enter, leave, step, timelineOf } from './trace.testkit.ts';
import { ROW } from './timeline.ts';

const key = (name: string): CellKey => `${account('a')}/${name}` as CellKey;

/** One frame and what its instructions may do; deeper frames too. */
const work: fc.Arbitrary<StepEvent> = fc.oneof(
  fc.record({
    kind: fc.constant('stack' as const),
    popped: fc.nat(3),
    pushed: fc.array(fc.bigInt({ min: 0n, max: 2n ** 70n }), { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('memory' as const),
    offset: fc.nat(8900),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }),
  }),
  fc.record({ kind: fc.constant('size' as const), bytes: fc.nat(9000) }),
  fc.record({ kind: fc.constant('local' as const), slot: fc.nat(3), value: fc.uint8Array({ maxLength: 4 }) }),
  fc.constant({ kind: 'call' as const, function: 1 }),
  fc.constant({ kind: 'return' as const }),
  fc.constant(enter({ depth: 1 })),
  fc.constant(leave()),
);

test('a machine is at each row what following the events from the beginning makes of it, in whichever order rows are asked for', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(work, { minLength: 1, maxLength: 60 }),
      fc.infiniteStream(fc.nat()),
      async (parts, picks) => {
        let depth = 1;
        const events: StepEvent[] = [enter(), step(0)];
        for (const [index, part] of parts.entries()) {
          if (part.kind === 'leave' && depth === 1) continue;
          events.push(step(index), part);
          depth += part.kind === 'enter' ? 1 : part.kind === 'leave' ? -1 : 0;
          // Frames that tell instructions begin with one.
          if (part.kind === 'enter') events.push(step(index));
        }
        const timeline = await timelineOf([events]);
        const expected: unknown[] = [];
        const state = new MachineState();
        for (const event of events) {
          if (event.kind === 'step') expected.push(seen(state));
          state.follow(event);
        }
        const cursor = new MachineCursor(timeline);
        for (let asked = 0; asked < 10; asked++) {
          const row = (picks.next().value as number) % expected.length;
          expect(seen(cursor.at(row)), `row ${row}`).toEqual(expected[row]);
        }
      },
    ),
    { numRuns: 40 },
  );
});

const seen = ({ open }: MachineState): unknown =>
  open.map(({ stack, memory, calls }) => [
    [...stack],
    Buffer.from(memory.bytes).toString('latin1'),
    calls.map((locals) => [...locals]),
  ]);

test('cells are at each row what was written before it; a frame that fails takes back what it did, with what those did that it called', async () => {
  const timeline = await timelineOf([
    [
      enter(),
      step(0),
      cell('read', 'x', '5'),
      step(1),
      cell('write', 'x', '6'),
      step(2),
      enter({ depth: 1 }),
      step(0),
      cell('write', 'x', '7'),
      step(1),
      enter({ depth: 2 }),
      step(0),
      cell('write', 'y', '1'),
      leave(),
      step(2),
      leave({ status: 'revert' }),
      step(3),
      cell('credit', 'x', '10'),
      step(4),
      leave(),
    ],
  ]);
  const rows = Array.from({ length: timeline.length }, (_, row) => row);
  expect(rows.map((row) => timeline.cellAt(key('x'), row))).toEqual([
    '5',
    '5',
    '6',
    '6',
    '7',
    '7',
    '7',
    '6',
    '10',
    '10',
  ]);
  expect(rows.map((row) => timeline.cellAt(key('y'), row))).toEqual([
    ...Array.from({ length: 6 }, () => undefined),
    '1',
    undefined,
    undefined,
    undefined,
  ]);
  expect(timeline.cells.touched(account('a'), 1)).toEqual([key('x')]);
  expect(timeline.cells.touched(account('a'), 6)).toEqual([key('x'), key('y')]);
});

test('a frame without instructions has a row for its beginning and one for each of its effects', async () => {
  const timeline = await timelineOf([
    [
      enter(),
      step(0),
      enter({ runtime: 'cil', depth: 1 }),
      cell('read', 'x', '1'),
      cell('write', 'x', '2'),
      leave(),
      step(1),
      leave(),
    ],
  ]);
  expect(Array.from({ length: timeline.length }, (_, row) => timeline.kind.at(row))).toEqual([
    ROW.step,
    ROW.begin,
    ROW.effect,
    ROW.effect,
    ROW.step,
    ROW.end,
  ]);
});

test('gas by row is what instructions cost: as told, or as the machine had used before the next one', async () => {
  const used = (offset: number, gas: bigint): StepEvent => ({ kind: 'step', offset, opcode: 1, used: gas });
  const timeline = await timelineOf([
    [
      enter(),
      used(0, 0n),
      { kind: 'cost', gas: 3n },
      used(1, 3n),
      { kind: 'cost', gas: 100n },
      enter({ runtime: 'wasm', gas: 50n, depth: 1 }),
      used(0, 0n),
      used(1, 7n),
      leave({ gasLeft: 30n }),
      used(2, 123n),
      { kind: 'cost', gas: 1n },
      leave({ gasLeft: 999_000n }),
    ],
  ]);
  expect(Array.from({ length: 5 }, (_, row) => timeline.gas.at(row))).toEqual([3, 100, 7, 13, 1]);
});

test('a trace without any code has an end, and nothing else', async () => {
  const timeline = await timelineOf([[]]);
  expect(timeline.length).toBe(1);
  expect(timeline.kind.at(0)).toBe(ROW.end);
});

test('a trace whose runtime tells no more instructions says so, and keeps what comes after', async () => {
  const events = [enter(), step(0), step(10), { kind: 'cut' as const }, cell('write', 'x', '2'), leave()];
  const cut = await timelineOf([events]);
  expect([cut.isCut, cut.length, cut.cells.accesses.length]).toEqual([true, 3, 1]);
  expect((await timelineOf([events.filter(({ kind }) => kind !== 'cut')])).isCut).toBe(false);
});
