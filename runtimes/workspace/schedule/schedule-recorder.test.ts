import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { statusOf } from '../../core/incarnation-status.ts';
import type { ScheduleEvent } from '../../core/schedule.ts';
import { version, type Version } from '../../core/version.ts';
import { runScenario } from '../run/run-scenario.ts';
import type { RunReport } from '../run/report.ts';
import { ScheduleRecorder } from './schedule-recorder.ts';
import { traceEvents } from './trace-events.ts';

const EXAMPLE = fileURLToPath(new URL('../../../resources/examples/amm-swaps/scenario.yaml', import.meta.url));

const recorder = new ScheduleRecorder();
const events: { block: number; event: ScheduleEvent }[] = [];
let report: RunReport;

beforeAll(async () => {
  const run = await runScenario({
    file: EXAMPLE,
    executors: new Map([['evm', 2]]),
    lanes: 2,
    observer: {
      onBlock: (number, transactions, at) => recorder.block(number, transactions, at),
      onEvent: (block, event, at) => {
        events.push({ block, event });
        recorder.event(block, event, at);
      },
    },
  });
  if (!run.ok) throw new Error(run.error.message);
  report = run.value;
  recorder.close(report.elapsedMs);
}, 120_000);

describe('the schedule of a real run', () => {
  it('has every transaction committed once, and no bars over each other in a lane', () => {
    const { rows } = recorder;
    const settled = rows.status.map(statusOf);
    expect(settled.filter((one) => one === 'committed' || one === 'reverted')).toHaveLength(
      recorder.transactions.length,
    );
    expect(settled.filter((one) => one === 'queued' || one === 'executing' || one === 'validating')).toEqual([]);
    const free = new Map<number, number>();
    const bars = rows.tx.map((_, row) => row).filter((row) => rows.end[row] !== rows.start[row]);
    bars.sort((a, b) => (rows.start[a] ?? 0) - (rows.start[b] ?? 0));
    for (const row of bars) {
      const lane = rows.lane[row] ?? -1;
      expect(rows.start[row]).toBeGreaterThanOrEqual((free.get(lane) ?? 0) - 1e-6);
      expect(rows.settled[row]).toBeGreaterThanOrEqual(rows.end[row] ?? NaN);
      free.set(lane, rows.end[row] ?? 0);
    }
    expect(recorder.sums.aborts).toBe(report.aborts);
    expect(recorder.sums.criticalLength).toBeGreaterThan(0);
  });

  it('blames a conflict on who wrote the cell, and only on one that the incarnation had read', () => {
    const executed = new Map<number, Extract<ScheduleEvent, { kind: 'execute' }>>();
    let checked = 0;
    for (const { block, event } of events) {
      if (event.kind === 'execute') executed.set(version(block, event.index, event.incarnation), event);
      if (event.kind !== 'abort') continue;
      const row = recorder.rowOf(block, event.index, event.incarnation) ?? -1;
      const { rows } = recorder;
      const { cell, read, found, writer } = event.conflict;
      expect(recorder.cells[rows.cell[row] ?? -1]).toBe(cell);
      const victim = executed.get(version(block, event.index, event.incarnation));
      // One that was taken back before it had run has read nothing yet.
      if (victim !== undefined)
        expect(victim.reads.filter((one) => one.key === cell).map((one) => one.version)).toContain(read);
      const cause = rows.cause[row] ?? -1;
      if (writer < 0) expect(cause).toBe(-1);
      else {
        expect(rows.tx[cause]).toBe((recorder.blocks.find(({ number }) => number === block)?.first ?? 0) + writer);
        const writing = executed.get(found);
        expect([...(writing?.writes ?? []), ...(writing?.deltas ?? [])].map(({ key }) => key)).toContain(cell);
        expect(recorder.rowOfVersion(found as Version)).toBe(cause);
        checked++;
      }
    }
    expect(checked).toBeGreaterThan(0);
  });

  it('is valid Chrome trace-event JSON', () => {
    const file = traceEvents(recorder, (key) => key, { scenario: 'amm-swaps' });
    const { traceEvents: all } = JSON.parse(JSON.stringify(file)) as typeof file;
    const slices = all.filter(({ ph, cat }) => ph === 'X' && cat !== 'frame');
    expect(slices).toHaveLength(recorder.rows.tx.length);
    for (const { ph, ts, dur, pid, tid, name } of all) {
      expect([typeof pid, typeof tid, typeof name]).toEqual(['number', 'number', 'string']);
      if (ph === 'X') expect(dur).toBeGreaterThanOrEqual(0);
      if (ph !== 'M') expect(Number.isFinite(ts)).toBe(true);
    }
    const begun = all.filter(({ ph }) => ph === 's');
    const ended = all.filter(({ ph }) => ph === 'f');
    expect(begun.map(({ id }) => id)).toEqual(ended.map(({ id }) => id));
    expect(begun.length).toBeGreaterThan(0);
    // Each end of an arrow is inside a slice of its lane.
    for (const { pid, tid, ts = NaN } of [...begun, ...ended])
      expect(
        slices.some(
          (one) =>
            one.pid === pid &&
            one.tid === tid &&
            (one.ts ?? 0) <= ts + 0.01 &&
            ts <= (one.ts ?? 0) + (one.dur ?? 0) + 0.01,
        ),
      ).toBe(true);
  });
});
