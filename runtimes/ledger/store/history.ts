/**
 * What a ledger's file tells of the past: branches, blocks, the state after any of them, what differs between two. Reads only; it needs a
 * connection and no open ledger, so a file can be looked at while another process writes to it.
 */
import type { DatabaseSync } from 'node:sqlite';
import { zstdDecompressSync } from 'node:zlib';
import type { LedgerConfig } from '../../core/block.ts';
import type { AccountId, CellKey, CellValue } from '../../core/cell.ts';
import type { CodeBlob } from '../../core/effects.ts';
import type { ScheduleEvent } from '../../core/schedule.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { LedgerError, StoredBlock, TracedEffects } from '../ledger.ts';
import { readBlock } from './block-rows.ts';
import { ancestors, wayBetween } from './chain-of-blocks.ts';
import { changedCells, changedCellsNow } from './changed-cells.ts';
import { configOf } from './config-json.ts';
import { damaged, decoded } from './store-error.ts';
import { effectsOf, scheduleOf } from './trace-json.ts';

export interface BlockSummary {
  /** In the file. */
  readonly id: number;
  readonly parent: number | undefined;
  readonly number: number;
  readonly hash: string;
  /** Seconds since 1970. */
  readonly timestamp: number | undefined;
  /** undefined: the first block of a history. */
  readonly policy: string | undefined;
  readonly transactions: number;
  readonly gasUsed: bigint;
  /** undefined until it is worked out. */
  readonly stateRoot: string | undefined;
}

/** What a block left in a cell. */
export interface CellVersion {
  /** Its id in the file. */
  readonly block: number;
  readonly before: CellValue;
  readonly after: CellValue;
}

export interface Branch {
  readonly name: string;
  readonly block: number;
  readonly number: number;
  /** Commits go there. */
  readonly current: boolean;
}

/** A branch that was created, taken elsewhere or dropped. */
export interface Move {
  readonly id: number;
  readonly branch: string;
  readonly was: number | undefined;
  readonly now: number | undefined;
  readonly what: string;
}

export interface NotedContract {
  readonly account: string;
  readonly name: string;
  readonly runtime: string;
  readonly contract: string;
  readonly source: string;
  readonly compiler: string;
  /** Number of the block that was the newest when it was noted. */
  readonly block: number;
  /** Hash of what it was made of. */
  readonly artifact: string;
}

/** A cell that holds different values in two states. */
export interface CellDifference {
  readonly key: CellKey;
  readonly before: CellValue;
  readonly after: CellValue;
}

type Row = Readonly<Record<string, unknown>>;

/** Where the file has no name, but a connection. */
const FILE = 'the ledger';

/** Changes between two tellings of how many have been looked at. */
const TOLD = 4_096;

/** Keys begin with a hex digit. */
const AFTER_ALL = 'g';

const POSITION = /^(?<name>[A-Za-z0-9][A-Za-z0-9._/-]*?)?(?:@(?<number>\d+)|~(?<back>\d+))?$/;

export class History {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  get config(): LedgerConfig {
    return configOf(this.#setting('config'));
  }

  get branches(): readonly Branch[] {
    const current = this.#setting('branch');
    return this.#db
      .prepare(
        'SELECT name, branch.block AS block, number FROM branch JOIN block ON block.id = branch.block ORDER BY name',
      )
      .all()
      .map((row) => ({
        name: row['name'] as string,
        block: row['block'] as number,
        number: row['number'] as number,
        current: row['name'] === current,
      }));
  }

  get current(): Branch {
    const branch = this.branches.find(({ current }) => current);
    if (branch === undefined) throw damaged(FILE, 'its branch leads nowhere');
    return branch;
  }

  /** The newest first. */
  get moves(): readonly Move[] {
    return this.#db
      .prepare('SELECT * FROM move ORDER BY id DESC')
      .all()
      .map((row) => ({
        id: row['id'] as number,
        branch: row['branch'] as string,
        was: (row['was'] as number | null) ?? undefined,
        now: (row['now'] as number | null) ?? undefined,
        what: row['what'] as string,
      }));
  }

