import { beforeEach, expect, it } from 'vitest';
import { ok } from '../../../runtimes/core/result.ts';
import type { RunView } from '../../../runtimes/service/contract/runs.ts';
import { FakeService, testPage, testStore } from '../../store/fake-service.testkit.ts';
import type { Store } from '../../store/store.ts';
import { scenarioActions } from './slice.ts';

const running = {
  id: 1,
  path: 's.yaml',
  state: 'running',
  phase: 'traffic',
  done: 0,
  total: 2_000,
  report: null,
  failure: null,
  certificate: { state: 'notChecked', text: '', serialMs: null, at: null },
} as unknown as RunView;
const done = {
  ...running,
  state: 'done',
  report: {
    transactions: { submitted: 2_000, committed: 1_999, reverted: 1 },
    expectations: [{ ok: true }, { ok: false }],
  },
} as unknown as RunView;

let service: FakeService;
let store: Store;
const titles = (): readonly string[] =>
  scenarioActions(store.getState().scenarioRuns['s.yaml']).map(({ title }) => title);

beforeEach(() => {
  service = new FakeService();
  store = testStore(service, testPage());
  service.answers = {
    'run.start': () => ok(running),
    'run.verify': () => ok({ ...done.certificate, state: 'verified' }),
  };
});

const REST = {
  elapsedMs: 1,
  incarnations: 0,
  sums: { committed: 0, committedMs: 0, wastedMs: 0, aborts: 0, criticalMs: 0, criticalLength: 0 },
  gate: { state: 'running', owed: 0, last: null, next: null },
  mempools: [],
} as const;

it('a scenario runs, says how far it is and how it ended, and is verified', async () => {
  expect(titles()).toEqual(['Run scenario']);
  await store.getState().runScenario('s.yaml');
  service.emit('run.progress', { run: 1, phase: 'traffic', done: 1_200, total: 2_000, changes: 0, ...REST });
  expect(titles()).toEqual(['running: traffic 1,200 of 2,000', 'Cancel']);
  service.emit('run.done', done);
  expect(titles()).toEqual([
    'Run scenario',
    '1,999 of 2,000 committed, 1 reverted, 1 of 2 expectations hold',
    'Verify',
  ]);
  await store.getState().verifyScenario('s.yaml');
  expect(titles().at(-1)).toBe('equals serial: verified');
});

it('one run at a time; one that has ended before it was told to have begun has ended', async () => {
  service.answers['run.start'] = () => {
    service.emit('run.done', done);
    return ok(running);
  };
  await store.getState().runScenario('s.yaml');
  expect(titles()[0]).toBe('Run scenario');
  service.emit('run.done', { ...done, id: 0, state: 'failed', report: null });
  expect(titles()).toHaveLength(3);
});

it('why it failed is told', () => {
  service.emit('run.done', { ...running, state: 'failed', failure: { message: 'no compiler' } } as unknown as RunView);
  expect(store.getState().notices.at(-1)?.text).toBe('s.yaml: no compiler');
  expect(titles()).toEqual(['Run scenario', 'last run: failed']);
});
