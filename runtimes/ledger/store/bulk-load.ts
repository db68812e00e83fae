/**
 * Fills a new ledger file with a state, and with a history where there is one, as fast as the disk takes it: no log, no thread. Nobody may
 * use the file before `finish`; if anything goes wrong meanwhile, it is to be deleted.
 */
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { zstdCompressSync } from 'node:zlib';
import type { LedgerConfig } from '../../core/block.ts';
import type { CellKey, CellValue } from '../../core/cell.ts';
import { canonicalConfig } from '../config-digest.ts';
import type { BlockHead } from '../ledger.ts';
import { sqlTimestamp, type BlockMessage } from './block-message.ts';
import { BlockTables } from './block-tables.ts';
import { openForWriting } from './open-database.ts';
import type { ContractNote } from './store-protocol.ts';
import { syncFolder } from './sync-folder.ts';

/** Id of a history's first block. */
const FIRST = 1;

/** KiB of pages in memory: cells come in the order of their keys, so few are needed. */
const CACHE = 8_192;

export interface LoadOptions {
  readonly file: string;
  readonly config: LedgerConfig;
  readonly branch: string;
  readonly first: BlockHead;
  /** Of the first block, seconds since 1970, where it is known. */
  readonly timestamp?: bigint | undefined;
}

/** As the schema has it. */
const CHANGE_CELL = 'CREATE INDEX IF NOT EXISTS change_cell ON change (cell, block)';

export class BulkLoad {
  readonly #db: DatabaseSync;
  readonly #file: string;
  readonly #first: BlockHead;
  readonly #tables: BlockTables;
  readonly #cell: StatementSync;
  readonly #code: StatementSync;
  readonly #preimage: StatementSync;
  readonly #artifact: StatementSync;
  readonly #contract: StatementSync;
  #head = FIRST;

  /** @param options `file`: one that does not exist. @throws SQLite's error. */
  constructor({ file, config, branch, first, timestamp }: LoadOptions) {
    this.#file = file;
    this.#first = first;
    const db = openForWriting(file);
    this.#db = db;
    db.exec('PRAGMA journal_mode = OFF');
    db.exec('PRAGMA synchronous = OFF');
    db.exec(`PRAGMA cache_size = -${CACHE}`);
    db.exec('BEGIN');
    // It is made when all rows are there: kept in order meanwhile it would cost each of them.
    db.exec('DROP INDEX change_cell');
    this.#tables = new BlockTables(db, 'stay');
    this.#cell = db.prepare('INSERT INTO cell (key, value) VALUES (?, ?)');
    this.#code = db.prepare('INSERT INTO code VALUES (?, ?)');
    this.#preimage = db.prepare('INSERT INTO preimage VALUES (?, ?)');
    this.#artifact = db.prepare('INSERT INTO artifact VALUES (?, ?, ?, ?, ?, ?)');
    this.#contract = db.prepare('INSERT INTO contract VALUES (?, ?, ?, ?)');
    const setting = db.prepare('INSERT INTO ledger VALUES (?, ?)');
    setting.run('config', canonicalConfig(config));
    setting.run('branch', branch);
    db.prepare('INSERT INTO branch VALUES (?, ?)').run(branch, FIRST);
    this.#tables.genesis(first, []);
    if (timestamp !== undefined) db.prepare('UPDATE block SET timestamp = ?').run(sqlTimestamp(timestamp) ?? null);
  }

  code(hash: string, bytes: Uint8Array): void {
    this.#code.run(hash, bytes);
  }

  /** Bytes of a code that was loaded. */
  codeOf(hash: string): Uint8Array | undefined {
    return this.#db.prepare('SELECT bytes FROM code WHERE hash = ?').get(hash)?.['bytes'] as Uint8Array | undefined;
  }

  /** What a cell holds at the end of the history; each once. */
  cell(key: CellKey, value: CellValue): void {
    this.#cell.run(key, value);
  }

  preimage(hash: string, bytes: Uint8Array): void {
    this.#preimage.run(hash, bytes);
  }

  /** @param hash SHA-256 of its JSON. */
  artifact(hash: string, { runtime, contract, source, compiler, json }: Omit<ContractNote, 'account' | 'name'>): void {
    this.#artifact.run(hash, runtime, contract, source, compiler, zstdCompressSync(Buffer.from(json)));
  }

  /** @param block its number. Blocks may come later than the contracts that were noted at them. */
  contract(block: number, account: string, name: string, artifact: string): void {
    this.#contract.run(this.#id(block), account, name, artifact);
  }

  /** The next block. All cells must be there already. */
  block(message: BlockMessage): void {
    this.#head = this.#tables.block(this.#head, message);
  }

  /** @param block its number. */
  root(block: number, root: string): void {
    this.#db.prepare('UPDATE block SET state_root = ? WHERE id = ?').run(root, this.#id(block));
  }

  /** Key of a cell whose changes do not lead from one to the next and to what it holds in the end; undefined: they all do. */
  brokenCell(): string | undefined {
    this.#db.exec(CHANGE_CELL);
    const row = this.#db
      .prepare(
        `SELECT key FROM (
           SELECT cell, value AS after, LEAD(before) OVER (PARTITION BY cell ORDER BY block) AS next FROM change
         ) JOIN cell ON cell.id = cell WHERE after <> COALESCE(next, cell.value) LIMIT 1`,
      )
      .get();
    return row?.['key'] as string | undefined;
  }

  /** The file is whole and on the disk. What the first block left follows from the cells and what was changed since. */
  finish(): void {
    if (this.#head === FIRST) this.#db.exec(`INSERT INTO change SELECT ${FIRST}, id, '', value FROM cell ORDER BY id`);
    else this.#began();
    this.#db.exec(CHANGE_CELL);
    this.#db.prepare('UPDATE branch SET block = ?').run(this.#head);
    this.#db.exec('COMMIT');
    this.#db.exec('PRAGMA journal_mode = WAL');
    this.close();
    const fd = openSync(this.#file, 'r+');
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    syncFolder(dirname(this.#file));
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }

  #began(): void {
    this.#db.exec(`
      ${CHANGE_CELL};
      CREATE TEMP TABLE began AS
        SELECT id AS cell, COALESCE((SELECT before FROM change WHERE cell = cell.id ORDER BY block LIMIT 1), value) AS value
        FROM cell;
      DROP INDEX change_cell;
      INSERT INTO change SELECT ${FIRST}, cell, '', value FROM began WHERE value <> '' ORDER BY cell;
      DROP TABLE began;
    `);
  }

  #id(block: number): number {
    return block - this.#first.number + FIRST;
  }
}
