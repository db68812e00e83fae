import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testWorkspaces } from '../compiling/workspace.testkit.ts';
import { INCARNATION_STATUSES } from '../core/incarnation-status.ts';
import type { RunView, SchedulePage } from './contract/runs.ts';
import { startService, type TestService } from './service.testkit.ts';

const workspaces = testWorkspaces();
let service: TestService;
const ends: RunView[] = [];
let run: RunView;

const ask: TestService['ask'] = (method, params) => service.ask(method, params);

beforeAll(async () => {
  const home = await workspaces.create({});
  service = startService(home);
  service.client.on('run.done', (done) => void ends.push(done));
  await ask('host.create', { example: 'amm-swaps', path: join(home, 'amm') });
  const started = await ask('run.start', { path: 'scenario.yaml', lanes: 2 });
  expect(started.state).toBe('running');
  run = await service.ended(started.id);
}, 120_000);

afterAll(async () => {
  await service.host.close();
  await workspaces.removeAll();
  expect(service.faults).toEqual([]);
});

const numbers = (text: string, kind: 'f64' | 'u32' | 'i32' | 'u8'): number[] => {
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
  const types = { f64: Float64Array, u32: Uint32Array, i32: Int32Array, u8: Uint8Array };
  return [...new types[kind](bytes.buffer)];
};

const page = (): Promise<SchedulePage> => ask('run.schedule', { run: run.id, since: {} });

describe('a scenario that is run from a window', () => {
  it('reports, without a trace on the live ledger', async () => {
    expect(run).toMatchObject({ state: 'done', scenario: 'amm-swaps', policy: 'optimistic', failure: null });
    expect(run.report?.expectations.every(({ ok }) => ok)).toBe(true);
    expect(run.lanes.length).toBeGreaterThanOrEqual(2);
    expect(run.sums.committed).toBe(run.total);
    expect((await ask('ledger.describe', {})).head.number).toBe(0);
    expect((await ask('run.list', {})).map(({ id }) => id)).toEqual([run.id]);
  });

  it('gives its schedule in columns, and afterwards only what is new', async () => {
    // A row may be told again where more of it has become known.
    const statuses = new Map<number, string | undefined>();
    let all = await page();
    for (let more = true; more;) {
      const told = numbers(all.rows.status, 'u8').map((one) => INCARNATION_STATUSES[one]);
      numbers(all.rows.row, 'u32').forEach((row, at) => statuses.set(row, told[at]));
      const starts = numbers(all.rows.start, 'f64');
      expect(numbers(all.rows.end, 'f64').every((end, n) => end >= (starts[n] ?? NaN))).toBe(true);
      ({ more } = all);
      if (more) all = await ask('run.schedule', { run: run.id, since: all.next });
    }
    expect(statuses.size).toBe(run.incarnations);
    expect([...statuses.values()].filter((one) => one === 'aborted')).toHaveLength(run.sums.aborts);
    const again = await ask('run.schedule', { run: run.id, since: all.next });
    expect([again.rows.row, again.cells, again.labels, again.next]).toEqual(['', [], [], all.next]);
  });

  it('explains a conflict by names, with both sides and their sources', async () => {
    const all = await page();
    const causes = numbers(all.rows.cause, 'i32');
    const cells = numbers(all.rows.cell, 'i32').map((cell) => all.cells[cell] ?? '');
    const at = causes.findIndex((cause, n) => cause >= 0 && /^(apple|berry|pool)\.\w/.test(cells[n] ?? ''));
    expect(at, 'the example has conflicts').toBeGreaterThanOrEqual(0);
    const row = numbers(all.rows.row, 'u32')[at] ?? 0;
    const told = await ask('run.explain', { run: run.id, row });
    expect(told.conflict?.cell).toMatch(/^\w+\.\w+/);
    expect(told.conflict?.found.by?.row).toBe(causes[at]);
    // Both statements, not the functions around them.
    for (const source of [told.conflict?.reader, told.conflict?.writer]) {
      expect(source).toMatchObject({ path: expect.stringMatching(/\.sol$/), precision: 'statement' });
      expect(source?.text).toMatch(/reserve|_balances/);
    }
    expect(told.conflict?.read.value).not.toBeNull();
    expect(told.text).toContain(`tx ${told.conflict?.found.by?.tx}`);
    expect(told.incarnations.map((one) => one.incarnation)).toEqual(told.incarnations.map((_, k) => k));
    expect(told.wastedMs).toBeLessThanOrEqual(told.totalMs);
    expect(told.tx.sender).not.toBe('');
    // Its cell was used by both sides, and written by the one that it is blamed on.
    const uses = await ask('run.uses', { run: run.id, key: told.conflict?.key ?? '' });
    const use = new Map(numbers(uses.row, 'u32').map((one, n) => [one, numbers(uses.use, 'u8')[n] ?? 0]));
    expect((use.get(row) ?? 0) & 1).toBe(1);
    expect((use.get(causes[at] ?? -1) ?? 0) & 2).toBe(2);
    expect(await ask('run.uses', { run: run.id, key: 'nothing' })).toEqual({ row: '', use: '' });
  });

  it('is verified against serial execution, once however often it is asked', async () => {
    const [one, other] = await Promise.all([ask('run.verify', { run: run.id }), ask('run.verify', { run: run.id })]);
    expect(one).toMatchObject({ state: 'verified', at: null });
    expect(other).toEqual(one);
    expect(ends.map(({ certificate }) => certificate.state)).toEqual(expect.arrayContaining(['checking', 'verified']));
  });

  it('gives its trace as JSON, and is cancelled on demand', async () => {
    const { json } = await ask('run.trace', { run: run.id });
    expect((JSON.parse(json) as { traceEvents: unknown[] }).traceEvents.length).toBeGreaterThan(run.incarnations);
    const next = await ask('run.start', { path: 'scenario.yaml', policy: 'serial' });
    const second = await service.client.request('run.start', { path: 'scenario.yaml' });
    expect(second).toMatchObject({ ok: false, error: { code: 'refused' } });
    const done = service.ended(next.id);
    await ask('run.cancel', { run: next.id });
    expect((await done).state).toBe('cancelled');
  });

  it('says what is wrong with a scenario', async () => {
    await ask('files.write', { path: 'wrong.yaml', text: 'contracts: { a: { source: nothing.sol } }\n' });
    const started = await ask('run.start', { path: 'wrong.yaml' });
    const done = await service.ended(started.id);
    expect(done).toMatchObject({ state: 'failed', report: null });
    expect(done.failure?.message).not.toBe('');
  });
});
