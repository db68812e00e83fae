import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testWorkspaces } from '../compiling/workspace.testkit.ts';
import { POOL_STATES } from '../core/pool-state.ts';
import type { GateView, RunView, SchedulePage } from './contract/runs.ts';
import { startService, type TestService } from './service.testkit.ts';

const COUNT = 400;
const SCENARIO = `accounts: { count: 30 }
blockSize: 150
executors: { evm: 2 }
lanes: 1
traffic:
  - { to: { account: random }, value: { int: [1, 1000] }, count: ${COUNT}, from: random }
`;

const workspaces = testWorkspaces();
let service: TestService;
const ask: TestService['ask'] = (method, params) => service.ask(method, params);

beforeAll(async () => {
  const home = await workspaces.create({});
  service = startService(home);
  const folder = await workspaces.create({ 'scenario.yaml': SCENARIO });
  await ask('host.open', { path: folder });
}, 120_000);

afterAll(async () => {
  await service.host.close();
  await workspaces.removeAll();
  expect(service.faults).toEqual([]);
});

/** The first telling of the run that fits; `begin` begins what brings it. */
async function told(run: number, fits: (gate: GateView, done: number) => boolean, begin: () => Promise<unknown>) {
  const { promise, resolve } = Promise.withResolvers<GateView>();
  const off = service.client.on('run.progress', ({ run: of, gate, done }) => {
    if (of === run && fits(gate, done)) resolve(gate);
  });
  await begin();
  const gate = await promise;
  off();
  return gate;
}

const ready = (gate: GateView): boolean => gate.state === 'paused' && gate.next !== null && gate.owed === 0;

/** Begins a run that stands before its first decision. */
async function paused(): Promise<{ run: RunView; gate: GateView }> {
  const { promise, resolve } = Promise.withResolvers<GateView>();
  const off = service.client.on('run.progress', ({ gate }) => (ready(gate) ? resolve(gate) : undefined));
  const run = await ask('run.start', { path: 'scenario.yaml', paused: true });
  const gate = await promise;
  off();
  return { run, gate };
}

/** Takes a step, and waits until the run stands behind it. */
async function step({ id }: RunView): Promise<GateView> {
  const lastOf = ({ last }: GateView): string => JSON.stringify(last);
  const before = lastOf((await ask('run.list', {}))[0]?.gate as GateView);
  return told(
    id,
    (gate) => ready(gate) && lastOf(gate) !== before,
    () => ask('run.step', { run: id }),
  );
}

describe('a run that is held', () => {
  it('goes decision by decision, tells each, and equals serial execution when it goes on', async () => {
    const { run, gate } = await paused();
    expect(gate.last).toBeNull();
    expect(gate.next).toMatchObject({ kind: 'dispatch', tx: 0, incarnation: 0, row: null });
    let now = gate;
    const kinds = new Set<string>();
    for (let n = 0; n < 12; n++) {
      const before = now.next;
      now = await step(run);
      expect(now.last).toMatchObject({ kind: before?.kind, tx: before?.tx, incarnation: before?.incarnation });
      kinds.add(now.last?.kind ?? '');
    }
    expect(kinds).toEqual(new Set(['dispatch', 'validate', 'commit']));
    const [listed] = await ask('run.list', {});
    const sums = listed?.mempools.reduce((sum, pool) => sum + POOL_STATES.reduce((all, of) => all + pool[of], 0), 0);
    expect(sums).toBe(COUNT);
    const waits = listed?.mempools.map(({ waiting }) => waiting) ?? [];
    expect(waits.reduce((sum, one) => sum + one, 0)).toBe(COUNT - 150);
    // It stands: another question later the same stands next.
    expect((await ask('run.list', {}))[0]?.gate.next).toEqual(now.next);
    const done = service.ended(run.id);
    await ask('run.resume', { run: run.id });
    expect(await done).toMatchObject({ state: 'done', report: { transactions: { committed: COUNT } } });
    expect(await ask('run.verify', { run: run.id })).toMatchObject({ state: 'verified' });
    expect((await done).elapsedMs).toBeLessThan(60_000);
  }, 120_000);

  it('lists what stands in a mempool, by state', async () => {
    const { run } = await paused();
    await step(run);
    const executor = 'evm#0';
    const question = { run: run.id, executor, offset: 0, limit: 500 };
    const waiting = await ask('run.mempool', { ...question, state: 'waiting' });
    const [counts] = (await ask('run.list', {}))[0]?.mempools ?? [];
    expect(waiting).toHaveLength(counts?.waiting ?? -1);
    expect(waiting.every(({ label, tx }) => label === 'transfer' && tx === null)).toBe(true);
    expect(await ask('run.mempool', { ...question, state: 'waiting', offset: 2, limit: 3 })).toEqual(
      waiting.slice(2, 5),
    );
    const running = (executor: string) => ask('run.mempool', { ...question, executor, state: 'running' });
    expect([...(await running('evm#0')), ...(await running('evm#1'))].map(({ tx }) => tx)).toEqual([0]);
    const done = service.ended(run.id);
    await ask('run.cancel', { run: run.id });
    expect(await done).toMatchObject({ state: 'cancelled', report: null });
  }, 120_000);

  it('is stopped in the middle of a block: what was committed stays and equals serial execution, the rest was not run', async () => {
    const { run } = await paused();
    while ((await step(run)).last?.kind !== 'commit');
    const done = service.ended(run.id);
    await ask('run.stop', { run: run.id });
    const { state, report, mempools } = await done;
    expect({ state, report }).toMatchObject({
      state: 'done',
      report: { transactions: { submitted: COUNT, committed: 1, notRun: COUNT - 1 }, expectations: [] },
    });
    expect(mempools.reduce((sum, pool) => sum + pool.waiting, 0)).toBe(COUNT - 1);
    expect(await ask('run.verify', { run: run.id })).toMatchObject({ state: 'verified' });
    expect(await service.client.request('run.step', { run: run.id })).toMatchObject({
      ok: false,
      error: { code: 'refused' },
    });
  }, 120_000);

  it('loses an executor and gets it back: what it had runs again, and nothing is lost', async () => {
    const { run } = await paused();
    await step(run);
    const outages = async (): Promise<SchedulePage['outages']> =>
      (await ask('run.schedule', { run: run.id, since: {} })).outages;
    const back = Promise.withResolvers<undefined>();
    const off = service.client.on('run.progress', () => {
      void outages().then(([outage]) => (outage !== undefined && outage.to !== null ? back.resolve(undefined) : 0));
    });
    await ask('run.killExecutor', { run: run.id, executor: 'evm#0' });
    await back.promise;
    off();
    const unknown = await service.client.request('run.killExecutor', { run: run.id, executor: 'evm#7' });
    expect(unknown).toMatchObject({ ok: false, error: { code: 'notFound' } });
    const done = service.ended(run.id);
    await ask('run.resume', { run: run.id });
    expect(await done).toMatchObject({ state: 'done', report: { transactions: { committed: COUNT } } });
    expect(await ask('run.verify', { run: run.id })).toMatchObject({ state: 'verified' });
    const [outage, ...more] = await outages();
    expect(outage).toMatchObject({ executor: 'evm#0', reason: expect.stringContaining('SIGKILL') as string });
    expect(more).toEqual([]);
    expect(outage?.to ?? 0).toBeGreaterThan(outage?.from ?? 0);
    const late = await service.client.request('run.killExecutor', { run: run.id, executor: 'evm#0' });
    expect(late).toMatchObject({ ok: false, error: { code: 'refused' } });
  }, 120_000);
});
