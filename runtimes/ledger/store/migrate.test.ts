/** Files of earlier versions are opened, brought up to date whole or not at all, and nothing in them is lost. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { CellKey } from '../../core/cell.ts';
import { openSqliteLedger } from '../sqlite-ledger.ts';
import { rootOf, valueOf } from '../value-of.testkit.ts';
import { needStrace } from './crash/disk-recording.testkit.ts';
import { checkFile } from './check-file.ts';
import { History, type CellVersion } from './history.ts';
import { backupOf } from './migrate.ts';
import { openForReading } from './open-database.ts';
import { MIGRATIONS } from './schema.ts';
import { A, grow, LedgerFolder } from './store.testkit.ts';

const SAMPLES = join(import.meta.dirname, 'samples');
const SAMPLE = zstdDecompressSync(readFileSync(join(SAMPLES, 'schema-1.ledger.zst')));
const ROOT = '88d55c6ae92f9414daacf2471c24818dcaec0ae8e3f4bf63f2e3593cfb6bc9d7';
const OPENER = join(import.meta.dirname, 'faults', 'opener.testkit.ts');

const folder = new LedgerFolder();
afterEach(() => folder.closeAll());
afterAll(() => folder.leave());

function sample(): string {
  const file = folder.file();
  writeFileSync(file, SAMPLE);
  return file;
}

/** Steps that nobody ever released. */
const TWO = `
  CREATE INDEX tx_sender ON tx (sender);
  CREATE TABLE tx_copy AS SELECT * FROM tx;
`;
const THREE = 'CREATE TABLE sent AS SELECT sender, count(*) AS count FROM tx_copy GROUP BY sender; DROP TABLE tx_copy;';
const chain = (...more: string[]): { readonly migrations: readonly string[] } => ({
  migrations: [...MIGRATIONS, ...more],
});

describe('schema: stored samples', () => {
  it('there is one for each version', () => {
    const versions = MIGRATIONS.map((_script, at) => `schema-${at + 1}.ledger.zst`);
    expect(readdirSync(SAMPLES).sort()).toEqual(['README.md', ...versions]);
  });

  it('version 1 opens with its state, its contracts of all runtimes, its history and its schedules, and goes on', async () => {
    const ledger = await folder.open({}, sample());
    expect(ledger.head()).toEqual({
      number: 21,
      id: '152779e6f6f779fd8e779df3bb3921438cf2173e8c97a2eb775caf45f7833596',
    });
    expect(await rootOf(ledger)).toBe(ROOT);
    const history = new History(ledger.reader);
    expect(history.branches.map(({ name, number }) => [name, number])).toEqual([
      ['before-claims', 20],
      ['main', 21],
    ]);
    const notes = history.notes(ledger.at).map(({ name, runtime, json }) => [name, runtime, JSON.parse(json).contract]);
    expect(notes).toEqual([
      ['token', 'wasm', 'Token'],
      ['oracle', 'cil', 'Oracle'],
      ['market', 'evm', 'Market'],
      ['points', 'wasm', 'Points'],
    ]);
    for (const { id, number, transactions } of history.log(ledger.at, 100)) {
      if (number === 0) continue;
      const block = history.stored(id);
      expect(block?.transactions).toHaveLength(transactions);
      expect(history.effects(id)).toHaveLength(transactions);
      expect(history.schedule(id)?.filter(({ kind }) => kind === 'commit')).toHaveLength(transactions);
    }
    expect([...history.cells(valueOf(history.resolve('@4')))]).not.toEqual([...history.cells(ledger.at)]);
    await grow(ledger, [A, '1']);
    expect(ledger.head().number).toBe(22);
  });

  it('version 2 opens with all of that, and its receipts are those that were committed', async () => {
    const file = folder.file();
    writeFileSync(file, zstdDecompressSync(readFileSync(join(SAMPLES, 'schema-2.ledger.zst'))));
    const ledger = await folder.open({}, file);
    expect(ledger.head()).toEqual({
      number: 23,
      id: '01d00f9d2798518ed0fb7cebad282f803cd95097c067ccef016b76619a37aadc',
    });
    expect(await rootOf(ledger)).toBe('15bdc74b5f8a8237ff5eb153ed7cf470546ebc48b8512020597e1955065d4bcf');
    expect(ledger.block(22)?.receipts[0]?.events).toHaveLength(1);
    expect(ledger.block(23)?.records).toHaveLength(1);
    const checks = valueOf(await checkFile(file));
    expect(checks.every(({ status }) => status === 'passed')).toBe(true);
    // The blocks of version 1 have no digest.
    expect(checks.find(({ name }) => name === 'outcomes')?.detail).toMatch(/^21 blocks/);
    await grow(ledger, [A, '2']);
  });

  it.each([1, 2, 3])('version %i gives the versions of every cell, looked up by the cell', async (version) => {
    const file = folder.file();
    writeFileSync(file, zstdDecompressSync(readFileSync(join(SAMPLES, `schema-${version}.ledger.zst`))));
    const before = openForReading(file);
    const told = versionsOf(new History(before));
    before.close();
    const ledger = await folder.open({}, file);
    const history = new History(ledger.reader);
    expect(versionsOf(history)).toEqual(told);
    const line = history.log(ledger.at, 1_000);
    for (const [key, versions] of told) {
      const changes = line.flatMap(({ id, parent }) => {
        const [was, is] = [parent === undefined ? '' : history.cell(parent, key), history.cell(id, key)];
        return was === is ? [] : [{ block: id, before: was, after: is }];
      });
      // A block may write what was there.
      expect(versions.filter((one) => one.before !== one.after)).toEqual(changes);
    }
    const plan = ledger.reader.prepare('EXPLAIN QUERY PLAN SELECT * FROM change WHERE cell = 1 ORDER BY block').all();
    expect(plan.map(({ detail }) => detail)).toEqual([expect.stringContaining('INDEX change_cell (cell=?)') as string]);
    await grow(ledger, [A, '3']);
    expect([...history.versions(ledger.at, A)][0]).toMatchObject({ block: ledger.at, after: '3' });
  });
});

