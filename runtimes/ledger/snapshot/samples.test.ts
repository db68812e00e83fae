import { join } from 'node:path';
import { readdirSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { History } from '../store/history.ts';
import { LedgerFolder } from '../store/store.testkit.ts';
import { FORMAT_VERSION } from './format.ts';
import { importToFile } from './import-to-file.ts';
import { importToMemory } from './import-to-memory.ts';
import { migrated, MIGRATIONS, type Migration } from './migrations.ts';
import { failure, linesOf, value, writeLines } from './snapshot.testkit.ts';
import { rootOf } from '../value-of.testkit.ts';

const SAMPLES = join(import.meta.dirname, 'samples');
const STATE = join(SAMPLES, 'v1-state.ilsnap');
const HISTORY = join(SAMPLES, 'v1-history.ilsnap');
const RUNTIMES = join(SAMPLES, 'v1-runtimes.ilsnap');
const folder = new LedgerFolder();
afterAll(() => folder.leave());

test('there is a test for each sample', () => {
  expect(readdirSync(SAMPLES).sort()).toEqual([
    'README.md',
    'v1-history.ilsnap',
    'v1-runtimes.ilsnap',
    'v1-state.ilsnap',
  ]);
});

test('version 1, state alone', async () => {
  const { ledger, notes, header } = value(await importToMemory({ file: STATE }));
  expect(header).toMatchObject({
    program: 'interleave 0.1.0',
    block: 1,
    config: { chainId: 1337n, hardfork: 'cancun' },
  });
  expect(await rootOf(ledger)).toBe('53eb714cec99d159b54c12212eb31569b18a8e11d2c38ecd92f822619ebca47c');
  expect([...ledger.cells()]).toHaveLength(6);
  expect(notes.contracts).toMatchObject([{ name: 'token' }]);
  expect(notes.preimages.size).toBe(1);
});

test('version 1, with history', async () => {
  const ledger = folder.file();
  value(await importToFile({ file: HISTORY, ledger }));
  const opened = await folder.open({}, ledger);
  expect(await rootOf(opened)).toBe('2d3be6000590ddefa98e662109048584f600bdc2efc9775ea95343279ee04dca');
  expect(opened.head()).toEqual({
    number: 3,
    id: '9d7364e0c44a08df142c178ebdf7cc080aa1c7abc536cd52b415a5288987b806',
  });
  expect(opened.block(1)?.decisions).toEqual(new Map([[0, 'runtimeLost']]));
  expect(opened.block(2)?.records).toMatchObject([{ index: 0, writes: [{}, { value: '4' }] }]);
  const history = new History(opened.reader);
  const first = value(history.resolve('@1'));
  expect(history.effects(first)).toMatchObject([{ reads: [{ value: 'ff' }] }]);
  expect([...history.cells(value(history.resolve('@0')))]).toHaveLength(3);
});

test('version 1, contracts of all runtimes with their history', async () => {
  const ledger = folder.file();
  const { trailer } = value(await importToFile({ file: RUNTIMES, ledger }));
  expect(trailer.counts).toMatchObject({ block: 21, tx: 79, contract: 4, trace: 42 });
  const opened = await folder.open({}, ledger);
  expect(await rootOf(opened)).toBe('88d55c6ae92f9414daacf2471c24818dcaec0ae8e3f4bf63f2e3593cfb6bc9d7');
  const history = new History(opened.reader);
  const runtimes = history.contracts(opened.at).map(({ name, runtime }) => `${name} ${runtime}`);
  expect(runtimes.sort()).toEqual(['market evm', 'oracle cil', 'points wasm', 'token wasm']);
  expect(history.schedule(opened.at)?.length).toBeGreaterThan(0);
});

test.each([
  [2, 'knows up to 1', 'Update'],
  [0, 'there never was', 'damaged'],
  ['"1"', 'has no version', 'damaged'],
])('a made-up version %s is refused', async (version, message, advice) => {
  const lines = linesOf(STATE);
  const file = join(folder.path, 'other.ilsnap');
  writeLines(file, [(lines[0] as string).replace('"version":1', `"version":${version}`), ...lines.slice(1)]);
  const refused = failure(await importToMemory({ file }));
  expect(refused).toMatchObject({ code: 'refused', line: 1 });
  expect(refused.message).toContain(message);
  expect(refused.advice).toContain(advice);
  expect(refused.checks.find(({ name }) => name === 'format')?.status).toBe('failed');
});

test('there is a migration from each version to the next, and they are chained', () => {
  for (let v = 1; v < FORMAT_VERSION; v++) expect(MIGRATIONS[v]).toBeTypeOf('function');
  const steps: Record<number, Migration> = {
    1: (line) => [line, `${String(line)} of 1`],
    2: (line) => (line === 'gone' ? [] : [`${String(line)}, by 2`]),
  };
  expect(migrated('x', 1, 3, steps)).toEqual(['x, by 2', 'x of 1, by 2']);
  expect(migrated('gone', 2, 3, steps)).toEqual([]);
  expect(migrated('x', 3, 3, steps)).toEqual(['x']);
  expect(() => migrated('x', 1, 4, steps)).toThrow('version 3');
});
