import { beforeEach, expect, it } from 'vitest';
import { statusNumber } from '../../../runtimes/core/incarnation-status.ts';
import { ok } from '../../../runtimes/core/result.ts';
import type { RunView, SchedulePage } from '../../../runtimes/service/contract/runs.ts';
import { FakeService, settled, testPage, testStore } from '../../store/fake-service.testkit.ts';
import type { Store } from '../../store/store.ts';
import { exportSvg } from './export-svg.ts';
import { rowFilter } from './filters.ts';
import { layoutLanes } from './layout.ts';
import { announcement, step, telling } from './navigate.ts';
import { nextEvent } from './playback.ts';
import type { Paint } from './paint.ts';
import { litRows } from './pinned-cell.ts';
import { rangeFigures } from './range-figures.ts';
import { lowerBound, ScheduleData } from './schedule-data.ts';
import { pan, reveal, whole, zoom } from './viewport.ts';

const base64 = (values: Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array): string =>
  btoa(String.fromCharCode(...new Uint8Array(values.buffer)));

interface Row {
  readonly tx: number;
  readonly k?: number;
  readonly lane: number;
  readonly start: number;
  readonly end: number;
  readonly status: Parameters<typeof statusNumber>[0];
  readonly cause?: number;
}

function pageOf(rows: readonly Row[], from = 0): SchedulePage {
  const f64 = (of: (row: Row) => number): string => base64(Float64Array.from(rows, of));
  const i32 = (of: (row: Row) => number): string => base64(Int32Array.from(rows, of));
  const u8 = (of: (row: Row) => number): string => base64(Uint8Array.from(rows, of));
  return {
    next: { changes: from + rows.length, frames: 0, cells: 1, transactions: 3, labels: 1, senders: 1 },
    more: false,
    lanes: [
      { executor: 'evm#0', runtime: 'evm', lane: 0 },
      { executor: 'wasm#0', runtime: 'wasm', lane: 0 },
    ],
    blocks: [{ number: 4, first: 0, transactions: 3, began: 0 }],
    outages: [],
    rows: {
      row: base64(Uint32Array.from(rows, (_, n) => from + n)),
      tx: base64(Uint32Array.from(rows, ({ tx }) => tx)),
      incarnation: u8(({ k = 0 }) => k),
      status: u8(({ status }) => statusNumber(status)),
      withdrawn: u8(() => 0),
      lane: base64(Uint16Array.from(rows, ({ lane }) => lane)),
      start: f64(({ start }) => start),
      end: f64(({ end }) => end),
      settled: f64(({ end }) => end + 1),
      cause: i32(({ cause = -1 }) => cause),
      cell: i32(({ cause }) => (cause === undefined ? -1 : 0)),
      read: f64(() => -1),
      found: f64(() => -1),
    },
    frames: { row: '', lane: '', start: '', end: '' },
    cells: from === 0 ? ['market.reserve'] : [],
    labels: from === 0 ? ['market.swap'] : [],
    senders: from === 0 ? ['alice'] : [],
    transactions:
      from === 0
        ? { label: base64(new Uint32Array(3)), sender: base64(new Uint32Array(3)) }
        : { label: '', sender: '' },
  };
}

const ROWS: readonly Row[] = [
  { tx: 0, lane: 0, start: 0, end: 10, status: 'committed' },
  { tx: 1, lane: 1, start: 1, end: 8, status: 'aborted', cause: 0 },
  { tx: 2, lane: 1, start: 8, end: 12, status: 'aborted', cause: 0 },
  { tx: 1, k: 1, lane: 0, start: 10, end: 15, status: 'committed' },
];

const REST = {
  elapsedMs: 1,
  incarnations: 4,
  sums: { committed: 2, committedMs: 25, wastedMs: 11, aborts: 2, criticalMs: 15, criticalLength: 2 },
  gate: { state: 'running', owed: 0, last: null, next: null },
  mempools: [],
} as const;

