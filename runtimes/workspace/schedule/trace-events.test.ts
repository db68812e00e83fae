import fc from 'fast-check';
import { expect, it } from 'vitest';
import { INCARNATION_STATUSES } from '../../core/incarnation-status.ts';
import { laneSlices } from './lane-slices.ts';
import { emptyRows, type Schedule } from './schedule-rows.ts';
import { traceEvents } from './trace-events.ts';
import { nestingFlaws } from './trace-nesting.testkit.ts';

const LANES = 3;
/** Coarse and fine: many that coincide, and some that only rounding tells apart. */
const time = fc.oneof(
  fc.integer({ min: 0, max: 40 }),
  fc.double({ min: 0, max: 40, noNaN: true }),
  fc.integer({ min: 0, max: 40 }).map((at) => at + 1e-7),
);
const never = fc.constant(NaN);
const bar = fc.record({
  lane: fc.nat(LANES - 1),
  start: fc.oneof({ weight: 20, arbitrary: time }, { weight: 1, arbitrary: never }),
  end: fc.oneof({ weight: 20, arbitrary: time }, { weight: 1, arbitrary: never }),
  status: fc.nat(INCARNATION_STATUSES.length - 1),
  cause: fc.integer({ min: -1, max: 20 }),
});
const frame = fc.record({ row: fc.nat(30), lane: fc.nat(LANES - 1), start: time, length: time });

function scheduleOf(
  bars: readonly { lane: number; start: number; end: number; status: number; cause: number }[],
  frames: readonly { row: number; lane: number; start: number; end: number }[],
): Schedule {
  const rows = emptyRows();
  for (const [n, one] of bars.entries()) {
    const more = { tx: n, incarnation: 0, settled: one.end, cell: 0, read: 1, found: 2, withdrawn: 0 };
    for (const [key, value] of Object.entries({ ...more, ...one })) rows[key as keyof typeof rows].push(value);
  }
  const column = (key: 'row' | 'lane' | 'start' | 'end'): number[] => frames.map((one) => one[key]);
  return {
    rows,
    frames: { row: column('row'), lane: column('lane'), start: column('start'), end: column('end') },
    lanes: Array.from({ length: LANES }, (_, lane) => ({
      executor: `evm#${lane >> 1}`,
      runtime: 'evm',
      lane: lane & 1,
    })),
    blocks: [],
    transactions: bars.map((_, index) => ({ label: 'f', sender: 'alice', block: 1, index })),
    cells: ['a/b' as Schedule['cells'][number]],
    outages: [],
    retries: new Map(),
  };
}

const traceOf = (schedule: Schedule): ReturnType<typeof traceEvents> => traceEvents(schedule, (key) => key, {});

it('whatever clocks say, slices of a lane lie beside or inside each other, and none is lost', () => {
  fc.assert(
    fc.property(fc.array(bar, { maxLength: 30 }), fc.array(frame, { maxLength: 30 }), (bars, frames) => {
      // As a recorder has them: each on a row that there is, in the order of their ends, those of one row in one lane well nested.
      const before = new Map<string, { start: number; end: number }[]>();
      const ordered = frames
        .filter(({ row }) => row < bars.length)
        .map(({ length, ...one }) => ({ ...one, end: one.start + length }))
        .sort((a, b) => a.end - b.end)
        .filter(({ row, lane, start, end }) => {
          const same = before.get(`${row}:${lane}`) ?? [];
          const isNested = same.every((one) => start >= one.end || start <= one.start);
          if (isNested) before.set(`${row}:${lane}`, [...same, { start, end }]);
          return isNested;
        });
      const trace = traceOf(scheduleOf(bars, ordered));
      expect(nestingFlaws(trace)).toEqual([]);
      const slices = trace.traceEvents.filter(({ ph, cat }) => ph === 'X' && cat !== 'frame');
      expect(slices).toHaveLength(bars.filter(({ start, end }) => !Number.isNaN(start + end)).length);
      expect(trace.traceEvents.filter(({ cat }) => cat === 'frame')).toHaveLength(ordered.length);
      const arrows = (kind: string) => trace.traceEvents.filter(({ ph }) => ph === kind);
      for (const [n, { ts = NaN }] of arrows('s').entries()) expect(arrows('f')[n]?.ts).toBeGreaterThanOrEqual(ts);
    }),
    { numRuns: 500 },
  );
});

it('a lane whose executor is behind by any offset keeps the order of its bars, and most of their length', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 2, max: 9 }), { minLength: 1, maxLength: 20 }),
      fc.nat(100),
      (lengths, skew) => {
        // Bars one after the other, every second one on a clock that is late by up to a hundredth of a ms.
        let at = 0;
        const bars = lengths.map((length, n) => {
          const start = at + (n % 2) * (skew / 1e4);
          at += length;
          return { lane: 0, start, end: start + length, status: 4, cause: -1 };
        });
        const { start, end } = laneSlices(scheduleOf(bars, [])).rows;
        for (const [n, length] of lengths.entries()) {
          if (n > 0) expect(start[n]).toBeGreaterThanOrEqual(end[n - 1] ?? NaN);
          expect((end[n] ?? 0) - (start[n] ?? 0)).toBeGreaterThanOrEqual(length * 1e6 - skew * 100 - 1);
        }
      },
    ),
  );
});

it('a frame that waits for its lane is where the lane comes to it', () => {
  const bars = [
    { lane: 0, start: 0, end: 30, status: 4, cause: -1 },
    { lane: 2, start: 1, end: 6, status: 4, cause: -1 },
    { lane: 2, start: 6, end: 10, status: 4, cause: -1 },
    { lane: 1, start: 0, end: 30, status: 4, cause: -1 },
  ];
  // Sent at 2, over at 14; then one that has come back to the lane inside of it, and one of somebody else that overlaps by a clock's offset.
  const frames = [
    { row: 0, lane: 2, start: 11, end: 12 },
    { row: 0, lane: 2, start: 2, end: 14 },
    { row: 3, lane: 2, start: 13.9, end: 20 },
  ];
  const placed = laneSlices(scheduleOf(bars, frames)).frames;
  const ms = (column: Float64Array): number[] => [...column].map((ns) => ns / 1e6);
  expect([ms(placed.start), ms(placed.end)]).toEqual([
    [11, 10, 14],
    [12, 14, 20],
  ]);
});
