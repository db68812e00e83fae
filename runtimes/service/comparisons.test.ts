import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testWorkspaces } from '../compiling/workspace.testkit.ts';
import type { ComparisonProgress, ComparisonView } from './contract/comparisons.ts';
import { startService, type TestService } from './service.testkit.ts';

const workspaces = testWorkspaces();
let service: TestService;
const progress: ComparisonProgress[] = [];

const ask: TestService['ask'] = (method, params) => service.ask(method, params);

const ended = (): Promise<ComparisonView> =>
  new Promise((resolve) => {
    const off = service.client.on('compare.changed', (now) => {
      if (now.state === 'running') return;
      off();
      resolve(now);
    });
  });

beforeAll(async () => {
  const home = await workspaces.create({});
  service = startService(home);
  service.client.on('compare.progress', (told) => void progress.push(told));
  await ask('host.create', { example: 'hot-counter', path: join(home, 'hot') });
}, 120_000);

afterAll(async () => {
  await service.host.close();
  await workspaces.removeAll();
  expect(service.faults).toEqual([]);
});

it('compares, tells how far it is, and has schedules, dependencies and files of each run', async () => {
  const done = ended();
  const started = await ask('compare.start', {
    path: 'scenario.yaml',
    clock: 'simulated',
    variants: [{ policy: 'optimistic', lanes: 2 }, { policy: 'serial' }],
  });
  expect(started).toMatchObject({ state: 'running', total: 2, runs: [] });
  expect((await service.client.request('run.start', { path: 'scenario.yaml' })).ok).toBe(false);
  const comparison = await done;
  expect(comparison).toMatchObject({ id: started.id, state: 'done', scenario: 'hot-counter', failure: null });
  expect(comparison.runs.map(({ policy, figures }) => [policy, figures.committed])).toEqual([
    ['optimistic', 600],
    ['serial', 600],
  ]);
  expect(comparison.runs[0]?.hot[0]?.cell).toBe('counter.count');
  expect(progress.some(({ phase, run }) => phase === 'simulate' && run === 2)).toBe(true);
  expect((await ask('compare.newest', {})).comparison).toEqual(comparison);

  const of = { comparison: comparison.id, run: 0 };
  const page = await ask('compare.schedule', { ...of, since: {} });
  expect(page.lanes).toHaveLength(4);
  const graph = await ask('compare.dependencies', of);
  expect(Buffer.from(graph.nodes.index, 'base64').length).toBe(4 * 600);
  expect(graph.critical.cells).toHaveLength(graph.critical.nodes.length - 1);
  expect(graph.critical.cells.map((cell) => graph.cells[cell])).toContain('counter.count');
  const trace = JSON.parse((await ask('compare.trace', of)).json) as { traceEvents: unknown[] };
  expect(trace.traceEvents.length).toBeGreaterThan(600);
  const report = JSON.parse((await ask('compare.report', { comparison: comparison.id })).json) as { runs: unknown[] };
  expect(report.runs).toHaveLength(2);
}, 120_000);

it('advises on a conflict of a run of the Schedule view, and compares what is tried with it', async () => {
  const ran = new Promise((resolve) => service.client.on('run.done', resolve));
  const run = await ask('run.start', { path: 'scenario.yaml', policy: 'optimistic', lanes: 2 });
  await ran;
  const key = (await ask('compare.newest', {})).comparison?.runs[0]?.hot[0]?.key ?? '';
  const cell = { comparison: null, run: run.id, key };
  const advice = await ask('cure.advise', cell);
  expect(advice.cell).toBe('counter.count');
  expect(advice.uses).toContainEqual(
    expect.objectContaining({ kind: 'write', path: 'contracts/Counter.sol', text: expect.stringContaining('count') }),
  );
  const done = ended();
  const begun = await ask('cure.try', { ...cell, whatIf: 'oneLane' });
  expect(begun.change).toBeNull();
  expect((await done).runs.map(({ policy, lanes }) => [policy, lanes])).toEqual([
    ['optimistic', 2],
    ['optimistic', 1],
    ['serial', 1],
  ]);
  expect(await service.client.request('cure.advise', { ...cell, run: 999 })).toMatchObject({ ok: false });
}, 120_000);

it('is cancelled, and refuses what cannot be compared', async () => {
  const { id } = await ask('compare.start', {
    path: 'scenario.yaml',
    clock: 'measured',
    variants: [{ policy: 'serial' }, { policy: 'optimistic' }],
  });
  const second = await service.client.request('compare.start', {
    path: 'scenario.yaml',
    clock: 'measured',
    variants: [{ policy: 'serial' }],
  });
  expect(second).toMatchObject({ ok: false, error: { code: 'refused' } });
  await ask('compare.cancel', { comparison: id });
  expect((await ask('compare.newest', {})).comparison).toMatchObject({ state: 'cancelled', failure: null });
  expect(await service.client.request('compare.schedule', { comparison: id, run: 1, since: {} })).toMatchObject({
    ok: false,
    error: { code: 'notFound' },
  });
  const outside = { path: '../scenario.yaml', clock: 'simulated' as const, variants: [{ policy: 'serial' as const }] };
  expect((await service.client.request('compare.start', outside)).ok).toBe(false);
  const none = { path: 'scenario.yaml', clock: 'simulated' as const, variants: [] };
  expect((await service.client.request('compare.start', none)).ok).toBe(false);
}, 120_000);

it('says where a scenario is wrong', async () => {
  await ask('files.write', { path: 'wrong.yaml', text: 'contracts:\n  a: { source: contracts/None.sol }\n' });
  const done = ended();
  await ask('compare.start', { path: 'wrong.yaml', clock: 'simulated', variants: [{ policy: 'serial' }] });
  expect(await done).toMatchObject({ state: 'failed', failure: expect.stringMatching(/^wrong\.yaml:2: /) as string });
}, 120_000);
