import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testWorkspaces } from '../../compiling/workspace.testkit.ts';
import { statusOf } from '../../core/incarnation-status.ts';
import { POLICIES, type ScheduleEvent } from '../../core/schedule.ts';
import { blockOf, version, type Version } from '../../core/version.ts';
import type { ScheduleRecorder } from './schedule-recorder.ts';
import { traceEvents } from './trace-events.ts';
import { nestingFlaws } from './trace-nesting.testkit.ts';
import { tracedRun, type TestRun } from './traced-run.testkit.ts';

const EXAMPLE = fileURLToPath(new URL('../../../resources/examples/amm-swaps/scenario.yaml', import.meta.url));
const CROSS = fileURLToPath(new URL('../../../resources/examples/cross-swap/scenario.yaml', import.meta.url));
const workspaces = testWorkspaces();
let run: TestRun;
let recorder: ScheduleRecorder;

beforeAll(async () => {
  run = await tracedRun({ file: EXAMPLE, executors: new Map([['evm', 2]]), lanes: 2 });
  recorder = run.recorder;
}, 120_000);
afterAll(async () => {
  await run.close();
  await workspaces.removeAll();
});

type Executed = Extract<ScheduleEvent, { kind: 'execute' }>;
type Voided = Extract<ScheduleEvent, { kind: 'abort' | 'invalidate' }>;

const wrote = ({ writes, deltas }: Executed): readonly string[] => [...writes, ...deltas].map(({ key }) => key);

/** Holds one conflict against what the scheduler was told of both sides, and the row against the conflict. */
function checkEdge(
  { recorder: of }: TestRun,
  executed: ReadonlyMap<number, Executed>,
  block: number,
  event: Voided,
): boolean {
  const { rows } = of;
  const { cell, read, found, writer } = event.conflict;
  const row = of.rowOf(block, event.index, event.incarnation) ?? -1;
  expect([of.cells[rows.cell[row] ?? -1], rows.read[row], rows.found[row]]).toEqual([cell, read, found]);
  const victim = executed.get(version(block, event.index, event.incarnation));
  // One that was taken back before it had run has read nothing yet.
  const reads = victim?.reads.filter((one) => one.key === cell) ?? [];
  if (victim !== undefined) {
    expect(reads.map((one) => one.version)).toContain(read);
    expect(of.accesses.reads(row).map(({ key }) => key)).toContain(cell);
  }
  // A value put together from several writes may have changed below the newest of them.
  const byValue = reads.some(({ value, zero }) => value !== undefined || zero !== undefined);
  if (!event.conflict.withdrawn && !byValue) expect(found).not.toBe(read);
  const cause = rows.cause[row] ?? -1;
  if (blockOf(found) !== block) {
    expect([cause, writer]).toEqual([-1, -1]);
    return false;
  }
  expect(writer, 'a conflict is with somebody who comes first in the block').toBeLessThan(event.index);
  const writing = executed.get(found);
  expect(writing?.index).toBe(writer);
  expect(writing && wrote(writing)).toContain(cell);
  expect(of.rowOfVersion(found as Version)).toBe(cause);
  expect(rows.tx[cause]).toBe((of.blocks.find(({ number }) => number === block)?.first ?? 0) + writer);
  return true;
}

/** @returns how many conflicts had somebody to blame. */
function checkEdges(one: TestRun): number {
  const executed = new Map<number, Executed>();
  let blamed = 0;
  for (const { block, event } of one.events) {
    if (event.kind === 'execute') executed.set(version(block, event.index, event.incarnation), event);
    if (event.kind === 'abort' || event.kind === 'invalidate') if (checkEdge(one, executed, block, event)) blamed++;
  }
  return blamed;
}

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
    expect(recorder.sums.aborts).toBe(run.finished.report.aborts);
    expect(recorder.sums.criticalLength).toBeGreaterThan(0);
  });

  it('blames a conflict on who wrote the cell, and only on one that the incarnation had read', () => {
    expect(checkEdges(run)).toBeGreaterThan(0);
  });

  it('knows what incarnations saw, also from before the traffic', () => {
    const { ledger } = run.finished.chain;
    const written = new Set(run.events.flatMap(({ event }) => (event.kind === 'execute' ? wrote(event) : [])));
    for (const { row } of recorder.rows.tx.map((_, n) => ({ row: n })))
      for (const { key, version: of, value } of recorder.accesses.reads(row)) {
        // Nobody has changed it: it is what it was.
        if (!written.has(key)) expect(recorder.valueRead(key, of)).toBe(ledger.read(key).value);
        else if (value === undefined && recorder.rowOfVersion(of) === undefined)
          expect(recorder.valueRead(key, of)).toBeDefined();
      }
    const [hot] = recorder.cells;
    expect(hot && recorder.accesses.uses(hot).some(({ writes }) => writes)).toBe(true);
  });

  it('is valid Chrome trace-event JSON', () => {
    const file = traceEvents(recorder, (key) => key, { scenario: 'amm-swaps' });
    expect(nestingFlaws(file)).toEqual([]);
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
    // Who opens the file follows them in time: none ends before it begins.
    for (const [n, { ts = NaN }] of begun.entries()) expect(ended[n]?.ts).toBeGreaterThanOrEqual(ts);
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

describe('a run whose transactions have frames in lanes of another runtime', () => {
  it('is a trace in which no slices of a lane overlap', { timeout: 120_000 }, async () => {
    const lanes = new Map([
      ['evm', 4],
      ['wasm', 1],
    ]);
    const one = await tracedRun({ file: CROSS, executors: new Map([['evm', 2]]), lanes });
    const file = traceEvents(one.recorder, (key) => key, {});
    // Eight lanes send their frames to one, where they wait for each other: as it was stamped, it overlaps.
    expect(file.traceEvents.filter(({ cat }) => cat === 'frame').length).toBeGreaterThan(100);
    expect(nestingFlaws(file)).toEqual([]);
    await one.close();
  });
});

const CELLS = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
contract Cells {
    mapping(uint256 => uint256) public cells;
    function move(uint256 from, uint256 to, uint256 work) external {
        uint256 taken = cells[from];
        for (uint256 i = 0; i < work; i++) taken = uint256(keccak256(abi.encode(taken))) >> 200;
        cells[to] += taken;
    }
}
`;

/** Contention by a seed: how many cells there are, how many people, how long a transaction takes, how large blocks are. */
const contended = (seed: number): string => `
seed: ${seed}
accounts: { count: ${10 + seed * 7} }
blockSize: ${[20, 60, 200][seed % 3]}
executors: { evm: ${1 + (seed % 2)} }
lanes: ${2 + (seed % 3)}
contracts: { cells: { source: Cells.sol } }
traffic:
  - { to: cells, call: move, count: 100, from: ${seed % 2 ? 'random' : 'zipf'}, args: [{ int: [0, ${1 + seed * 2}] }, { int: [0, ${1 + seed}] }, { int: [0, ${40 * seed}] }] }
  - { to: { account: zipf }, value: 5, count: 30, from: random }
`;

describe.each(POLICIES.filter((policy) => policy !== 'serial'))('random contention under %s', (policy) => {
  it('has no edge that the read and write sets do not bear out', { timeout: 120_000 }, async () => {
    let edges = 0;
    for (const seed of [2, 5]) {
      const folder = await workspaces.create({ 'Cells.sol': CELLS, 'scenario.yaml': contended(seed) });
      const one = await tracedRun({ file: join(folder, 'scenario.yaml'), policy });
      edges += checkEdges(one);
      await one.close();
    }
    expect(edges).toBeGreaterThan(0);
  });
});
