/** Opens a ledger's file, for its one writer or for readers. */
import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { migrate } from './migrate.ts';
import { realFile } from './real-file.ts';
import { APPLICATION_ID, MIGRATIONS, READABLE_FROM } from './schema.ts';
import { damaged, StoreError } from './store-error.ts';

/** Pages of the write-ahead log (4 KiB each) after which it is folded into the file. */
export const LOG_PAGES = 4_000;
/** KiB of pages that a connection keeps in memory. */
const CACHE = 32_768;
/** ms that a statement waits for another program's short lock. */
const PATIENCE = 5_000;

const pragma = (db: DatabaseSync, name: string): number =>
  Number(Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0]);

/**
 * @param newest version of the schema, and `oldest` that can be read; only tests know others.
 * @throws StoreError or SQLite's error where this is no ledger that this program can use.
 */
export function openForReading(file: string, newest = MIGRATIONS.length, oldest = READABLE_FROM): DatabaseSync {
  const real = realFile(file);
  if (!existsSync(real)) throw new StoreError(`${file} does not exist`);
  try {
    return identified(real, file, newest, oldest);
  } catch (error) {
    if (!isShutOut(error) || (statSync(`${real}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) throw error;
    // A reader makes files beside a database that has a log. Where nobody can, nobody writes, and what has no log is read without them.
    const url = pathToFileURL(real);
    url.searchParams.set('immutable', '1');
    return identified(url, file, newest, oldest);
  }
}

const isShutOut = (error: unknown): boolean => [8, 14].includes(((error as { errcode?: number }).errcode ?? 0) & 0xff);

function identified(place: string | URL, file: string, newest: number, oldest: number): DatabaseSync {
  const db = new DatabaseSync(place, { readOnly: true, timeout: PATIENCE });
  try {
    const version = identify(db, file, newest);
    if (version === 0) throw new StoreError(`${file} is empty: it is no ledger yet`);
    if (version < oldest)
      throw new StoreError(
        `${file} was written by an older version: open it once for writing, which brings it up to date`,
      );
    if (db.prepare('SELECT 1 FROM branch JOIN ledger ON value = branch.name').get() === undefined)
      throw damaged(file, 'it lacks its branch');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

export interface WriteOptions {
  /** Pages of the write-ahead log after which it is folded into the file. */
  readonly logPages?: number | undefined;
  /** As MIGRATIONS in `schema.ts`; only tests know others. */
  readonly migrations?: readonly string[] | undefined;
}

/**
 * Creates the file or brings it up to date. Its commits are atomic and in order whatever happens; they are durable once the
 * write-ahead log is synced, which the caller does for several at once.
 * @throws StoreError, or SQLite's or the system's error.
 */
export function openForWriting(file: string, options: WriteOptions = {}): DatabaseSync {
  const { logPages = LOG_PAGES, migrations = MIGRATIONS } = options;
  const db = new DatabaseSync(file, { timeout: PATIENCE, enableForeignKeyConstraints: false });
  try {
    const version = identify(db, file, migrations.length);
    db.exec('PRAGMA journal_mode = WAL');
    db.exec('PRAGMA synchronous = NORMAL');
    db.exec(`PRAGMA wal_autocheckpoint = ${logPages}`);
    db.exec(`PRAGMA cache_size = -${CACHE}`);
    migrate(db, file, version, migrations);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Version of the schema, 0 for an empty file. */
function identify(db: DatabaseSync, file: string, newest: number): number {
  const version = pragma(db, 'user_version');
  const id = pragma(db, 'application_id');
  const tables = db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n'];
  if (version === 0 && id === 0 && tables === 0) return 0;
  if (id !== APPLICATION_ID) throw new StoreError(`${file} is not a ledger: another program made this database`);
  if (version > newest) {
    throw new StoreError(
      `${file} was written by a newer version (schema ${version}, this program knows up to ${newest}): update the program`,
    );
  }
  return version;
}
