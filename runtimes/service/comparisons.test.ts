import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testWorkspaces } from '../compiling/workspace.testkit.ts';
import { installed } from '../registry.ts';
import { channelPair } from './channel-pair.testkit.ts';
import { ServiceClient } from './client/service-client.ts';
import type { ComparisonProgress, ComparisonView } from './contract/comparisons.ts';
import type { Method, Params, ResultOf } from './contract/methods.ts';
import { ServiceHost } from './host/service-host.ts';

const workspaces = testWorkspaces();
let host: ServiceHost;
let client: ServiceClient;
const faults: unknown[] = [];
const progress: ComparisonProgress[] = [];

async function ask<M extends Method>(method: M, params: Params<M>): Promise<ResultOf<M>> {
  const answer = await client.request(method, params);
  if (!answer.ok) throw new Error(`${method}: ${answer.error.message}`);
  return answer.value;
}

const ended = (): Promise<ComparisonView> =>
  new Promise((resolve) => {
    const off = client.on('compare.changed', (now) => {
      if (now.state === 'running') return;
      off();
      resolve(now);
    });
  });

beforeAll(async () => {
  const home = await workspaces.create({});
  host = new ServiceHost({
    version: '0',
    registry: installed,
    examples: fileURLToPath(new URL('../../resources/examples/', import.meta.url)),
    home,
    recent: undefined,
    now: () => Date.now(),
    onBug: (bug) => faults.push(bug),
  });
  const [near, far] = channelPair();
  host.connect(far);
  client = new ServiceClient(near, (fault) => faults.push(fault));
  client.on('compare.progress', (told) => void progress.push(told));
  await ask('host.create', { example: 'hot-counter', path: join(home, 'hot') });
}, 120_000);

afterAll(async () => {
  await host.close();
  await workspaces.removeAll();
  expect(faults).toEqual([]);
});

it('compares, tells how far it is, and has schedules, dependencies and files of each run', async () => {
  const done = ended();
  const started = await ask('compare.start', {
    path: 'scenario.yaml',
    clock: 'simulated',
    variants: [{ policy: 'optimistic', lanes: 2 }, { policy: 'serial' }],
  });
  expect(started).toMatchObject({ state: 'running', total: 2, runs: [] });
  expect((await client.request('run.start', { path: 'scenario.yaml' })).ok).toBe(false);
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

it('is cancelled, and refuses what cannot be compared', async () => {
  const { id } = await ask('compare.start', {
    path: 'scenario.yaml',
    clock: 'measured',
    variants: [{ policy: 'serial' }, { policy: 'optimistic' }],
  });
  const second = await client.request('compare.start', {
    path: 'scenario.yaml',
    clock: 'measured',
    variants: [{ policy: 'serial' }],
  });
  expect(second).toMatchObject({ ok: false, error: { code: 'refused' } });
  await ask('compare.cancel', { comparison: id });
  expect((await ask('compare.newest', {})).comparison).toMatchObject({ state: 'cancelled', failure: null });
  expect(await client.request('compare.schedule', { comparison: id, run: 1, since: {} })).toMatchObject({
    ok: false,
    error: { code: 'notFound' },
  });
  const outside = { path: '../scenario.yaml', clock: 'simulated' as const, variants: [{ policy: 'serial' as const }] };
  expect((await client.request('compare.start', outside)).ok).toBe(false);
  const none = { path: 'scenario.yaml', clock: 'simulated' as const, variants: [] };
  expect((await client.request('compare.start', none)).ok).toBe(false);
}, 120_000);

it('says where a scenario is wrong', async () => {
  await ask('files.write', { path: 'wrong.yaml', text: 'contracts:\n  a: { source: contracts/None.sol }\n' });
  const done = ended();
  await ask('compare.start', { path: 'wrong.yaml', clock: 'simulated', variants: [{ policy: 'serial' }] });
  expect(await done).toMatchObject({ state: 'failed', failure: expect.stringMatching(/^wrong\.yaml:2: /) as string });
}, 120_000);
