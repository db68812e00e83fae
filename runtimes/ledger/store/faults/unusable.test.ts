/** Files that are no ledgers, or no longer the ledger they were, or in use: each is refused with words that help, and nothing is lost. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { openSqliteLedger, type SqliteLedger } from '../../sqlite-ledger.ts';
import { testCommit } from '../../ledger-contract.testkit.ts';
import { rootOf } from '../../value-of.testkit.ts';
import { openForReading } from '../open-database.ts';
import { A, B, FRESH, grow, LedgerFolder } from '../store.testkit.ts';

const folder = new LedgerFolder();
afterEach(() => folder.closeAll());
afterAll(() => folder.leave());

const OPENER = join(import.meta.dirname, 'opener.testkit.ts');

async function refusal(file: string): Promise<string> {
  const opened = await openSqliteLedger({ file, create: FRESH });
  if (opened.ok) {
    await opened.value.close();
    throw new Error('it was opened');
  }
  return `${opened.error.code}: ${opened.error.message}`;
}

/** A ledger with two blocks, closed. */
async function made(file = folder.file()): Promise<string> {
  const ledger = await folder.open({ create: FRESH }, file);
  await grow(ledger, [A, '1']);
  await grow(ledger, [A, '2'], [B, '7']);
  await ledger.close();
  return file;
}

