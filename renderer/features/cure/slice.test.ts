import { beforeEach, expect, it } from 'vitest';
import { err, ok } from '../../../runtimes/core/result.ts';
import type { ComparisonView } from '../../../runtimes/service/contract/comparisons.ts';
import { FakeService, testPage, testStore } from '../../store/fake-service.testkit.ts';
import type { Store } from '../../store/store.ts';
import { lineDiff } from './line-diff.ts';

const comparison = (id: number): ComparisonView => ({
  id,
  path: 'scenario.yaml',
  scenario: 'shop',
  clock: 'simulated',
  timing: '',
  state: 'done',
  total: 1,
  runs: [],
  failure: null,
});
const ADVICE = { cell: 'shop.sold', key: 'ab/s/1', uses: [], text: [], whatIfs: [] };
const CHANGE = { title: 'shop.sold as a counter', comparison: 2, files: [{ path: 'a.sol', before: 'x', after: 'y' }] };

let service: FakeService;
let store: Store;
let asked: unknown[];

beforeEach(() => {
  asked = [];
  service = new FakeService();
  service.files.set('a.sol', 'y');
  store = testStore(service, testPage());
  store.setState({ comparison: comparison(1) });
  service.answers = {
    'cure.advise': () => ok(ADVICE),
    'cure.try': ((params: unknown) => {
      asked.push(params);
      return ok({ comparison: comparison(2), change: CHANGE });
    }) as never,
    'cure.keep': () => ok({ paths: ['a.sol'] }),
    'cure.discard': () => ok({}),
  };
});

it('a what-if of a hot cell is tried, shown as the newest comparison, and kept', async () => {
  await store.getState().adviseCell({ comparison: 1, run: 3 }, 'ab/s/1');
  expect(store.getState().advice).toMatchObject({ cell: 'shop.sold', comparison: 1, run: 3 });
  await store.getState().tryWhatIf('counter');
  expect(asked).toEqual([{ comparison: 1, run: 3, key: 'ab/s/1', whatIf: 'counter' }]);
  expect(store.getState()).toMatchObject({ comparison: { id: 2 }, tried: CHANGE, isCuring: false });
  await store.getState().keepTried();
  expect(store.getState().tried).toBeUndefined();
  expect(store.getState().notices.at(-1)?.text).toContain('a.sol');
});

it('a conflict of the Schedule view leads to a comparison as well, which comes to the front', async () => {
  store.setState({ comparison: undefined });
  const { comparisonTurn } = store.getState();
  await store.getState().adviseCell({ comparison: null, run: 7 }, 'ab/s/1');
  expect(store.getState().advice).toMatchObject({ cell: 'shop.sold', comparison: null, run: 7 });
  await store.getState().tryWhatIf('shards');
  expect(asked).toEqual([{ comparison: null, run: 7, key: 'ab/s/1', whatIf: 'shards' }]);
  expect(store.getState()).toMatchObject({ comparison: { id: 2 }, comparisonTurn: comparisonTurn + 1, tried: CHANGE });
});

it('what cannot be kept stays as it is, and what is thrown away is gone', async () => {
  store.setState({ tried: CHANGE });
  service.answers = { ...service.answers, 'cure.keep': () => err({ code: 'conflict', message: 'a.sol has changed' }) };
  await store.getState().keepTried();
  expect(store.getState().tried).toEqual(CHANGE);
  expect(store.getState().notices.at(-1)?.text).toBe('a.sol has changed');
  await store.getState().discardTried();
  expect(store.getState().tried).toBeUndefined();
  expect(service.asked).toContain('cure.discard');
});

it('shows the lines that differ, with a few around them', () => {
  const before = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].join('\n');
  const after = ['a', 'b', 'c', 'D', 'e', 'f', 'new', 'g', 'h'].join('\n');
  expect(lineDiff(before, after).map(({ kind, text }) => `${kind} ${text}`.trim())).toEqual([
    'gap',
    'same b',
    'same c',
    'removed d',
    'added D',
    'same e',
    'same f',
    'added new',
    'same g',
    'same h',
  ]);
  expect(lineDiff('a', 'a')).toEqual([{ kind: 'gap', text: '', line: 0 }]);
});
