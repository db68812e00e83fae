/**
 * The file of a ledger from the inside of its one writer. Synchronous, as SQLite is: it runs in a thread of its own
 * (`store-worker.ts`). A block is one database transaction; `sync` makes all blocks so far durable.
 */
import { hash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { zstdCompressSync } from 'node:zlib';
import type { LedgerConfig } from '../../core/block.ts';
import type { CellKey, CellValue } from '../../core/cell.ts';
import { canonicalConfig } from '../config-digest.ts';
import type { BlockHead } from '../ledger.ts';
import { BlockTables } from './block-tables.ts';
import type { BlockMessage } from './block-message.ts';
import { wayBetween } from './chain-of-blocks.ts';
import { changedCells } from './changed-cells.ts';
import { configOf } from './config-json.ts';
import { openForReading, openForWriting } from './open-database.ts';
import { OwnerLock } from './owner-lock.ts';
import { checkWritable, realFile } from './real-file.ts';
import { damaged, StoreError } from './store-error.ts';
import type { ContractNote, CreateOptions, Moved, Position, StoreOptions } from './store-protocol.ts';
import { WalSync } from './wal-sync.ts';

export const MAIN = 'main';
/** What a branch may be called. */
export const BRANCH_NAME = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$/;

export class Store {
  readonly file: string;
  readonly db: DatabaseSync;
  readonly config: LedgerConfig;
  readonly #lock: OwnerLock;
  readonly #wal: WalSync;
  readonly #tables: BlockTables;
  readonly #keepTraces: number;
  readonly #synced: boolean;
  readonly #migrations: number | undefined;
  #at: Position;
  #givenUp: unknown;
  #unsafe = false;

  /** @throws StoreError, or SQLite's or the system's error, where the file cannot be used. */
  constructor({ file: given, create, keep, tuning }: StoreOptions) {
    const file = realFile(given);
    checkWritable(file);
    this.file = file;
    this.#synced = tuning?.synced ?? true;
    this.#migrations = tuning?.migrations?.length;
    this.#lock = new OwnerLock(file);
    try {
      this.db = openForWriting(file, tuning);
    } catch (error) {
      this.#lock.release();
      throw error;
    }
    try {
      this.#tables = new BlockTables(this.db);
      if (create !== undefined && this.#setting('config') === undefined) this.#create(create);
      // The log must exist before it can be synced.
      else this.transaction(() => undefined);
      // Blocks in the log may be in memory only, where the sync of whoever wrote them has failed: the next one would say nothing of it.
      this.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      this.#wal = new WalSync(file);
      this.#wal.sync();
      this.config = configOf(this.#required('config'));
      this.#at = this.#position(this.#required('branch'));
      this.#keepTraces = keep.traces;
    } catch (error) {
      this.db.close();
      this.#lock.release();
      throw error;
    }
  }

  /** Another connection, that only reads. */
  reader(): DatabaseSync {
    return openForReading(this.file, this.#migrations);
  }

  get at(): Position {
    return this.#at;
  }

  /** Why nothing is taken any more; undefined: all is well. */
  get givenUp(): unknown {
    return this.#givenUp;
  }

  /** From now on nothing is taken: it would build on what is not there. */
  giveUp(error: unknown): void {
    this.#givenUp ??= error;
  }

  /**
   * Makes all that was committed so far durable. Where that fails it is over: the system may have dropped what it could not write, and would
   * not say so the next time. @throws the system's error, StoreError.
   */
  sync(): void {
    if (!this.#synced) return;
    try {
      this.#wal.sync();
    } catch (error) {
      this.#unsafe = !(error instanceof StoreError);
      this.giveUp(error);
      throw error;
    }
  }

  close(): void {
    this.#wal.close();
    // SQLite would leave a log where its file is no longer, for whatever file comes there next.
    if (this.#givenUp !== undefined && !this.#unsafe) this.#foldIn();
    // The log of which a sync has failed is not folded into the file, but read again from the disk when that is opened: a reader keeps it.
    const keeper = this.#unsafe ? new DatabaseSync(this.file, { readOnly: true }) : undefined;
    keeper?.prepare('SELECT count(*) FROM sqlite_schema').get();
    this.db.close();
    keeper?.close();
    this.#lock.release();
  }

  /** Id of the block. One database transaction: all of it or nothing. */
  commit(message: BlockMessage): number {
    const { head } = message;
    if (head.number !== this.#at.head.number + 1)
      throw new StoreError(
        `${this.file}: block ${head.number} does not follow block ${this.#at.head.number}`,
        'number',
      );
    const block = this.transaction(() => {
      const id = this.#tables.block(this.#at.block, message);
      this.#setBranch(this.#at.branch, id);
      this.#dropTraces(id - this.#keepTraces);
      return id;
    });
    this.#at = { ...this.#at, block, head };
    return block;
  }

  note({ account, name, runtime, contract, source, compiler, json }: ContractNote): void {
    const digest = hash('sha256', json, 'hex');
    const packed = zstdCompressSync(Buffer.from(json));
    this.transaction(() => {
      this.db
        .prepare('INSERT OR IGNORE INTO artifact VALUES (?, ?, ?, ?, ?, ?)')
        .run(digest, runtime, contract, source, compiler, packed);
      this.db.prepare('INSERT OR REPLACE INTO contract VALUES (?, ?, ?, ?)').run(this.#at.block, account, name, digest);
    });
  }

  /**
   * Takes a branch to a block, creating it where there is none of that name, and the ledger with it. Nothing is lost: the move is noted,
   * and what the branch named before is found there.
   */
  move(branch: string, block: number, what: string): Moved {
    checkBranchName(branch);
    this.#checkBlock(block);
    const cells = new Map<CellKey, CellValue>();
    this.transaction(() => {
      const { undo, redo } = wayBetween(this.db, this.#at.block, block);
      for (const id of undo) this.#apply(id, 'before', cells);
      for (const id of redo) this.#apply(id, 'value', cells);
      const was = this.#branch(branch);
      this.#noteMove(branch, was, block, what);
      this.#setBranch(branch, block);
      this.#set('branch', branch);
    });
    this.#at = this.#position(branch);
    return { ...this.#at, cells: [...cells] };
  }

  /** A further name for a block; the ledger stays where it is. */
  branch(name: string, block: number, what = 'branch'): void {
    checkBranchName(name);
    this.#checkBlock(block);
    if (this.#branch(name) !== undefined)
      throw new StoreError(`there is a branch ${name} already: choose another name`, 'number');
    this.transaction(() => {
      this.#noteMove(name, undefined, block, what);
      this.#setBranch(name, block);
    });
  }

  dropBranch(name: string, what = 'drop'): void {
    const was = this.#branch(name);
    if (was === undefined) throw new StoreError(`there is no branch ${name}`, 'number');
    if (name === this.#at.branch)
      throw new StoreError(`the ledger is on branch ${name}: go to another one first`, 'number');
    this.transaction(() => {
      this.#noteMove(name, was, undefined, what);
      this.db.prepare('DELETE FROM branch WHERE name = ?').run(name);
    });
  }

  /** Blocks that no branch leads to, the notes of moves, and traces of all but the newest blocks are gone for good. */
  prune(traces: number): { readonly blocks: number; readonly traces: number } {
    const result = this.transaction(() => {
      this.db.exec(`
        CREATE TEMP TABLE kept AS
        WITH RECURSIVE up (id) AS (
          SELECT block FROM branch
          UNION SELECT block.parent FROM up JOIN block ON block.id = up.id WHERE block.parent IS NOT NULL
        ) SELECT id FROM up`);
      for (const table of ['tx', 'event', 'record', 'change', 'trace', 'contract'])
        this.db.exec(`DELETE FROM ${table} WHERE block NOT IN (SELECT id FROM kept)`);
      const blocks = Number(this.db.prepare('DELETE FROM block WHERE id NOT IN (SELECT id FROM kept)').run().changes);
      this.db.exec('DROP TABLE kept');
      this.db.exec('DELETE FROM move');
      this.db.exec('DELETE FROM artifact WHERE hash NOT IN (SELECT artifact FROM contract)');
      const dropped = this.#dropTraces(this.#at.block - traces);
      return { blocks, traces: dropped };
    });
    this.db.exec('VACUUM');
    return result;
  }

  /** Notes the root of the state after a block. */
  noteRoot(block: number, root: string): void {
    this.db.prepare('UPDATE block SET state_root = ? WHERE id = ?').run(root, block);
  }

  transaction<T>(work: () => T): T {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.db.exec('COMMIT');
      return result;
    } catch (error) {
      // A full disk may have rolled it back already.
      if (this.db.isTransaction) this.db.exec('ROLLBACK');
      throw error;
    }
  }

  #foldIn(): void {
    try {
      this.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {
      // It stays in the log.
    }
  }

  #create({ config, number, id, cells, codes }: CreateOptions): void {
    this.transaction(() => {
      this.#set('config', canonicalConfig(config));
      this.#set('branch', MAIN);
      const genesis = this.#tables.genesis({ number, id }, cells);
      this.#tables.codes([...codes].map(([hash, bytes]) => ({ hash, bytes })));
      this.#setBranch(MAIN, genesis);
    });
  }

  #apply(block: number, side: 'before' | 'value', cells: Map<CellKey, CellValue>): void {
    for (const [key, value] of changedCells(this.db, side)(block)) cells.set(key, value);
    this.db
      .prepare(`UPDATE cell SET value = change.${side} FROM change WHERE change.block = ? AND change.cell = cell.id`)
      .run(block);
  }

  #dropTraces(upTo: number): number {
    return Number(this.db.prepare('DELETE FROM trace WHERE block <= ?').run(upTo).changes);
  }

  #noteMove(branch: string, was: number | undefined, now: number | undefined, what: string): void {
    this.db
      .prepare('INSERT INTO move (branch, was, now, what) VALUES (?, ?, ?, ?)')
      .run(branch, was ?? null, now ?? null, what);
  }

  #branch(name: string): number | undefined {
    return this.db.prepare('SELECT block FROM branch WHERE name = ?').get(name)?.['block'] as number | undefined;
  }

  #setBranch(name: string, block: number): void {
    this.db.prepare('INSERT OR REPLACE INTO branch VALUES (?, ?)').run(name, block);
  }

  #position(branch: string): Position {
    const block = this.#branch(branch);
    if (block === undefined) throw damaged(this.file, `it has no branch ${branch}`);
    const head = this.#headAt(block);
    if (head === undefined) throw damaged(this.file, `its branch ${branch} leads nowhere`);
    return { block, branch, head };
  }

  #checkBlock(block: number): void {
    if (this.#headAt(block) === undefined) throw new StoreError(`there is no block with the id ${block}`, 'number');
  }

  #headAt(block: number): BlockHead | undefined {
    const row = this.db.prepare('SELECT number, hash FROM block WHERE id = ?').get(block);
    return row && { number: row['number'] as number, id: row['hash'] as string };
  }

  #setting(name: string): string | undefined {
    return this.db.prepare('SELECT value FROM ledger WHERE name = ?').get(name)?.['value'] as string | undefined;
  }

  #required(name: string): string {
    const value = this.#setting(name);
    if (value === undefined) throw damaged(this.file, `it lacks its ${name}`);
    return value;
  }

  #set(name: string, value: string): void {
    this.db.prepare('INSERT OR REPLACE INTO ledger VALUES (?, ?)').run(name, value);
  }
}

function checkBranchName(name: string): void {
  if (!BRANCH_NAME.test(name))
    throw new StoreError(
      `${JSON.stringify(name)} cannot name a branch: letters, digits, ".", "_", "/" and "-", 64 at most`,
      'number',
    );
}
