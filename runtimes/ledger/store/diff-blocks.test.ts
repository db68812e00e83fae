import { afterAll, beforeAll, expect, it } from 'vitest';
import { storageCell, type CellKey, type CellValue } from '../../core/cell.ts';
import { seeded } from '../../core/random.ts';
import { ALICE, BOB, testCommit } from '../ledger-contract.testkit.ts';
import type { SqliteLedger } from '../sqlite-ledger.ts';
import { valueOf } from '../value-of.testkit.ts';
import { diffBlocks } from './diff-blocks.ts';
import { History } from './history.ts';
import { FRESH, LedgerFolder } from './store.testkit.ts';

const folder = new LedgerFolder();
const BLOCKS = 6;
let ledger: SqliteLedger;
let history: History;
/** What each block left, by key: the naive way. */
const states: ReadonlyMap<CellKey, CellValue>[] = [];

beforeAll(async () => {
  ledger = await folder.open({ create: FRESH });
  history = new History(ledger.reader);
  const random = seeded(4);
  states.push(new Map(history.cells(history.current.block)));
  for (let number = 1; number <= BLOCKS; number++) {
    const writes = new Map<CellKey, CellValue>();
    for (let n = 0; n < 3_000; n++) {
      const slot = random.below(6_000).toString(16).padStart(64, '0');
      // Some are set, some cleared, some set to what they were.
      writes.set(storageCell(n % 2 ? ALICE : BOB, '', slot), ['', '1', number.toString(16)][random.below(3)] ?? '');
    }
    valueOf(await ledger.commit(testCommit(number, writes)));
    states.push(new Map([...(states.at(-1) ?? []), ...writes]));
  }
}, 60_000);
afterAll(() => folder.leave());

const id = (number: number): number => valueOf(history.resolve(`@${number}`));
const file = (): string => ledger.reader.location() ?? '';

it.each([
  [0, BLOCKS],
  [BLOCKS, 0],
  [2, 4],
  [5, 1],
  [3, 3],
])('from block %i to %i it is what the states differ in, here and in a thread', async (from, to) => {
  const [before, after] = [states[from], states[to]];
  const expected = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])]
    .map((key) => ({ key, before: before?.get(key) ?? '', after: after?.get(key) ?? '' }))
    .filter((one) => one.before !== one.after)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  expect(history.diff(id(from), id(to))).toEqual(expected);
  expect(valueOf(await diffBlocks({ file: file(), from: id(from), to: id(to) }))).toEqual(expected);
  expect(expected.length > 1_000).toBe(from !== to);
});

it('counts changes up to a limit', () => {
  expect(history.changesBetween(id(2), id(2), 10)).toBe(0);
  expect(history.changesBetween(id(0), id(BLOCKS), 4_000)).toBe(4_000);
  const some = history.changesBetween(id(1), id(2), 1e6);
  expect(some).toBeGreaterThan(1_000);
  expect(history.changesBetween(id(2), id(1), 1e6)).toBe(some);
});

it('is stopped, and says so; what cannot be read is an error', async () => {
  const task = { file: file(), from: id(0), to: id(BLOCKS) };
  const cancel = new AbortController();
  const stopped = diffBlocks(task, { signal: cancel.signal, onProgress: () => cancel.abort() });
  expect(await stopped).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(await diffBlocks(task, { signal: cancel.signal })).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  const missing = await diffBlocks({ ...task, file: `${file()}.none` });
  expect(missing).toMatchObject({ ok: false, error: { code: 'failed', message: expect.stringContaining('.none') } });
});