/** Of some cells. */
const versionsOf = (history: History): Map<CellKey, readonly CellVersion[]> => {
  const at = history.current.block;
  const keys = [...history.cells(at)].map(([key]) => key).filter((_, n) => n % 9 === 0);
  return new Map(keys.map((key) => [key, [...history.versions(at, key)]]));
};

describe('schema: a newer one', () => {
  it('is reached step by step; a copy of what was there stays beside it', async () => {
    const file = sample();
    const ledger = await folder.open({ tuning: chain(TWO, THREE) }, file);
    expect(await rootOf(ledger)).toBe(ROOT);
    expect(ledger.reader.prepare('SELECT sum(count) AS n FROM sent').get()?.['n']).toBe(79);
    expect(ledger.reader.prepare('PRAGMA user_version').get()?.['user_version']).toBe(MIGRATIONS.length + 2);
    await grow(ledger, [A, '1']);
    await ledger.close();

    // Once, and not for the program that made it.
    expect(existsSync(`${backupOf(file, 1)}.part`)).toBe(false);
    const copy = await folder.open({}, backupOf(file, 1));
    expect(copy.head().number).toBe(21);
    expect(await rootOf(copy)).toBe(ROOT);
    expect(await openSqliteLedger({ file })).toMatchObject({
      ok: false,
      error: {
        code: 'file',
        message: expect.stringContaining(
          `newer version (schema ${MIGRATIONS.length + 2}, this program knows up to ${MIGRATIONS.length})`,
        ) as string,
      },
    });
    expect(() => openForReading(sample(), 2, 2)).toThrow('older version: open it once for writing');
    expect((await folder.open({ tuning: chain(TWO, THREE) }, file)).head().number).toBe(22);
  });

  it.each([
    [
      'loses cells',
      "DELETE FROM cell WHERE key LIKE '%/b'",
      /was not brought up to date: its cells are not those of block 21/,
    ],
    ['changes one', "UPDATE cell SET value = value || '0' WHERE id = 7", /its cells are not those of block 21/],
    ['cannot be done', 'ALTER TABLE nowhere ADD COLUMN x', /no such table: nowhere/],
  ])('is not reached by a step that %s: the file is as it was', async (_what, script, message) => {
    const file = sample();
    expect(await openSqliteLedger({ file, tuning: chain(TWO, script) })).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(message) as string },
    });
    const ledger = await folder.open({}, file);
    expect(await rootOf(ledger)).toBe(ROOT);
    expect(ledger.reader.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'tx_copy'").get()).toBeUndefined();
  });

  it.for(['.schema-1.part', '-wal', ''])(
    'is reached after a crash while ledger%s was written',
    async (end, { skip }) => {
      needStrace(skip);
      let killed = 0;
      for (const call of [1, 9, 33]) {
        const file = sample();
        const inject = `inject=pwrite64:signal=SIGKILL:when=${call}`;
        const trace = ['-f', '-qq', '-o', '/dev/null', '-P', file + end, '-e', 'trace=pwrite64', '-e', inject];
        const opener = [process.execPath, OPENER, file, JSON.stringify(chain(TWO, THREE))];
        const { stdout } = spawnSync('strace', [...trace, ...opener], { encoding: 'utf8', input: '' });
        if (stdout === '') killed++;
        const ledger = await folder.open({ tuning: chain(TWO, THREE) }, file);
        expect(await rootOf(ledger)).toBe(ROOT);
        expect(ledger.reader.prepare('SELECT sum(count) AS n FROM sent').get()?.['n']).toBe(79);
        expect(ledger.reader.prepare('PRAGMA integrity_check').get()?.['integrity_check']).toBe('ok');
        await ledger.close();
        const copy = await folder.open({}, backupOf(file, 1));
        expect(await rootOf(copy)).toBe(ROOT);
        await copy.close();
      }
      expect(killed).toBeGreaterThan(0);
    },
  );
});
