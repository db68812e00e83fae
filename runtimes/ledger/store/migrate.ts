/** Brings a ledger's file to the schema of this program: all the steps or none, and never without a copy of what was there. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { dirname } from 'node:path';
import { stateRootOf } from '../state-root.ts';
import { configOf } from './config-json.ts';
import { cellsBefore, newestRoot } from './noted-roots.ts';
import { APPLICATION_ID } from './schema.ts';
import { StoreError } from './store-error.ts';
import { syncFolder } from './sync-folder.ts';

/** Where the copy of a file goes that is of an older schema. */
export const backupOf = (file: string, version: number): string => `${file}.schema-${version}`;

/**
 * @param from version of the file, 0 where it is empty.
 * @param migrations as MIGRATIONS in `schema.ts`.
 * @throws StoreError, or SQLite's or the system's error; the file is as it was then.
 */
export function migrate(db: DatabaseSync, file: string, from: number, migrations: readonly string[]): void {
  if (from === migrations.length) return;
  if (from > 0) copyAside(db, backupOf(file, from));
  db.exec('BEGIN IMMEDIATE');
  try {
    for (const script of migrations.slice(from)) db.exec(script);
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    db.exec(`PRAGMA user_version = ${migrations.length}`);
    if (from > 0) checkRoot(db, file, from);
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** A whole copy, log included, under its name once it is on the disk. */
function copyAside(db: DatabaseSync, to: string): void {
  const part = `${to}.part`;
  rmSync(part, { force: true });
  db.prepare('VACUUM INTO ?').run(part);
  const fd = openSync(part, 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(part, to);
  syncFolder(dirname(to));
}

/** Whether the cells are still those of the newest root that is noted. */
function checkRoot(db: DatabaseSync, file: string, from: number): void {
  const setting = (name: string): string =>
    String(db.prepare('SELECT value FROM ledger WHERE name = ?').get(name)?.['value']);
  const head = db.prepare('SELECT block FROM branch WHERE name = ?').get(setting('branch'))?.['block'];
  if (head === undefined) return;
  const { noted, missing } = newestRoot(db, head as number);
  if (noted === undefined) return;
  if (stateRootOf(configOf(setting('config')), cellsBefore(db, missing)) === noted.root) return;
  throw new StoreError(
    `${file} was not brought up to date: its cells are not those of block ${noted.number}. Nothing was changed, and ${backupOf(file, from)} ` +
      'is a copy of it; restore an older backup or import a snapshot',
  );
}