const data = new ScheduleData();
data.take(pageOf(ROWS));
const layout = layoutLanes(data.lanes);

let service: FakeService;
let store: Store;
const running = { id: 1, path: 's.yaml', state: 'running', phase: 'traffic', done: 0, total: 3 } as unknown as RunView;

beforeEach(() => {
  service = new FakeService();
  store = testStore(service, testPage());
  service.answers = {
    'run.list': () => ok([running]),
    'run.schedule': (({ since }: { since: { changes: number } }) => {
      const rows = ROWS.slice(since.changes);
      return ok(rows.length === 0 ? { ...pageOf([], 4), next: pageOf(ROWS).next } : pageOf(rows, since.changes));
    }) as never,
  };
});

it('a run that some window has begun is followed, and its end brings the rest', async () => {
  service.emit('run.progress', { run: 1, phase: 'traffic', done: 2, total: 3, changes: 4, ...REST });
  await settled();
  await settled();
  expect(store.getState().shownRun).toMatchObject({ id: 1, done: 2 });
  expect(store.getState().schedule.count).toBe(4);
  service.emit('run.done', { ...running, state: 'done', failure: null } as unknown as RunView);
  await settled();
  expect(store.getState().shownRun?.state).toBe('done');
  // An older run that ends later is not shown.
  service.emit('run.done', { ...running, id: 0, state: 'failed', failure: null } as unknown as RunView);
  await settled();
  expect(store.getState().shownRun?.id).toBe(1);
});

it('keys lead from bar to bar, to conflicts, causes and other incarnations', () => {
  const go = (from: number | undefined, where: Parameters<typeof step>[4]): number | undefined =>
    step(data, layout, undefined, from, where);
  expect(go(undefined, 'right')).toBe(0);
  expect(go(0, 'right')).toBe(3);
  expect(go(0, 'down')).toBe(1);
  expect(go(2, 'up')).toBe(3);
  expect(go(undefined, 'nextConflict')).toBe(1);
  expect(go(1, 'nextConflict')).toBe(2);
  expect(go(2, 'nextConflict')).toBe(1);
  expect(go(1, 'lastConflict')).toBe(2);
  expect(go(2, 'cause')).toBe(0);
  expect(go(1, 'later')).toBe(3);
  expect(go(3, 'later')).toBeUndefined();
  expect(announcement(data, 1)).toBe('tx 1, market.swap, incarnation 0, aborted by tx 0 at market.reserve');
});

it('a conflict at a variable is the one to begin with', () => {
  expect(telling(data, undefined)).toBe(1);
  expect(telling(data, (_, row) => row !== 1)).toBe(2);
  expect(telling(data, (_, row) => row === 0)).toBeUndefined();
});

it('what is filtered out is not there for keys either', () => {
  store.getState().setFilters([{ kind: 'runtime', value: 'evm' }]);
  const filter = store.getState().rowFilter;
  expect(data.index(filter).map(({ rows }) => rows.length)).toEqual([2, 0]);
  expect(step(data, layout, filter, undefined, 'nextConflict')).toBeUndefined();
});

it('the view zooms at the pointer and never leaves the run', () => {
  const all = whole(15);
  const near = zoom(all, 0.5, 0.25, 15);
  expect(near.from + (near.to - near.from) * 0.25).toBeCloseTo(all.to * 0.25);
  expect(pan(near, -100, 15).from).toBe(0);
  expect(pan(near, 100, 15).to).toBeCloseTo(all.to);
  expect(zoom(all, 0, 0.5, 15).to - zoom(all, 0, 0.5, 15).from).toBeCloseTo(0.001);
  const moved = reveal({ from: 0, to: 2 }, 10, 11, 15);
  expect(moved.from).toBeLessThanOrEqual(10);
  expect(moved.to).toBeGreaterThanOrEqual(11);
});

it('playback goes from event to event', () => {
  expect(nextEvent(data, 1, 1)).toBe(8);
  expect(nextEvent(data, 1, -1)).toBe(0);
  expect([...data.commits()]).toEqual([11, 16]);
  expect(lowerBound(data.commits(), 12)).toBe(1);
});

