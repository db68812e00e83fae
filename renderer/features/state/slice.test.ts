import { beforeEach, describe, expect, it } from 'vitest';
import { err, ok } from '../../../runtimes/core/result.ts';
import type { RequestOptions } from '../../../runtimes/service/client/service-client.ts';
import type { StateAccount, StateCell, StatePoint } from '../../../runtimes/service/contract/state.ts';
import { FakeService, settled, testPage, testStore, type TestPage } from '../../store/fake-service.testkit.ts';
import type { Store } from '../../store/store.ts';
import { accountRow, cellRow, PEOPLE, shownValue, treeRows, variableRow } from './tree-rows.ts';

const TOKEN = `0x${'a'.repeat(40)}`;
const ALICE = `0x${'b'.repeat(40)}`;
const key = (slot: string): string => `${TOKEN.slice(2)}/s/${slot}`;
const cell = (slot: string, name: string, value: string, type = 'uint256'): StateCell => ({
  key: key(slot),
  account: TOKEN,
  owner: 'token',
  parts: [{ name, variable: /^\w+/.exec(name)?.[0] ?? '', type, value }],
  raw: value,
});
const account = (address: string, name: string, runtime: string | null): StateAccount => ({
  address,
  name,
  runtime,
  balance: '0',
  nonce: '0',
  hasStorage: runtime !== null,
});
const point = (id: number): StatePoint => ({ id, number: id, timestamp: null, transactions: 1 });

let service: FakeService;
let page: TestPage;
let store: Store;
let head = 3;
let cells: StateCell[] = [];
const texts = (): string[] => {
  const { explored } = store.getState();
  return treeRows(explored).map(({ level, name, value }) => `${level} ${name}${value === '' ? '' : ` ${value}`}`);
};

beforeEach(() => {
  head = 3;
  cells = [cell('00', 'supply', '1000'), cell('22', 'balances[bob]', '7'), cell('33', 'balances[alice]', '5')];
  service = new FakeService();
  page = testPage();
  service.answers = {
    'state.sources': () => ok([{ run: null, title: 'live ledger', isRunning: false }]),
    'state.blocks': () => ok(Array.from({ length: head + 1 }, (_, n) => point(head - n))),
    'state.accounts': ({ block = head }: { block?: number }) =>
      ok({
        block: point(block),
        accounts: [account(TOKEN, 'token', 'evm'), account(ALICE, 'alice', null)],
        next: null,
      }),
    'state.cells': ({ after }: { after?: string }) =>
      ok({
        block: point(head),
        cells: after === undefined ? cells.slice(0, 2) : cells.slice(2),
        next: after === undefined ? (cells[1]?.key ?? null) : null,
      }),
    'state.versions': () => ok({ cell: cells[2], versions: [], next: null }),
  };
  store = testStore(service, page);
});

async function opened(): Promise<void> {
  store.getState().watchState(true);
  await settled();
  await store.getState().toggleStateRow(accountRow(TOKEN), TOKEN, true);
  await store.getState().moreCells(TOKEN);
}

