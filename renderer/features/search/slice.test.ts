import { beforeEach, expect, it } from 'vitest';
import { FakeService, settled, testPage, testStore, type TestPage } from '../../store/fake-service.testkit.ts';
import type { Store } from '../../store/store.ts';
import { resultRows } from './result-rows.ts';
import { countMatches } from './slice.ts';

const match = (line: number) => ({ line, column: 1, before: '', text: 'x', after: '' });
const files = [
  { path: 'a.sol', version: '1', matches: [match(1), match(2)] },
  { path: 'b.sol', version: '2', matches: [match(3)] },
];
let service: FakeService;
let page: TestPage;
let store: Store;
let asked: unknown;

beforeEach(() => {
  service = new FakeService();
  page = testPage();
  store = testStore(service, page);
  service.answers = {
    'search.find': () => ({ ok: true, value: { files, searched: 9, cut: false } }),
    'search.replace': (params) => {
      asked = params;
      return { ok: true, value: { written: ['a.sol'], matches: 1, refused: [], backup: '1-00000000' } };
    },
    'search.undo': () => ({ ok: true, value: { written: ['a.sol'], matches: 0, refused: [], backup: null } }),
  };
});

it('is asked once, a moment after the last key', async () => {
  store.getState().setSearch({ text: 'x' });
  store.getState().setSearch({ text: 'xy' });
  await page.passTime();
  expect(service.asked.filter((method) => method === 'search.find')).toHaveLength(1);
  expect(countMatches(store.getState())).toBe(3);
});

it('what was taken out of the list is not replaced, and it can be taken back', async () => {
  store.getState().setSearch({ text: 'x' });
  await page.passTime();
  store.getState().leaveOut('a.sol#0');
  store.getState().leaveOut('b.sol');
  const { found, closedResults, leftOut } = store.getState();
  expect(resultRows(found, closedResults, leftOut).map(({ id }) => id)).toEqual(['a.sol', 'a.sol#1']);
  store.getState().setReplacement('y');
  await store.getState().replaceAll();
  expect(asked).toMatchObject({ replacement: 'y', files: [{ path: 'a.sol', version: '1', except: [0] }] });
  const [notice] = store.getState().notices;
  expect(notice?.text).toBe('1 place in 1 file replaced.');
  notice?.action?.run();
  await settled();
  expect(service.asked).toContain('search.undo');
});

it('an answer that nobody waits for any more changes nothing', async () => {
  const waiting: ((answer: unknown) => void)[] = [];
  service.answers['search.find'] = () => new Promise((resolve) => waiting.push(resolve));
  store.getState().setSearch({ text: 'x' });
  await page.passTime();
  store.getState().setSearch({ text: '' });
  await page.passTime();
  waiting[0]?.({ ok: true, value: { files, searched: 9, cut: false } });
  await settled();
  expect(store.getState()).toMatchObject({ found: [], searchState: 'idle' });
});