it('a range counts what lies in it, each bar by the part that does', () => {
  const figures = rangeFigures(data, { from: 5, to: 11 });
  expect(figures).toMatchObject({
    incarnations: 4,
    conflicts: 2,
    committed: 0,
    usefulMs: 6,
    wastedMs: 6,
    occupancy: 1,
  });
  expect(figures.hottest).toEqual({ cell: 'market.reserve', conflicts: 2 });
  expect(rangeFigures(data, { from: 15.5, to: 20 })).toMatchObject({ incarnations: 0, committed: 1, occupancy: 0 });
});

it('a duration is a filter of its own', () => {
  const long = rowFilter([{ kind: 'duration', value: 'at least 10 ms' }]);
  expect(data.index(long).map(({ rows }) => [...rows])).toEqual([[0], []]);
});

const proxied = new Proxy({} as Paint, {
  get: (_, name) => (name === 'hue' ? () => ({ line: '#111', fill: '#222' }) : '#333'),
});
const paint: Paint = {
  ...proxied,
  hue: proxied.hue,
  surface: '#fff',
  aborted: '#a00',
  invalidated: '#0a0',
  font: '11px "A & B"',
};
const scene = { data, layout, view: whole(15), width: 600, filter: undefined, playhead: undefined, range: undefined };

it('what does not use a pinned cell is dimmed', () => {
  const cell = { key: 'k', name: 'n', rows: Uint32Array.of(1, 3), uses: Uint8Array.of(1, 2) };
  expect([...(litRows([cell]) ?? [])]).toEqual([0, 1, 0, 1]);
  expect(litRows([])).toBeUndefined();
  const bright = exportSvg(scene, paint, undefined);
  const dimmed = exportSvg({ ...scene, lit: litRows([cell]) }, paint, undefined);
  const faint = (text: string): number => text.match(/opacity="0\.4"/g)?.length ?? 0;
  expect(faint(bright)).toBe(0);
  expect(faint(dimmed)).toBeGreaterThan(0);
});

it('a time without an executor stands in its lanes', () => {
  const lost = new ScheduleData();
  lost.take({ ...pageOf(ROWS), outages: [{ executor: 'wasm#0', from: 12, to: 40, reason: 'killed' }] });
  expect(lost.until).toBe(40);
  const text = exportSvg({ ...scene, data: lost, view: whole(40) }, paint, undefined);
  expect(text).toContain('executor lost, started again');
  expect(exportSvg(scene, paint, undefined)).not.toContain('executor lost');
});

it('what is drawn is drawn the same as an SVG', () => {
  const text = exportSvg(scene, paint, 1);
  expect(text).toContain('1·0 swap');
  expect(text).toContain('url(#hatch)');
  expect(text).toContain('A &amp; B');
  expect(text.match(/<g /g)).toHaveLength(1);
  expect(text).not.toMatch(/NaN|undefined/);
});

it('a run that is paused goes on where one is to be run, and is taken step by step', async () => {
  const asked: string[] = [];
  const gate = { ...REST.gate, state: 'paused' } as const;
  service.answers = {
    ...service.answers,
    'run.start': (params) => {
      asked.push(`start ${JSON.stringify(params)}`);
      return ok({ ...running, gate } as unknown as RunView);
    },
    'run.step': () => {
      asked.push('step');
      return ok({ ...gate, owed: 1 });
    },
    'run.resume': () => {
      asked.push('resume');
      return ok(REST.gate);
    },
  };
  store.setState({ activePath: 's.yaml' });
  await store.getState().stepRun();
  await store.getState().stepRun();
  expect(store.getState().shownRun?.gate.owed).toBe(1);
  await store.getState().startRun();
  await store.getState().startRun();
  expect(store.getState().shownRun?.gate.state).toBe('running');
  expect(asked).toEqual(['start {"path":"s.yaml","paused":true}', 'step', 'resume']);
});
