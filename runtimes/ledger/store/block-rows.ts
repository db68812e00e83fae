/** Blocks as they stand in the tables. */
import type { DatabaseSync } from 'node:sqlite';
import type { AccountId } from '../../core/cell.ts';
import type { ContractEvent } from '../../core/effects.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { Receipt } from '../../core/receipt.ts';
import type { TransactionRecord } from '../../core/record.ts';
import type { Decision, PolicyName } from '../../core/schedule.ts';
import { blockId } from '../block-id.ts';
import type { StoredBlock } from '../ledger.ts';
import { decodeContext, decodeTransaction } from './block-message.ts';
import { recordFrom } from './record-json.ts';
import { damaged, decoded } from './store-error.ts';

type Row = Readonly<Record<string, unknown>>;

/** A block of the tables; undefined where it is none, genesis included. @throws where the tables are damaged. */
export const readBlock = (db: DatabaseSync, id: number): StoredBlock | undefined =>
  decoded(`block ${id} of the file`, () => blockOf(db, id));

function blockOf(db: DatabaseSync, id: number): StoredBlock | undefined {
  const row = db
    .prepare(
      `SELECT block.number AS number, block.hash AS hash, block.policy AS policy, block.context AS context,
         block.decisions AS decisions, above.hash AS parent
       FROM block LEFT JOIN block AS above ON above.id = block.parent WHERE block.id = ?`,
    )
    .get(id);
  if (row === undefined || row['context'] === null) return undefined;
  const events = eventsOf(db, id);
  const transactions = [];
  const receipts: Receipt[] = [];
  const query = db.prepare('SELECT * FROM tx WHERE block = ? ORDER BY position');
  // Gas may need more than 53 bits.
  query.setReadBigInts(true);
  for (const tx of query.iterate(id)) {
    const index = Number(tx['position']);
    transactions.push(decodeTransaction(tx['body'] as Uint8Array));
    receipts.push({
      index,
      outcome: outcomeOf(tx),
      gasUsed: BigInt(tx['gas_used'] as bigint | string),
      events: events.get(index) ?? [],
      runtime: tx['runtime'] as string,
    });
  }
  const head = { number: row['number'] as number, id: row['hash'] as string };
  const context = decodeContext(row['context'] as Uint8Array);
  if (blockId(String(row['parent']), context, transactions) !== head.id)
    throw damaged(`block ${head.number}`, 'its transactions are not those that its id is made of');
  return {
    head,
    context,
    policy: row['policy'] as PolicyName,
    transactions,
    receipts,
    records: recordsOf(db, id),
    decisions: new Map(JSON.parse((row['decisions'] as string | null) ?? '[]') as [number, Decision][]),
  };
}

function recordsOf(db: DatabaseSync, block: number): readonly TransactionRecord[] {
  const code = db.prepare('SELECT bytes FROM code WHERE hash = ?');
  const codeOf = (hash: string): Uint8Array => {
    const bytes = code.get(hash)?.['bytes'];
    if (bytes === undefined) throw damaged(`block ${block}`, `the code ${hash}, which a record names, is missing`);
    return bytes as Uint8Array;
  };
  return db
    .prepare('SELECT tx, json FROM record WHERE block = ? ORDER BY tx')
    .all(block)
    .map((row) => recordFrom(row['tx'] as number, row['json'] as string, codeOf));
}

function outcomeOf(row: Row): Outcome {
  const status = row['status'] as Outcome['status'];
  const output = (row['output'] as Uint8Array | null) ?? new Uint8Array();
  switch (status) {
    case 'success': {
      const created = row['created'] as AccountId | null;
      return created === null ? { status, output } : { status, output, created };
    }
    case 'revert':
      return { status, output };
    case 'trap':
    case 'invalid':
    case 'runtimeLost':
      return { status, reason: row['reason'] as string };
    case 'outOfGas':
    case 'invalidated':
      return { status };
    default:
      throw damaged(`transaction ${String(row['position'])}`, `it has the unknown status ${String(status)}`);
  }
}

function eventsOf(db: DatabaseSync, block: number): ReadonlyMap<number, readonly ContractEvent[]> {
  const events = new Map<number, ContractEvent[]>();
  for (const row of db.prepare('SELECT * FROM event WHERE block = ? ORDER BY tx, position').iterate(block)) {
    const tx = row['tx'] as number;
    const event: ContractEvent = {
      account: row['account'] as AccountId,
      topics: (row['topics'] as string).match(/.{64}/g) ?? [],
      data: row['data'] as Uint8Array,
    };
    const list = events.get(tx);
    if (list === undefined) events.set(tx, [event]);
    else list.push(event);
  }
  return events;
}