describe('sqlite ledger: what is no ledger', () => {
  it('is told apart from one, whatever it is', async () => {
    const text = folder.file();
    writeFileSync(text, 'This is a letter, and it is long enough to be taken for the header of a database. '.repeat(9));
    expect(await refusal(text)).toBe(`file: ${text} is not a ledger: it is no SQLite file`);

    const foreign = folder.file();
    const db = new DatabaseSync(foreign);
    db.exec('CREATE TABLE photo (id INTEGER PRIMARY KEY, place TEXT)');
    db.close();
    expect(await refusal(foreign)).toMatch(/^file: .* is not a ledger: another program made this database/);
    expect(() => openForReading(foreign)).toThrow(/another program made this database/);

    expect(await refusal(folder.path)).toMatch(/^file: .* is a folder: name a file in it/);
    expect(await refusal('/dev/null')).toMatch(/^file: .* is no ordinary file/);
    expect(await refusal(join(folder.path, 'none', 'a.ledger'))).toMatch(
      /^storage: .* cannot be opened: does its folder/,
    );
    expect(await refusal(join(text, 'a.ledger'))).toMatch(/^storage: .* cannot be opened: does its folder/);
  });

  it('is refused untouched where a newer program wrote it', async () => {
    const file = await made();
    const db = new DatabaseSync(file);
    db.exec('PRAGMA user_version = 77');
    db.close();
    expect(await refusal(file)).toMatch(/^file: .* was written by a newer version \(schema 77, .*: update the program/);
    expect(() => openForReading(file)).toThrow(/schema 77/);
  });
});

describe('sqlite ledger: in use', () => {
  it('names the process that has it, until that ends, however it ends', async () => {
    const file = await made();
    const holder = spawn(process.execPath, [OPENER, file], { stdio: ['pipe', 'pipe', 'inherit'] });
    expect(String((await once(holder.stdout, 'data'))[0])).toBe('opened\n');
    expect(await refusal(file)).toMatch(
      new RegExp(
        `^storage: .* is in use: process ${holder.pid} has had it open for writing since \\d{4}-.* UTC; close it there`,
      ),
    );
    // Readers are not in its way.
    openForReading(file).close();
    holder.kill('SIGKILL');
    await once(holder, 'close');
    await grow(await folder.open({}, file), [A, '3']);
  });

  it('names the computer, where it is another one', async () => {
    const file = await made();
    const lock = new DatabaseSync(`${file}-lock`);
    lock.exec("UPDATE holder SET pid = 4711, host = 'elsewhere'");
    lock.exec('BEGIN IMMEDIATE');
    expect(await refusal(file)).toContain('process 4711 on the computer elsewhere has had it open');
    lock.close();
    expect(hostname()).not.toBe('elsewhere');
  });

  it('is one file by whatever link it is reached', async () => {
    const file = await made();
    const link = folder.file();
    symlinkSync(file, link);
    const ledger = await folder.open({}, link);
    await grow(ledger, [A, '3']);
    expect(await refusal(file)).toMatch(/is in use: this process/);
    expect(existsSync(`${link}-wal`)).toBe(false);
    await ledger.close();
    expect((await folder.open({}, file)).head().number).toBe(3);

    const dangling = folder.file();
    symlinkSync(join(folder.path, 'nothing'), dangling);
    expect(await refusal(dangling)).toMatch(/^file: .* is a link to .*nothing, which does not exist/);
    const twin = folder.file();
    linkSync(await made(), twin);
    expect(await refusal(twin)).toMatch(/^file: .* has another name \(a hard link\)/);
  });
});

/** Root may write where nobody may, unless it gives that up. */
const WITHOUT_PRIVILEGE =
  process.getuid?.() === 0
    ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search', '--inh-caps=-dac_override,-dac_read_search']
    : [];

describe.skipIf(process.platform === 'win32')('sqlite ledger: read-only', () => {
  const open = (file: string): string => {
    const [command = '', ...args] = [...WITHOUT_PRIVILEGE, process.execPath, OPENER, file];
    const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', input: '' });
    return stdout + stderr;
  };

  it('says that the file or its folder cannot be written, and can be read', async () => {
    const inside = join(folder.path, 'read-only');
    mkdirSync(inside);
    const file = await made(join(inside, 'a.ledger'));
    chmodSync(file, 0o444);
    expect(open(file)).toMatch(
      /^storage: .*a\.ledger cannot be written: the file, its folder or the disk is read-only/,
    );
    chmodSync(file, 0o644);
    rmSync(`${file}-lock`);
    chmodSync(inside, 0o555);
    expect(open(file)).toMatch(/^storage: .*a\.ledger cannot be opened: .*may you read and write there/);
    expect(open(join(inside, 'new.ledger'))).toMatch(/^storage: .*new\.ledger cannot be opened/);
    const script = `import { openForReading } from '${new URL('../open-database.ts', import.meta.url).href}';
      console.log(openForReading('${file}').prepare('SELECT count(*) AS n FROM block').get().n)`;
    const [command = '', ...args] = [...WITHOUT_PRIVILEGE, process.execPath, '--input-type=module', '-e', script];
    expect(spawnSync(command, args, { encoding: 'utf8' })).toMatchObject({ stdout: '3\n', stderr: '' });
    chmodSync(inside, 0o755);
    expect(open(file)).toBe('opened\n');
  });
});

describe.skipIf(process.platform === 'win32')('sqlite ledger: taken away while it is open', () => {
  const next = (ledger: SqliteLedger) => ledger.commit(testCommit(ledger.head().number + 1, [[A, '9']]));
  /** Refuses blocks from now on, with the same words. */
  async function expectRefusals(ledger: SqliteLedger, message: RegExp): Promise<void> {
    const head = ledger.head();
    for (let n = 0; n < 2; n++)
      expect(await next(ledger)).toMatchObject({
        ok: false,
        error: { code: 'storage', message: expect.stringMatching(message) as string },
      });
    expect(await ledger.stateRoot()).toMatchObject({ ok: false });
    expect(await ledger.prove(A)).toMatchObject({ ok: false });
    expect(ledger.head()).toEqual(head);
    await ledger.close();
  }

  it.each(['', '-wal', '-shm'])('notices that ledger%s is gone', async (end) => {
    const ledger = await folder.open({ create: FRESH });
    await grow(ledger, [A, '1']);
    rmSync(ledger.file + end);
    await expectRefusals(ledger, new RegExp(`${end} was removed, moved or replaced while the ledger was open`));
    // Of a log or its index that was removed nothing is missing once the ledger is closed.
    if (end === '') return;
    expect((await folder.open({}, ledger.file)).head().number).toBeGreaterThanOrEqual(1);
  });

  it('notices that its folder is gone', async () => {
    const file = join(folder.path, 'gone', 'a.ledger');
    mkdirSync(dirname(file));
    const ledger = await folder.open({ create: FRESH }, file);
    await grow(ledger, [A, '1']);
    rmSync(dirname(file), { recursive: true });
    await expectRefusals(ledger, /was removed, moved or replaced/);
    expect(existsSync(dirname(file))).toBe(false);
  });

  it('leaves everything in a file that was moved, and nothing in one that took its place', async () => {
    const ledger = await folder.open({ create: FRESH });
    await grow(ledger, [A, '1']);
    const moved = folder.file();
    const other = await made();
    renameSync(ledger.file, moved);
    copyFileSync(other, ledger.file);
    await expectRefusals(ledger, /was removed, moved or replaced/);
    const found = await folder.open({}, moved);
    expect(found.read(A).value).toMatch(/^[19]$/);
    expect((await folder.open({}, ledger.file)).read(B).value).toBe('7');
  });
});

describe('sqlite ledger: parts are missing', () => {
  /** The files of a ledger whose process was killed: the newest blocks are in the log only. */
  async function killed(): Promise<string> {
    const ledger = await folder.open({ create: FRESH });
    await grow(ledger, [A, '1']);
    await grow(ledger, [A, '2']);
    const copy = folder.file();
    for (const end of ['', '-wal', '-shm']) copyFileSync(ledger.file + end, copy + end);
    return copy;
  }

  it('opens without the index of its log', async () => {
    const file = await killed();
    rmSync(`${file}-shm`);
    expect((await folder.open({}, file)).head().number).toBe(2);
  });

  it.each([
    ['without its log', (log: string) => rmSync(log)],
    ['with a log of zeros', (log: string) => writeFileSync(log, Buffer.alloc(100_000))],
    ['with a log that was cut', (log: string) => truncateSync(log, 10_000)],
  ])('opens %s at an earlier block, whole', async (_what, harm) => {
    const file = await killed();
    harm(`${file}-wal`);
    const ledger = await folder.open({}, file);
    const number = ledger.head().number;
    expect(number).toBeLessThan(2);
    const expected = await folder.open({ create: FRESH });
    if (number === 1) await grow(expected, [A, '1']);
    expect(await rootOf(ledger)).toBe(await rootOf(expected));
    await grow(ledger, [B, '1']);
  });

  it('leaves nothing beside it but its lock when it is closed', async () => {
    const file = await made(join(folder.path, 'alone.ledger'));
    const beside = readdirSync(folder.path).filter((name) => name.startsWith('alone'));
    expect(beside).toEqual(['alone.ledger', 'alone.ledger-lock']);
    expect(existsSync(file)).toBe(true);
  });
});
