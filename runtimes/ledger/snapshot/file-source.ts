/** A ledger's file as something to export: the state after any of its blocks, with or without what led there. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { zstdDecompressSync } from 'node:zlib';
import type { BlockContext } from '../../core/block.ts';
import { parseCode, type AccountId, type CellKey, type CellValue } from '../../core/cell.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { LedgerError } from '../ledger.ts';
import { readBlock } from '../store/block-rows.ts';
import { ancestors } from '../store/chain-of-blocks.ts';
import { History } from '../store/history.ts';
import { openForReading } from '../store/open-database.ts';
import { recordJson } from '../store/record-json.ts';
import { storageError } from '../store/store-error.ts';
import type { SnapshotRecord, TracePart } from './format.ts';
import type {
  HistorySource,
  PreimageSource,
  SnapshotSource,
  SourceContract,
  SourcePreimage,
} from './snapshot-source.ts';

/** Characters of a trace on one line. */
const PIECE = 2 ** 22;

/**
 * @param position as for `History.resolve`; unless given, where the ledger's branch stands. Whoever writes the file meanwhile is neither
 * disturbed nor seen.
 */
export function openFileSource(file: string, position?: string): Result<SnapshotSource, LedgerError> {
  let db: DatabaseSync;
  try {
    db = openForReading(file);
  } catch (error) {
    return err(storageError(file, error));
  }
  try {
    // All reads see the file as it is at the first of them.
    db.exec('BEGIN');
    const history = new History(db);
    const at = position === undefined ? ok(history.current.block) : history.resolve(position);
    if (at.ok) return ok(new FileSource(file, db, history, at.value));
    db.close();
    return err({ ...at.error, message: `${file}: ${at.error.message}` });
  } catch (error) {
    db.close();
    return err(storageError(file, error));
  }
}

class FileSource implements SnapshotSource {
  readonly name: string;
  readonly config;
  readonly block: number;
  readonly root: string | undefined;
  readonly contracts: readonly SourceContract[];
  readonly preimages: PreimageSource | undefined;
  readonly history: HistorySource;
  readonly #db: DatabaseSync;
  readonly #id: number;
  readonly #overlay: ReadonlyMap<CellKey, CellValue>;

  constructor(file: string, db: DatabaseSync, history: History, id: number) {
    this.name = file;
    this.#db = db;
    this.config = history.config;
    const { number, stateRoot } = history.block(id);
    this.block = number;
    this.#id = id;
    this.root = stateRoot;
    this.#overlay = history.overlay(id);
    const line = ancestors(db, id).reverse();
    const noted = contractsOn(db, line);
    // Of an account that was noted more than once the newest comes last.
    this.contracts = [...new Map(noted.map((one) => [one.account, one])).values()];
    this.preimages = preimagesOf(db);
    const { name } = history.branches.find(({ block }) => block === id) ?? history.current;
    this.history = new FileHistory(db, history, name, line, noted);
  }

  get context(): BlockContext | undefined {
    return readBlock(this.#db, this.#id)?.context;
  }

  *cells(accounts?: readonly AccountId[]): ReturnType<SnapshotSource['cells']> & Generator {
    // "0" comes right after "/".
    const ranges = accounts?.map((account) => [`${account}/`, `${account}0`] as const) ?? [['', '~'] as const];
    const query = this.#db.prepare('SELECT key, value FROM cell WHERE key >= ? AND key < ? ORDER BY key');
    for (const [from, to] of ranges) yield* this.#rows(query, from, to);
  }

  cellsInAnyOrder(): ReturnType<SnapshotSource['cells']> {
    return this.#rows(this.#db.prepare('SELECT key, value FROM cell'));
  }

  *#rows(query: StatementSync, ...bounds: string[]): Generator<readonly [CellKey, CellValue]> {
    query.setReturnArrays(true);
    for (const row of query.iterate(...bounds)) {
      const [key, now] = row as unknown as readonly [CellKey, CellValue];
      const value = this.#overlay.get(key) ?? now;
      if (value !== '') yield [key, value];
    }
  }

  code(hash: string): Uint8Array | undefined {
    return this.#db.prepare('SELECT bytes FROM code WHERE hash = ?').get(hash)?.['bytes'] as Uint8Array | undefined;
  }

  artifact(hash: string): ReturnType<SnapshotSource['artifact']> {
    const row = this.#db.prepare('SELECT * FROM artifact WHERE hash = ?').get(hash) ?? {};
    return {
      runtime: row['runtime'] as string,
      contract: row['contract'] as string,
      source: row['source'] as string,
      compiler: row['compiler'] as string,
      json: zstdDecompressSync(row['json'] as Uint8Array).toString(),
    };
  }

