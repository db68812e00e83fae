import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { afterAll, afterEach, expect, test } from 'vitest';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { accountId, balanceCell } from '../../core/cell.ts';
import { toHex } from '../../core/hex.ts';
import { ALICE, BOB, TEST_CONFIG, testCommit } from '../ledger-contract.testkit.ts';
import { createMemoryLedger } from '../memory-ledger.ts';
import { History } from '../store/history.ts';
import { LedgerFolder } from '../store/store.testkit.ts';
import { rootOf } from '../value-of.testkit.ts';
import { exportSnapshot } from './export-snapshot.ts';
import { openFileSource } from './file-source.ts';
import { importToFile } from './import-to-file.ts';
import { importToMemory } from './import-to-memory.ts';
import { ledgerSource } from './ledger-source.ts';
import {
  CELLS,
  CODE,
  ENTRY,
  exported,
  failure,
  GENESIS_STATE,
  growHistory,
  linesOf,
  NOTE,
  PREIMAGE,
  PROGRAM,
  STRAY,
  TOKEN,
  value,
} from './snapshot.testkit.ts';

const folder = new LedgerFolder();
afterEach(() => folder.closeAll());
afterAll(() => folder.leave());

let files = 0;
const fresh = (): string => join(folder.path, `${files++}.ilsnap`);
const bytesOf = (file: string): string => zstdDecompressSync(readFileSync(file)).toString();

/** A ledger file with a history, closed. */
async function historyFile(): Promise<string> {
  const ledger = await folder.open({ create: GENESIS_STATE });
  await growHistory(ledger);
  await rootOf(ledger);
  await folder.closeAll();
  return ledger.file;
}

test('a state in memory comes back from its snapshot, and gives the same bytes again', async () => {
  const ledger = createMemoryLedger({ config: TEST_CONFIG, genesis: { cells: CELLS, codes: [CODE], number: 7 } });
  const [file, again] = [fresh(), fresh()];
  const { header, counts } = await exported({ source: value(await ledgerSource(ledger)), file });
  expect(header).toMatchObject({ block: 7, stateRoot: await rootOf(ledger) });
  expect(counts).toMatchObject({ cell: CELLS.length, code: 1, preimage: 0, contract: 0 });
  const imported = value(await importToMemory({ file }));
  expect(imported.checks.map(({ status }) => status)).toEqual([...Array(10).fill('passed'), 'not reached']);
  expect(await rootOf(imported.ledger)).toBe(await rootOf(ledger));
  expect(new Map(imported.ledger.cells())).toEqual(new Map(ledger.cells()));
  expect(imported.ledger.head().number).toBe(7);
  await exported({ source: value(await ledgerSource(imported.ledger, imported.notes)), file: again });
  expect(bytesOf(again)).toBe(bytesOf(file));
});

test('equal states give equal bytes, whatever led to them and whatever keeps them', async () => {
  const [first, second, third] = [fresh(), fresh(), fresh()];
  const inMemory = createMemoryLedger({
    config: TEST_CONFIG,
    genesis: { cells: [...CELLS].reverse(), codes: [CODE], number: 2 },
  });
  await exported({ source: value(await ledgerSource(inMemory)), file: first });
  const grown = createMemoryLedger({ config: TEST_CONFIG, genesis: { cells: CELLS.slice(1), codes: [CODE] } });
  value(
    await grown.commit(
      testCommit(1, [
        [balanceCell(ALICE), 'aa'],
        [balanceCell(BOB), ''],
      ]),
    ),
  );
  value(
    await grown.commit({
      ...testCommit(2, [CELLS[0] as (typeof CELLS)[0], [balanceCell(BOB), '1']]),
      policy: 'serial',
    }),
  );
  await exported({ source: value(await ledgerSource(grown)), file: second });
  const ledger = value(await importToFile({ file: first, ledger: folder.file() }));
  const source = value(openFileSource(ledger.ledger));
  await exported({ source, file: third });
  source.close();
  expect(bytesOf(second)).toBe(bytesOf(first));
  expect(bytesOf(third)).toBe(bytesOf(first));
});

test('a ledger file with its history comes back whole, and gives the same bytes again', async () => {
  const original = await historyFile();
  const [file, again] = [fresh(), fresh()];
  const source = value(openFileSource(original));
  const { counts } = await exported({ source, file, history: true });
  source.close();
  expect(counts).toMatchObject({ block: 3, tx: 3, record: 1, trace: 2, contract: 1, preimage: 2, code: 2 });
  const ledger = folder.file();
  value(await importToFile({ file, ledger }));
  const copy = value(openFileSource(ledger));
  await exported({ source: copy, file: again, history: true });
  copy.close();
  expect(bytesOf(again)).toBe(bytesOf(file));

  const [was, is] = [await folder.open({}, original), await folder.open({}, ledger)];
  expect(is.head()).toEqual(was.head());
  expect(await rootOf(is)).toBe(await rootOf(was));
  const [before, after] = [new History(was.reader), new History(is.reader)];
  for (const number of [0, 1, 2, 3]) {
    const [a, b] = [value(before.resolve(`@${number}`)), value(after.resolve(`@${number}`))];
    expect([...after.cells(b)]).toEqual([...before.cells(a)]);
    expect(after.stored(b)).toEqual(before.stored(a));
    expect(after.effects(b)).toEqual(before.effects(a));
    expect(after.schedule(b)).toEqual(before.schedule(a));
    expect(after.contracts(b)).toEqual(before.contracts(a));
    expect({ ...after.block(b), id: 0, parent: 0 }).toEqual({ ...before.block(a), id: 0, parent: 0 });
  }
  value(await is.commit(testCommit(4, [[balanceCell(ALICE), '3']])));
  value(await was.commit(testCommit(4, [[balanceCell(ALICE), '3']])));
  expect(is.head()).toEqual(was.head());
});