  /**
   * The block that a text names: `main` (where the branch stands), `main@12` (block 12 of its history), `main~3` (three before), the same
   * without a name for the current branch, a number alone for its block of that number, the first digits of a block's hash, or `#7`: its id
   * in the file.
   */
  resolve(position: string): Result<number, LedgerError> {
    const failed = (message: string): Result<number, LedgerError> => err({ code: 'number', message });
    if (position.startsWith('#')) return this.#byId(position);
    if (/^\d+$/.test(position) && this.#branch(position) === undefined) return this.resolve(`@${position}`);
    const parts = POSITION.exec(position)?.groups;
    if (position === '' || parts === undefined)
      return failed(
        `${JSON.stringify(position)} names no block: write a branch, branch@12, branch~3, a number or a block's hash`,
      );
    const name = parts['name'] ?? this.current.name;
    const branch = this.#branch(name);
    if (branch === undefined) return this.#byHash(position);
    const number = parts['number'];
    const back = parts['back'];
    if (number === undefined && back === undefined) return ok(branch);
    const line = ancestors(this.#db, branch);
    const head = this.block(branch).number;
    const steps = back === undefined ? head - Number(number) : Number(back);
    const id = steps < 0 ? undefined : line[steps];
    if (id !== undefined) return ok(id);
    return failed(
      `${name} has no block ${head - steps}: its history goes from block ${head - line.length + 1} to ${head}`,
    );
  }

  block(id: number): BlockSummary {
    const row = this.#db.prepare('SELECT * FROM block WHERE id = ?').get(id);
    if (row === undefined) throw damaged(FILE, `block ${id} is missing`);
    return summary(row);
  }

  /** From a block backwards, the newest first. */
  log(from: number, limit: number): readonly BlockSummary[] {
    return this.#db
      .prepare(
        `WITH RECURSIVE up (id, depth) AS (
           SELECT ?, 0
           UNION ALL SELECT block.parent, depth + 1 FROM up JOIN block ON block.id = up.id
             WHERE block.parent IS NOT NULL AND depth + 1 < ?
         ) SELECT block.* FROM up JOIN block ON block.id = up.id ORDER BY depth`,
      )
      .all(from, limit)
      .map((row) => summary(row));
  }

  /** Blocks of all branches, and those that no branch leads to any more: the newest first, parents after their children. @param before an id. */
  newest(before: number, limit: number): readonly BlockSummary[] {
    return this.#db
      .prepare('SELECT * FROM block WHERE id < ? ORDER BY id DESC LIMIT ?')
      .all(before, limit)
      .map((row) => summary(row));
  }

  /** The whole block; undefined for the first of a history, which is none. */
  stored(id: number): StoredBlock | undefined {
    return readBlock(this.#db, id);
  }

  /** What its run left; undefined where it is not kept (any more). */
  effects(id: number): readonly TracedEffects[] | undefined {
    const json = this.#trace(id, 'effects');
    return json === undefined ? undefined : decoded('effects', () => effectsOf(json));
  }

  /** As `effects`. */
  schedule(id: number): readonly ScheduleEvent[] | undefined {
    const json = this.#trace(id, 'schedule');
    return json === undefined ? undefined : decoded('schedule', () => scheduleOf(json));
  }

  /** What cells hold after a block, where that differs from the state at the current head. */
  overlay(id: number): ReadonlyMap<CellKey, CellValue> {
    return this.#overlay(this.current.block, id);
  }

  /** Cells that hold something after a block, in the order of their keys. @param account whose; of all unless given. */
  *cells(id: number, account?: AccountId): Generator<readonly [CellKey, CellValue]> {
    const overlay = this.overlay(id);
    for (const [key, now] of account === undefined ? this.keysFrom('') : this.keysFrom(...keysOf(account))) {
      const value = overlay.get(key) ?? now;
      if (value !== '') yield [key, value];
    }
  }

  /**
   * Keys from one on, and what they hold at the current head, in their order; those that hold nothing now but did are among them.
   * @param end where to stop, itself left out.
   */
  *keysFrom(from: string, end?: string): Generator<readonly [CellKey, CellValue]> {
    const rows = this.#db
      .prepare('SELECT key, value FROM cell WHERE key >= ? AND key < ? ORDER BY key')
      .iterate(from, end ?? AFTER_ALL);
    for (const row of rows) yield [row['key'] as CellKey, row['value'] as CellValue];
  }

  cell(id: number, key: CellKey): CellValue {
    const now = this.#db.prepare('SELECT value FROM cell WHERE key = ?').get(key)?.['value'] as CellValue | undefined;
    return now === undefined ? '' : (this.overlay(id).get(key) ?? now);
  }

  /** Changes of a cell on the way to a block, the newest first. The first block of a history sets what is there from the beginning. */
  *versions(id: number, key: CellKey): Generator<CellVersion> {
    const line = new Set(ancestors(this.#db, id));
    const changes = this.#db
      .prepare(
        `SELECT block, before, value FROM change
         WHERE cell = (SELECT id FROM cell WHERE key = ?) AND block <= ? ORDER BY block DESC`,
      )
      .iterate(key, id);
    for (const row of changes) {
      const block = row['block'] as number;
      // Blocks of other branches change it too.
      if (line.has(block)) yield { block, before: row['before'] as CellValue, after: row['value'] as CellValue };
    }
  }

  /** In the order of their keys. @param onProgress told now and then how many changes have been looked at. */
  diff(from: number, to: number, onProgress?: (changes: number) => void): readonly CellDifference[] {
    // What only one of the two differs in from the head is in the other as it is there.
    const heads = new Map<CellKey, CellValue>();
    let changes = 0;
    const told = (): void => onProgress?.((changes += TOLD));
    const before = this.#overlayOf(from, heads, told);
    const after = this.#overlayOf(to, heads, told);
    const differences: CellDifference[] = [];
    for (const [key, head] of heads) {
      const [was, is] = [before.get(key) ?? head, after.get(key) ?? head];
      if (was !== is) differences.push({ key, before: was, after: is });
    }
    return differences.sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** How many changes lie between two blocks, counted up to a limit. */
  changesBetween(from: number, to: number, limit: number): number {
    const count = this.#db.prepare('SELECT count(*) AS n FROM (SELECT 1 FROM change WHERE block = ? LIMIT ?)');
    const { undo, redo } = wayBetween(this.#db, from, to);
    let changes = 0;
    for (const block of [...undo, ...redo]) {
      if (changes >= limit) break;
      changes += count.get(block, limit - changes)?.['n'] as number;
    }
    return changes;
  }

  /** Contracts noted up to a block, by account. */
  contracts(id: number): readonly NotedContract[] {
    return this.#noted(id).map(noted);
  }

  /** The same, each with the JSON of its artifact. */
  notes(id: number): readonly (NotedContract & { readonly json: string })[] {
    return this.#noted(id).map((row) => ({ ...noted(row), json: this.#artifact(row['artifact'] as string) }));
  }

  /** JSON of an artifact, by its hash. */
  artifactJson(hash: string): string {
    return this.#artifact(hash);
  }

  /** JSON of the artifact that was noted for an account. */
  artifact(id: number, account: string): string | undefined {
    const row = this.#noted(id).find((one) => one['account'] === account);
    return row && this.#artifact(row['artifact'] as string);
  }

  /** All code that the file has, whoever uses it. */
  *codes(): Generator<CodeBlob> {
    for (const row of this.#db.prepare('SELECT hash, bytes FROM code ORDER BY hash').iterate())
      yield { hash: row['hash'] as string, bytes: row['bytes'] as Uint8Array };
  }

  /** Every keccak-256 preimage noted, by its hash: names of mapping cells come from these. */
  preimages(): ReadonlyMap<string, Uint8Array> {
    const rows = this.#db.prepare('SELECT hash, bytes FROM preimage').all();
    return new Map(rows.map((row) => [row['hash'] as string, row['bytes'] as Uint8Array]));
  }

  /** The same one by one: the bytes of a hash, and the greatest hash that is not above another one. */
  preimageTable(): {
    get(hash: string): Uint8Array | undefined;
    floor(slot: string): string | undefined;
  } {
    const get = this.#db.prepare('SELECT bytes FROM preimage WHERE hash = ?');
    const floor = this.#db.prepare('SELECT hash FROM preimage WHERE hash <= ? ORDER BY hash DESC LIMIT 1');
    return {
      get: (hash) => get.get(hash)?.['bytes'] as Uint8Array | undefined,
      floor: (slot) => floor.get(slot)?.['hash'] as string | undefined,
    };
  }

  /** Of each account the newest note on the way to a block. */
  #noted(id: number): readonly Row[] {
    const line = new Map(ancestors(this.#db, id).map((block, age) => [block, age]));
    const newest = new Map<string, { readonly age: number; readonly row: Row }>();
    const rows = this.#db
      .prepare(
        `SELECT contract.block AS at, account, name, runtime, artifact.contract AS contract, source, compiler, number,
           contract.artifact AS artifact
         FROM contract JOIN artifact ON artifact.hash = contract.artifact JOIN block ON block.id = contract.block`,
      )
      .all();
    for (const row of rows) {
      const age = line.get(row['at'] as number);
      const account = row['account'] as string;
      if (age === undefined || (newest.get(account)?.age ?? Infinity) <= age) continue;
      newest.set(account, { age, row });
    }
    return [...newest.values()].map(({ row }) => row);
  }

  #artifact(hash: string): string {
    const row = this.#db.prepare('SELECT json FROM artifact WHERE hash = ?').get(hash);
    return decoded(`artifact ${hash}`, () => zstdDecompressSync(row?.['json'] as Uint8Array).toString());
  }

  #overlay(from: number, to: number): Map<CellKey, CellValue> {
    const { undo, redo } = wayBetween(this.#db, from, to);
    const cells = new Map<CellKey, CellValue>();
    const before = changedCells(this.#db, 'before');
    const after = changedCells(this.#db, 'value');
    for (const id of undo) for (const [key, value] of before(id)) cells.set(key, value);
    for (const id of redo) for (const [key, value] of after(id)) cells.set(key, value);
    return cells;
  }

  /** The overlay of a block; `heads` gets what each of its cells holds at the head. */
  #overlayOf(id: number, heads: Map<CellKey, CellValue>, told: () => void): ReadonlyMap<CellKey, CellValue> {
    const { undo, redo } = wayBetween(this.#db, this.current.block, id);
    const cells = new Map<CellKey, CellValue>();
    let changes = 0;
    for (const [blocks, side] of [
      [undo, changedCellsNow(this.#db, 'before')],
      [redo, changedCellsNow(this.#db, 'value')],
    ] as const)
      for (const block of blocks)
        for (const [key, value, now] of side(block)) {
          cells.set(key, value);
          heads.set(key, now);
          if (++changes % TOLD === 0) told();
        }
    return cells;
  }

  #trace(id: number, column: 'effects' | 'schedule'): string | undefined {
    const bytes = this.#db.prepare(`SELECT ${column} FROM trace WHERE block = ?`).get(id)?.[column];
    if (bytes === undefined || bytes === null) return undefined;
    return decoded(column, () => zstdDecompressSync(bytes as Uint8Array).toString());
  }

  #branch(name: string): number | undefined {
    return this.#db.prepare('SELECT block FROM branch WHERE name = ?').get(name)?.['block'] as number | undefined;
  }

  #byId(position: string): Result<number, LedgerError> {
    const id = /^#\d{1,15}$/.test(position) ? Number(position.slice(1)) : -1;
    return this.#db.prepare('SELECT 1 FROM block WHERE id = ?').get(id) === undefined
      ? err({ code: 'number', message: `there is no block ${position}` })
      : ok(id);
  }

  #byHash(digits: string): Result<number, LedgerError> {
    const found = /^[0-9a-f]{6,64}$/.test(digits)
      ? this.#db.prepare("SELECT id FROM block WHERE hash LIKE ? || '%' LIMIT 2").all(digits)
      : [];
    const [first, second] = found;
    if (first !== undefined && second === undefined) return ok(first['id'] as number);
    const names = this.branches.map(({ name }) => name).join(', ');
    return err({
      code: 'number',
      message:
        second === undefined
          ? `there is no branch or block ${digits}; branches: ${names}`
          : `several blocks have a hash that begins with ${digits}: give more of its digits`,
    });
  }

  #setting(name: string): string {
    return this.#db.prepare('SELECT value FROM ledger WHERE name = ?').get(name)?.['value'] as string;
  }
}

/** All keys of an account are from the first one on, before the second. */
export const keysOf = (account: AccountId): readonly [string, string] => [`${account}/`, `${account}0`];

const noted = (row: Row): NotedContract => ({
  account: row['account'] as string,
  name: row['name'] as string,
  runtime: row['runtime'] as string,
  contract: row['contract'] as string,
  source: row['source'] as string,
  compiler: row['compiler'] as string,
  artifact: row['artifact'] as string,
  block: row['number'] as number,
});

const summary = (row: Row): BlockSummary =>
  decoded(`block ${String(row['id'])}`, () => ({
    id: row['id'] as number,
    parent: (row['parent'] as number | null) ?? undefined,
    number: row['number'] as number,
    hash: row['hash'] as string,
    timestamp: (row['timestamp'] as number | null) ?? undefined,
    policy: (row['policy'] as string | null) ?? undefined,
    transactions: row['transactions'] as number,
    gasUsed: BigInt(row['gas_used'] as number | string),
    stateRoot: (row['state_root'] as string | null) ?? undefined,
  }));
