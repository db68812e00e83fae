/** Opens a ledger's file, for its one writer or for readers. */
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION } from './schema.ts';
import { StoreError } from './store-error.ts';

/** Pages of the write-ahead log (4 KiB each) after which it is folded into the file. */
export const LOG_PAGES = 4_000;
/** KiB of pages that a connection keeps in memory. */
const CACHE = 32_768;
/** ms that a statement waits for another program's short lock. */
const PATIENCE = 5_000;

const pragma = (db: DatabaseSync, name: string): number =>
  Number(Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0]);

/** @throws StoreError or SQLite's error where this is no ledger that this program can use. */
export function openForReading(file: string): DatabaseSync {
  if (!existsSync(file)) throw new StoreError(`${file} does not exist`);
  const db = new DatabaseSync(file, { readOnly: true, timeout: PATIENCE });
  try {
    const version = identify(db, file);
    if (version === 0) throw new StoreError(`${file} is empty: it is no ledger yet`);
    if (version < SCHEMA_VERSION)
      throw new StoreError(
        `${file} was written by an older version: open it once for writing, which brings it up to date`,
      );
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Creates the file or brings it up to date. Its commits are atomic and in order whatever happens; they are durable once the
 * write-ahead log is synced, which the caller does for several at once.
 * @throws StoreError or SQLite's error.
 */
export function openForWriting(file: string, logPages = LOG_PAGES): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: PATIENCE, enableForeignKeyConstraints: false });
  try {
    const version = identify(db, file);
    db.exec('PRAGMA journal_mode = WAL');
    db.exec('PRAGMA synchronous = NORMAL');
    db.exec(`PRAGMA wal_autocheckpoint = ${logPages}`);
    db.exec(`PRAGMA cache_size = -${CACHE}`);
    migrate(db, version);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Version of the schema, 0 for an empty file. */
function identify(db: DatabaseSync, file: string): number {
  const version = pragma(db, 'user_version');
  const id = pragma(db, 'application_id');
  const tables = db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n'];
  if (version === 0 && id === 0 && tables === 0) return 0;
  if (id !== APPLICATION_ID) throw new StoreError(`${file} is not a ledger: another program made this database`);
  if (version > SCHEMA_VERSION) {
    throw new StoreError(
      `${file} was written by a newer version (schema ${version}, this program knows up to ${SCHEMA_VERSION}): update the program`,
    );
  }
  return version;
}

function migrate(db: DatabaseSync, from: number): void {
  for (const [version, script] of MIGRATIONS.entries()) {
    if (version < from) continue;
    db.exec('BEGIN IMMEDIATE');
    try {
      db.exec(script);
      db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
      db.exec(`PRAGMA user_version = ${version + 1}`);
      db.exec('COMMIT');
    } catch (error) {
      db.exec('ROLLBACK');
      throw error;
    }
  }
}
