import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { balanceCell, parseCell, storageCell, type CellKey } from '../../core/cell.ts';
import { ALICE, BOB, testCommit } from '../../ledger/ledger-contract.testkit.ts';
import { History } from '../../ledger/store/history.ts';
import { openForReading } from '../../ledger/store/open-database.ts';
import { A, B, FRESH, grow, LedgerFolder } from '../../ledger/store/store.testkit.ts';
import { oneObject, runInProcess } from '../command-line.testkit.ts';

const SLOT = '1'.padStart(64, '0');
const LAYOUT = {
  storage: [
    { label: 'amount', offset: 0, slot: '1', type: 't_uint128' },
    { label: 'owner', offset: 16, slot: '1', type: 't_uint64' },
    { label: 'friend', offset: 0, slot: '2', type: 't_address' },
    { label: 'title', offset: 0, slot: '3', type: 't_string_storage' },
  ],
  types: {
    t_uint128: { encoding: 'inplace', label: 'uint128', numberOfBytes: '16' },
    t_uint64: { encoding: 'inplace', label: 'uint64', numberOfBytes: '8' },
    t_address: { encoding: 'inplace', label: 'address', numberOfBytes: '20' },
    t_string_storage: { encoding: 'bytes', label: 'string', numberOfBytes: '32' },
  },
};
const slot = (n: number): CellKey => storageCell(ALICE, '', n.toString(16).padStart(64, '0'));
const text = (value: string): string =>
  Buffer.from(value).toString('hex').padEnd(62, '0') + (2 * value.length).toString(16).padStart(2, '0');

const folder = new LedgerFolder();
let file = '';
beforeAll(async () => {
  const ledger = await folder.open({ create: FRESH });
  file = ledger.file;
  await grow(ledger, [A, '1'], [storageCell(ALICE, '', SLOT), `2${'5'.padStart(32, '0')}`]);
  const json = JSON.stringify({ code: '0x', storageLayout: LAYOUT, runtime: 'evm' });
  const noted = { account: ALICE, name: 'vault', runtime: 'evm', contract: 'V', source: 'V.sol', compiler: 'c', json };
  await ledger.note(noted);
  await grow(ledger, [B, '7'], [slot(2), ALICE], [slot(3), text('hello')]);
  await ledger.commit({
    ...testCommit(3, [[A, '4']]),
    trace: {
      effects: [{ reads: [], writes: [{ key: A, value: '2' }], deltas: [{ key: A, amount: 2n }], frames: [] }],
      schedule: [],
      preimages: [],
    },
  });
  await grow(ledger, [A, ''], [B, '8']);
  await folder.closeAll();
});
afterAll(() => folder.leave());

const cli = (...args: string[]): ReturnType<typeof runInProcess> => runInProcess(['state', ...args], folder.path);
async function json<T>(...args: string[]): Promise<T> {
  const { exitCode, out, err } = await cli(...args, '--json');
  expect([exitCode, err]).toEqual([0, '']);
  return oneObject({ exitCode, stdout: out, stderr: err }) as T;
}

interface Shown {
  readonly total: number;
  readonly cells: readonly { readonly cell: string; readonly key: CellKey; readonly value: string }[];
}
interface Versions {
  readonly cell: string;
  readonly versions: readonly Record<'block' | 'before' | 'after' | 'rawBefore' | 'rawAfter' | 'writers', unknown>[];
}

describe('cli state show', () => {
  it('reads packed variables, addresses and texts by their type', async () => {
    const { cells } = await json<Shown>('show', file, '--account', 'vault');
    const values = cells.filter(({ key }) => parseCell(key)?.field.kind === 'storage').map(({ value }) => value);
    expect(values).toEqual(['amount = 5, owner = 2', 'vault', '"hello"']);
  });

  it('shows any block of the past, and how many cells were left out', async () => {
    const past = await json<Shown>('show', file, '--at', 'main~4');
    expect(past.cells.map(({ value }) => value)).toEqual(['255']);
    expect(await json<Shown>('show', file, '--limit', '1')).toMatchObject({ total: 4, cells: [expect.anything()] });
    expect((await cli('show', file, '--limit', '1')).out).toContain('3 more cells');
  });

  it('refuses what is no account, no block and no ledger', async () => {
    expect(await cli('show', file, '--account', 'valt')).toMatchObject({ exitCode: 2 });
    expect((await cli('show', file, '--account', 'vault.amount')).err).toContain('is a cell, not an account');
    expect((await cli('show', file, '--at', '9')).err).toContain('no block 9');
    expect(await cli('show', 'none.ledger')).toMatchObject({ exitCode: 2 });
  });
});

describe('cli state history', () => {
  it('has what comparing the state after each block gives', async () => {
    const db = openForReading(file);
    const history = new History(db);
    const line = history.log(history.current.block, 100);
    for (const key of [balanceCell(ALICE), balanceCell(BOB), slot(1), slot(2), slot(3)]) {
      const changes = line.flatMap(({ id, number, parent }) => {
        const [before, after] = [parent === undefined ? '' : history.cell(parent, key), history.cell(id, key)];
        return before === after ? [] : [{ block: number, rawBefore: before, rawAfter: after }];
      });
      expect(changes).not.toEqual([]);
      const { versions } = await json<Versions>('history', file, key);
      expect(versions.map(({ block, rawBefore, rawAfter }) => ({ block, rawBefore, rawAfter }))).toEqual(changes);
    }
    db.close();
  });

  it('says which transaction wrote it, or that this is not kept', async () => {
    const { versions } = await json<Versions>('history', file, 'vault.@balance');
    expect(versions.map(({ block, before, after }) => [block, before, after])).toEqual([
      [4, '4', ''],
      [3, '1', '4'],
      [1, '255', '1'],
      [0, '', '255'],
    ]);
    expect(versions[1]?.writers).toEqual([expect.objectContaining({ transaction: 0, value: '4', added: null })]);
    expect(versions[0]?.writers).toBeNull();
    const { out } = await cli('history', file, 'vault.@balance');
    expect(out).toContain('#0 4');
    expect(out).toContain('not kept');
  });

  it('begins where it is told, and finds variables by their name', async () => {
    const { versions } = await json<Versions>('history', file, 'vault.@balance', '--at', '3', '--limit', '1');
    expect(versions.map(({ block }) => block)).toEqual([3]);
    expect(await json<Versions>('history', file, 'vault.title')).toMatchObject({
      cell: 'vault.title',
      versions: [{ after: '"hello"' }],
    });
    expect((await cli('history', file, 'vault')).err).toContain('say which of its cells');
  });
});
