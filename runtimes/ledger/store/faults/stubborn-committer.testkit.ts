/**
 * A process that does not give up: commits the operations of a seed, and where one is refused tries again, at last with the ledger opened anew.
 * Prints what it has come to (`Said`).
 *
 *     node stubborn-committer.testkit.ts '{"file": ..., "seed": 1, "operations": 40}'
 */
import { openSqliteLedger } from '../../sqlite-ledger.ts';
import { operationsIn } from '../crash/check-survivor.testkit.ts';
import { Model, perform } from '../crash/operations.testkit.ts';
import { FRESH } from '../store.testkit.ts';

export interface StubbornOptions {
  readonly file: string;
  readonly seed: number;
  readonly operations: number;
}

export interface Said {
  /** Number of the newest operation that was. */
  readonly acknowledged: number;
  /** Messages, each once. */
  readonly refusals: readonly string[];
  /** How often the ledger was opened. */
  readonly sessions: number;
}

/** So often an operation is tried before the ledger is opened anew. */
const TRIES = 20;
const SESSIONS = 4;

const { file, seed, operations } = JSON.parse(process.argv[2] ?? '') as StubbornOptions;
const refusals = new Set<string>();
let acknowledged = 0;

async function session(): Promise<void> {
  const opened = await openSqliteLedger({ file, create: FRESH, tuning: { logPages: 40 } });
  if (!opened.ok) {
    refusals.add(opened.error.message);
    return;
  }
  const ledger = opened.value;
  for (let done = operationsIn(ledger.reader), tries = 0; done < operations && tries < TRIES;) {
    const model = Model.after(seed, done);
    try {
      await perform(ledger, model.next());
      acknowledged = ++done;
      tries = 0;
    } catch (error) {
      refusals.add((error as Error).message);
      tries++;
    }
  }
  const root = await ledger.stateRoot();
  if (!root.ok) refusals.add(root.error.message);
  await ledger.close();
}

let sessions = 0;
while (acknowledged < operations && sessions < SESSIONS) {
  sessions++;
  await session();
}
console.log(JSON.stringify({ acknowledged, refusals: [...refusals], sessions } satisfies Said));