test('a past state, with the names of what is in it and no others', async () => {
  const original = await historyFile();
  const file = fresh();
  const source = value(openFileSource(original, '@1'));
  await exported({ source, file });
  source.close();
  const { ledger, notes, header } = value(await importToMemory({ file }));
  expect(header.block).toBe(1);
  expect(new Map([...ledger.cells()].map(([key, cell]) => [key, cell.value]))).toEqual(new Map(CELLS));
  expect(notes.contracts).toMatchObject([{ account: TOKEN, name: 'token' }]);
  expect([...notes.artifacts.values()]).toMatchObject([{ contract: 'Token', json: NOTE.json }]);
  expect([...notes.preimages]).toEqual([[ENTRY, PREIMAGE]]);
  expect(toHex(keccak_256(STRAY))).not.toBe(ENTRY);
  const next = folder.file();
  value(await importToFile({ file, ledger: next }));
  const reopened = await folder.open({}, next);
  expect(new History(reopened.reader).contracts(reopened.at)).toMatchObject([
    { account: TOKEN, name: 'token', block: 1 },
  ]);
});

test('a ledger that goes on meanwhile is exported as it was', async () => {
  const ledger = await folder.open({ create: GENESIS_STATE });
  const [before, meanwhile] = [fresh(), fresh()];
  const first = value(openFileSource(ledger.file));
  await exported({ source: first, file: before });
  first.close();
  const source = value(openFileSource(ledger.file));
  await growHistory(ledger);
  await exported({ source, file: meanwhile });
  source.close();
  expect(bytesOf(meanwhile)).toBe(bytesOf(before));
});

test('chosen accounts become the state of a new ledger', async () => {
  const source = value(openFileSource(await historyFile(), '@1'));
  const file = fresh();
  const { header, counts } = await exported({ source, file, accounts: [TOKEN, BOB, TOKEN] });
  source.close();
  expect(header.accounts).toEqual([TOKEN, BOB].sort());
  expect(counts.cell).toBe(4);
  const { ledger } = value(await importToMemory({ file }));
  expect([...ledger.cells()].map(([key]) => key).sort()).toEqual(
    CELLS.map(([key]) => key)
      .filter((key) => !key.startsWith(ALICE))
      .sort(),
  );
  expect(await rootOf(ledger)).toBe(header.stateRoot);
});

test('the lines are those of the README', async () => {
  const ledger = createMemoryLedger({ config: TEST_CONFIG, genesis: { cells: CELLS.slice(0, 1), codes: [] } });
  const file = fresh();
  await exported({ source: value(await ledgerSource(ledger)), file });
  const [header, cell, trailer, ...more] = linesOf(file).map((line) => JSON.parse(line) as unknown);
  expect(more).toEqual([]);
  expect(header).toEqual({
    format: 'interleave-snapshot',
    version: 1,
    program: PROGRAM,
    config: { chainId: '1337', hardfork: 'cancun' },
    block: 0,
    accounts: null,
    history: null,
    stateRoot: await rootOf(ledger),
  });
  expect(cell).toEqual(['cell', `${ALICE}/b`, 'ff']);
  expect(trailer).toMatchObject({ counts: { cell: 1, code: 0 } });
});

test('what cannot be exported is refused, and no file is left', async () => {
  const ledger = createMemoryLedger({ config: TEST_CONFIG, genesis: { cells: CELLS, codes: [CODE] } });
  const source = value(await ledgerSource(ledger));
  const file = fresh();
  const refused = async (more: object) =>
    failure(await exportSnapshot({ source, file, program: PROGRAM, ...more })).message;
  expect(await refused({ history: true })).toContain('has no history');
  expect(await refused({ history: true, accounts: [TOKEN] })).toContain('no history');
  expect(await refused({ accounts: [] })).toContain('no account');
  expect(await refused({ accounts: [TOKEN, accountId('99'.repeat(20))] })).toContain('holds nothing');
  expect(await refused({ file: join(folder.path, 'none', 'x.ilsnap') })).toContain('no such');
  expect(await refused({ file: folder.path })).toContain('already');
  expect(await refused({ source: { ...source, root: '0'.repeat(64) } })).toContain('damaged');
  expect(await refused({ source: { ...source, code: () => undefined } })).toContain('lacks the code');
  expect(readdirSync(folder.path).filter((name) => name.includes('part'))).toEqual([]);
  await exported({ source, file });
  expect(await refused({})).toContain('already');
  expect(existsSync(file)).toBe(true);
  await exported({ source, file, replace: true });
});