describe('the state', () => {
  it('is a tree of accounts, variables and cells, sorted by name once all are there', async () => {
    store.getState().watchState(true);
    await settled();
    expect(texts()).toEqual(['1 token', '1 Accounts without code 1']);
    await store.getState().toggleStateRow(accountRow(TOKEN), TOKEN, true);
    expect(texts()).toEqual([
      '1 token',
      '2 supply 1,000',
      '2 balances 1+ cell',
      '2 More cells',
      '1 Accounts without code 1',
    ]);
    await store.getState().moreCells(TOKEN);
    await store.getState().toggleStateRow(variableRow(TOKEN, 'balances'), '', true);
    await store.getState().toggleStateRow(PEOPLE, '', true);
    expect(texts()).toEqual([
      ...['1 token', '2 supply 1,000', '2 balances 2 cells', '3 [alice] 5', '3 [bob] 7'],
      ...['1 Accounts without code 1', '2 alice'],
    ]);
  });

  it('follows a block by what it changed, and marks that for a moment', async () => {
    await opened();
    const changed = (one: StateCell) => ({
      ...one,
      before: one.parts,
      after: one.parts,
      rawBefore: '',
      rawAfter: one.raw,
    });
    head = 4;
    service.answers['state.diff'] = (asked: { before: number; after: number }) => {
      expect([asked.before, asked.after]).toEqual([3, 4]);
      return ok({
        before: point(3),
        after: point(4),
        total: 3,
        cells: [
          changed(cell('22', 'balances[bob]', '8')),
          { ...changed(cell('33', 'balances[alice]', '')) },
          changed(cell('44', 'balances[carol]', '1')),
        ],
        next: null,
      });
    };
    await store.getState().toggleStateRow(variableRow(TOKEN, 'balances'), '', true);
    await store.getState().stateMoved(null);
    expect(texts().slice(2, 5)).toEqual(['2 balances 2 cells', '3 [bob] 8', '3 [carol] 1']);
    expect(store.getState().explored.changed).toEqual(new Set([key('22'), key('33'), key('44')]));
    await page.passTime();
    expect(store.getState().explored.changed.size).toBe(0);
    expect(store.getState().explored.point?.id).toBe(4);
  });

  it('a comparison that takes long says how far it is, and is stopped', async () => {
    await opened();
    let signal: AbortSignal | undefined;
    let tell = (_: number): void => undefined;
    const request = service.request;
    service.request = ((method: string, params: never, options?: RequestOptions) => {
      if (method !== 'state.diff') return request(method as 'state.find', params);
      signal = options?.signal;
      tell = (done) => options?.onProgress?.({ done, what: 'changes' });
      return new Promise((resolve) => {
        signal?.addEventListener('abort', () => resolve(err({ code: 'cancelled', message: 'cancelled' })));
      });
    }) as typeof service.request;
    const comparing = store.getState().compareBlocks(1, 3);
    expect(store.getState().explored.comparing).toEqual({ changes: 0 });
    tell(4_096);
    expect(store.getState().explored.comparing).toEqual({ changes: 4_096 });
    store.getState().stopComparing();
    await comparing;
    expect(signal?.aborted).toBe(true);
    expect(store.getState().explored).toMatchObject({ comparing: undefined, diff: undefined, error: undefined });
  });

  it('lists older blocks when asked, and keeps them while new ones come', async () => {
    head = 450;
    service.answers['state.blocks'] = ({ before, limit }: { before?: number; limit: number }) => {
      const newest = before === undefined ? head : before - 1;
      return ok(Array.from({ length: Math.min(limit, newest + 1) }, (_, n) => point(newest - n)));
    };
    await opened();
    const listed = (): readonly number[] => store.getState().explored.blocks.map(({ id }) => id);
    expect([listed().length, listed().at(-1), store.getState().explored.hasOlderBlocks]).toEqual([200, 251, true]);
    await store.getState().olderBlocks();
    await store.getState().olderBlocks();
    expect([listed().length, listed().at(-1), store.getState().explored.hasOlderBlocks]).toEqual([451, 0, false]);
    await store.getState().chooseBlock(5);
    expect(store.getState().explored.point?.id).toBe(5);
    expect(listed()).toHaveLength(451);
    head = 460;
    await store.getState().chooseBlock(undefined);
    expect([listed().length, listed()[0], store.getState().explored.hasOlderBlocks]).toEqual([461, 460, false]);
  });

  it('stays at a block that was chosen', async () => {
    await opened();
    await store.getState().chooseBlock(2);
    head = 4;
    await store.getState().stateMoved(null);
    expect(store.getState().explored.point?.id).toBe(2);
    await store.getState().chooseBlock(undefined);
    expect(store.getState().explored.point?.id).toBe(4);
  });

  it('shows what changed last, until one is chosen', async () => {
    await opened();
    await store.getState().stateMoved(5);
    expect(store.getState().explored.run).toBe(5);
    await store.getState().chooseState(null);
    await store.getState().stateMoved(5);
    expect(store.getState().explored.run).toBeNull();
  });

  it('reveals what is found with its history, a mapping by its keys, and says what is not there', async () => {
    await opened();
    const found = (one: StateCell) => () => ok({ found: [{ account: account(TOKEN, 'token', 'evm'), cell: one }] });
    service.answers['state.find'] = found(cells[2] as StateCell);
    await store.getState().findState('balances[alice]');
    expect(store.getState().explored.current).toBe(cellRow(key('33'), 0));
    expect(store.getState().explored.history?.cell.key).toBe(key('33'));
    service.answers['state.find'] = found({ ...cell('11', 'balances', ''), raw: '' });
    await store.getState().findState('token.balances');
    expect(store.getState().explored.current).toBe(variableRow(TOKEN, 'balances'));
    service.answers['state.find'] = () => err({ code: 'notFound', message: '"x" names no cell' });
    await store.getState().findState('x');
    expect(store.getState().explored.error).toBe('"x" names no cell');
  });

  it('is exported whole, over all pages', async () => {
    await opened();
    const told: number[] = [];
    const file = await store.getState().stateAsJson(new AbortController().signal, (count) => void told.push(count));
    expect(file?.name).toBe('state-block-3.json');
    const { accounts } = JSON.parse(file?.text ?? '{}') as { accounts: { cells: { key: string }[] }[] };
    expect(accounts[0]?.cells.map((one) => one.key)).toEqual(cells.map((one) => one.key));
    expect(told.at(-1)).toBe(6);
    const stopped = AbortSignal.abort();
    expect(await store.getState().stateAsJson(stopped, () => undefined)).toBeUndefined();
  });
});

it('values are shown by their type', () => {
  const shown = (type: string, value: string): string => shownValue({ name: '', variable: '', type, value });
  expect(shown('wei', '1500000000000000000')).toBe('1.5 ether');
  expect([shown('uint256', '1234567'), shown('int8', '-5'), shown('uint8', '')]).toEqual(['1,234,567', '-5', '0']);
  expect([shown('string', '"hello"'), shown('string', ''), shown('address', 'alice')]).toEqual([
    '"hello"',
    'nothing',
    'alice',
  ]);
});
