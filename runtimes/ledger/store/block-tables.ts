import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { zstdCompressSync } from 'node:zlib';
import type { CellKey, CellValue } from '../../core/cell.ts';
import type { CodeBlob } from '../../core/effects.ts';
import type { Outcome } from '../../core/outcome.ts';
import { outcomesDigest, readEntries, type BlockMessage, type Entry } from './block-message.ts';

/** SQL has 63 bits for an integer; gas beyond that is kept as decimal text. */
const MAX_INTEGER = 2n ** 63n - 1n;
const gas = (amount: bigint): bigint | string => (amount > MAX_INTEGER ? amount.toString() : amount);

/** Writes blocks into the tables. Opens no transaction of its own. */
export class BlockTables {
  readonly #block: StatementSync;
  readonly #tx: StatementSync;
  readonly #event: StatementSync;
  readonly #record: StatementSync;
  readonly #find: StatementSync;
  readonly #insert: StatementSync;
  readonly #update: StatementSync | undefined;
  readonly #change: StatementSync;
  readonly #code: StatementSync;
  readonly #preimage: StatementSync;
  readonly #trace: StatementSync;

  /** @param cells whether a block leaves its values in the table of cells, or that has the head's already. */
  constructor(db: DatabaseSync, cells: 'follow' | 'stay' = 'follow') {
    const follow = cells === 'follow';
    this.#block = db.prepare(
      `INSERT INTO block (parent, number, hash, timestamp, policy, transactions, gas_used, context, decisions, outcomes)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
    );
    this.#tx = db.prepare('INSERT INTO tx VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#event = db.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)');
    this.#record = db.prepare('INSERT INTO record VALUES (?, ?, ?)');
    // Three plain statements take less than one with ON CONFLICT and RETURNING.
    this.#find = db.prepare('SELECT id FROM cell WHERE key = ?');
    this.#find.setReturnArrays(true);
    this.#insert = db.prepare(`INSERT INTO cell (key, value) VALUES (?1, ${follow ? '?2' : 'substr(?2, 1, 0)'})`);
    this.#update = follow ? db.prepare('UPDATE cell SET value = ? WHERE id = ?') : undefined;
    this.#change = db.prepare('INSERT INTO change VALUES (?, ?, ?, ?)');
    this.#code = db.prepare('INSERT OR IGNORE INTO code VALUES (?, ?)');
    this.#preimage = db.prepare('INSERT OR IGNORE INTO preimage VALUES (?, ?)');
    this.#trace = db.prepare('INSERT INTO trace VALUES (?, ?, ?)');
  }

  /** Id of the first block of a history, which has cells but neither transactions nor a parent. */
  genesis(
    head: { readonly number: number; readonly id: string },
    cells: Iterable<readonly [CellKey, CellValue]>,
  ): number {
    const id = this.#insertBlock([null, head.number, head.id, null, null, 0, 0, null, null, null]);
    for (const [key, value] of cells) this.#setCell(id, key, '', value);
    return id;
  }

  /** Id of the new block. */
  block(parent: number, message: BlockMessage): number {
    const { head, timestamp, policy, context, decisions, keys, before, after } = message;
    const entries = readEntries(message);
    let gasUsed = 0n;
    for (const { receipt } of entries) gasUsed += receipt.gasUsed;
    const id = this.#insertBlock([
      parent,
      head.number,
      head.id,
      timestamp ?? null,
      policy,
      entries.length,
      gas(gasUsed),
      context,
      decisions ?? null,
      outcomesDigest(message),
    ]);
    for (const entry of entries) this.#entry(id, entry);
    for (const [at, key] of keys.entries()) this.#setCell(id, key, before[at] as CellValue, after[at] as CellValue);
    for (const [index, json] of message.records) this.#record.run(id, index, json);
    this.codes(message.codes);
    for (const { hash, preimage } of message.preimages) this.#preimage.run(hash, preimage);
    if (message.effects !== undefined) this.#trace.run(id, packed(message.effects), packed(message.schedule));
    return id;
  }

  codes(codes: readonly CodeBlob[]): void {
    for (const { hash, bytes } of codes) this.#code.run(hash, bytes);
  }

  #insertBlock(values: (string | number | bigint | null | Uint8Array)[]): number {
    return this.#block.get(...values)?.['id'] as number;
  }

  #setCell(block: number, key: CellKey, before: CellValue, value: CellValue): void {
    const found = this.#find.get(key) as unknown as readonly [number] | undefined;
    if (found !== undefined) this.#update?.run(value, found[0]);
    const cell = found?.[0] ?? this.#insert.run(key, value).lastInsertRowid;
    this.#change.run(block, cell, before, value);
  }

  #entry(block: number, { from, to, body, receipt }: Entry): void {
    const { index, outcome, gasUsed, events, runtime } = receipt;
    this.#tx.run(
      block,
      index,
      from,
      to,
      runtime,
      outcome.status,
      reasonOf(outcome),
      gas(gasUsed),
      outcome.status === 'success' ? (outcome.created ?? null) : null,
      'output' in outcome ? outcome.output : null,
      body,
    );
    for (const [position, event] of events.entries())
      this.#event.run(block, index, position, event.account, event.topics.join(''), event.data);
  }
}

const reasonOf = (outcome: Outcome): string | null => ('reason' in outcome ? outcome.reason : null);

const packed = (json: string | undefined): Uint8Array | null =>
  json === undefined ? null : zstdCompressSync(Buffer.from(json));
