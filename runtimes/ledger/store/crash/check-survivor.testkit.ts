/** What a crash must leave: the state after some of the operations, in their order, among them all that were acknowledged. */
import type { DatabaseSync } from 'node:sqlite';
import { seeded } from '../../../core/random.ts';
import { openSqliteLedger, type SqliteLedger } from '../../sqlite-ledger.ts';
import { History } from '../history.ts';
import { FRESH } from '../store.testkit.ts';
import { Model, perform, type ModelBlock } from './operations.testkit.ts';
import { rootOf } from '../../value-of.testkit.ts';

/** Operations that a file holds. */
export const operationsIn = (db: DatabaseSync): number =>
  Number(
    db
      .prepare(
        'SELECT (SELECT count(*) - 1 FROM block) + (SELECT count(*) FROM move) + (SELECT count(*) FROM contract) AS n',
      )
      .get()?.['n'],
  );

function expectEqual(what: string, found: unknown, expected: unknown): void {
  const [is, must] = [JSON.stringify(found), JSON.stringify(expected)];
  if (is !== must) throw new Error(`${what}: ${is} instead of ${must}`);
}

const sorted = (cells: Iterable<readonly [string, string]>): (readonly [string, string])[] =>
  [...cells].sort(([a], [b]) => (a < b ? -1 : 1));

/**
 * Opens what a crash has left, checks all of it, and does the next operation.
 * @param acknowledged number of the newest operation that was.
 * @returns operations found. @throws Error that says what is wrong.
 */
export async function checkSurvivor(file: string, seed: number, acknowledged: number): Promise<number> {
  const opened = await openSqliteLedger({ file, create: FRESH });
  if (!opened.ok) throw new Error(`cannot be opened: ${opened.error.message}`);
  const ledger = opened.value;
  try {
    const found = operationsIn(ledger.reader);
    if (found < acknowledged) throw new Error(`lost: ${acknowledged} operations were acknowledged, ${found} are there`);
    const model = Model.after(seed, found);
    expectEqual('integrity', ledger.reader.prepare('PRAGMA integrity_check').get()?.['integrity_check'], 'ok');
    expectEqual('foreign keys', ledger.reader.prepare('PRAGMA foreign_key_check').all(), []);
    await checkState(ledger, model, seeded(seed + found).below(model.blocks.length));
    await perform(ledger, model.next());
    expectEqual('head after the next operation', ledger.head(), model.at.head);
    expectEqual('root after the next operation', await rootOf(ledger), await model.root());
    return found;
  } finally {
    await ledger.close();
  }
}

/** @param past place of a block whose state is looked at as well. */
async function checkState(ledger: SqliteLedger, model: Model, past: number): Promise<void> {
  const history = new History(ledger.reader);
  expectEqual(
    'branches',
    history.branches.map(({ name, block }) => [name, block]),
    sorted([...model.branches].map(([name, block]) => [name, String(block)])).map(([name, at]) => [name, Number(at)]),
  );
  expectEqual('branch', ledger.branch, model.branch);
  expectEqual('head', ledger.head(), model.at.head);
  expectEqual('state root', await rootOf(ledger), await model.root());
  const cells = [...ledger.cells()].map(([key, { value }]) => [key, value] as const);
  expectEqual('cells', sorted(cells), sorted(model.at.cells));
  // The first of a history is no block.
  for (const { head } of model.line().slice(0, -1)) expectEqual('block', ledger.block(head.number)?.head, head);
  const block = model.blocks[past] as ModelBlock;
  expectEqual(`cells after block ${block.id}`, [...history.cells(block.id)], sorted(block.cells));
}