  close(): void {
    this.#db.close();
  }
}

/** By account and block. */
function contractsOn(db: DatabaseSync, line: readonly number[]): readonly SourceContract[] {
  const here = new Set(line);
  return db
    .prepare(
      `SELECT contract.block AS id, account, name, artifact, number
       FROM contract JOIN block ON block.id = contract.block ORDER BY account, number`,
    )
    .all()
    .filter((row) => here.has(row['id'] as number))
    .map((row) => ({
      account: row['account'] as AccountId,
      name: row['name'] as string,
      artifact: row['artifact'] as string,
      block: row['number'] as number,
    }));
}

function preimagesOf(db: DatabaseSync): PreimageSource | undefined {
  if (db.prepare('SELECT 1 FROM preimage LIMIT 1').get() === undefined) return undefined;
  const nearest = db.prepare('SELECT hash, bytes FROM preimage WHERE hash <= ? ORDER BY hash DESC LIMIT 1');
  const preimage = (row: Readonly<Record<string, unknown>>): SourcePreimage => [
    row['hash'] as string,
    row['bytes'] as Uint8Array,
  ];
  return {
    floor: (slot) => {
      const row = nearest.get(slot);
      return row && preimage(row);
    },
    *all() {
      for (const row of db.prepare('SELECT hash, bytes FROM preimage ORDER BY hash').iterate()) yield preimage(row);
    },
  };
}

class FileHistory implements HistorySource {
  readonly header;
  readonly contracts: readonly SourceContract[];
  readonly #db: DatabaseSync;
  readonly #history: History;
  /** Ids of blocks, the first one first. */
  readonly #line: readonly number[];

  constructor(
    db: DatabaseSync,
    history: History,
    branch: string,
    line: readonly number[],
    contracts: readonly SourceContract[],
  ) {
    this.#db = db;
    this.#history = history;
    this.#line = line;
    this.contracts = contracts;
    this.header = { branch, first: history.block(line[0] as number).number };
  }

  *codes(): Generator<string> {
    const changes = this.#db.prepare(
      `SELECT change.before AS before, change.value AS value FROM change JOIN cell ON cell.id = change.cell
       WHERE block = ? AND key LIKE '%/c'`,
    );
    const records = this.#db.prepare('SELECT json FROM record WHERE block = ?');
    for (const id of this.#line) {
      for (const row of changes.iterate(id))
        for (const side of ['before', 'value']) {
          const code = parseCode(row[side] as CellValue);
          if (code !== undefined) yield code.hash;
        }
      for (const row of records.iterate(id))
        yield* (JSON.parse(row['json'] as string) as { readonly codes: readonly string[] }).codes;
    }
  }

  *records(): Generator<SnapshotRecord> {
    const [first, ...blocks] = this.#line;
    const { number, hash, stateRoot } = this.#history.block(first as number);
    yield { kind: 'first', number, id: hash, stateRoot };
    for (const id of blocks) yield* this.#block(id);
  }

  *#block(id: number): Generator<SnapshotRecord> {
    const block = readBlock(this.#db, id);
    if (block === undefined) throw new RangeError(`block ${id} of the file is no block`);
    const { head, policy, context, decisions, transactions, receipts, records } = block;
    const { stateRoot } = this.#history.block(id);
    const decided = [...decisions].sort(([a], [b]) => a - b);
    yield { kind: 'block', number: head.number, id: head.id, policy, context, decisions: decided, stateRoot };
    for (const receipt of receipts)
      yield { kind: 'tx', transaction: transactions[receipt.index] as (typeof transactions)[number], receipt };
    for (const record of records) yield { kind: 'record', index: record.index, json: recordJson(record) };
    const changes = this.#db.prepare(
      `SELECT key, before, change.value AS value FROM change JOIN cell ON cell.id = change.cell
       WHERE block = ? ORDER BY key`,
    );
    for (const row of changes.iterate(id))
      yield {
        kind: 'change',
        key: row['key'] as CellKey,
        before: row['before'] as CellValue,
        after: row['value'] as CellValue,
      };
    yield* this.#trace(id);
  }

  *#trace(id: number): Generator<SnapshotRecord> {
    const row = this.#db.prepare('SELECT effects, schedule FROM trace WHERE block = ?').get(id) ?? {};
    for (const part of ['effects', 'schedule'] as const satisfies readonly TracePart[]) {
      const packed = (row[part] ?? undefined) as Uint8Array | undefined;
      const text = packed === undefined ? '' : zstdDecompressSync(packed).toString();
      for (let at = 0; at < text.length; at += PIECE) yield { kind: 'trace', part, text: text.slice(at, at + PIECE) };
    }
  }
}
