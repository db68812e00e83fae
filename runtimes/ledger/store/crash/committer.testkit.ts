/**
 * A process that is going to crash: opens a ledger, goes on with the operations of a seed where it stands, and says of each that it was
 * acknowledged (its number and a line feed, in one write to the file of acknowledgements).
 *
 *     node committer.testkit.ts '{"file": ..., "acks": ..., "seed": 1, "operations": 40, "sessions": 2, "atOnce": 4, "synced": true}'
 */
import { openSync, writeSync } from 'node:fs';
import { openSqliteLedger } from '../../sqlite-ledger.ts';
import { FRESH } from '../store.testkit.ts';
import { operationsIn } from './check-survivor.testkit.ts';
import { Model, perform } from './operations.testkit.ts';

export interface CommitterOptions {
  readonly file: string;
  /** `undefined`: standard output. */
  readonly acks?: string;
  readonly seed: number;
  /** A session, after which the ledger is closed. */
  readonly operations: number;
  readonly sessions: number;
  /** Blocks on their way together. */
  readonly atOnce: number;
  readonly synced: boolean;
  readonly logPages: number;
}

const options = JSON.parse(process.argv[2] ?? '') as CommitterOptions;
const { file, seed, operations, atOnce, synced, logPages } = options;
const acks = options.acks === undefined ? 1 : openSync(options.acks, 'w');

async function session(): Promise<void> {
  const opened = await openSqliteLedger({ file, create: FRESH, keep: { traces: 5 }, tuning: { synced, logPages } });
  if (!opened.ok) throw new Error(opened.error.message);
  const ledger = opened.value;
  const model = Model.after(seed, operationsIn(ledger.reader));
  const acknowledge = (number: number): number => writeSync(acks, `${number}\n`);
  acknowledge(model.operations);
  let underway: Promise<unknown>[] = [];
  for (let n = 0; n < operations; n++) {
    const operation = model.next();
    const number = model.operations;
    if (operation.kind !== 'commit' || underway.length === atOnce) {
      await Promise.all(underway);
      underway = [];
    }
    const done = perform(ledger, operation).then(() => acknowledge(number));
    if (operation.kind === 'commit') underway.push(done);
    else await done;
  }
  await Promise.all(underway);
  await ledger.close();
}

for (let n = 0; n < options.sessions; n++) await session();
