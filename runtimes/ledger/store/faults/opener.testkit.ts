/**
 * A process that opens a ledger for writing, says what came of it, and keeps it until its input ends:
 * `node opener.testkit.ts FILE [TUNING]`, the latter as JSON.
 */
import { openSqliteLedger } from '../../sqlite-ledger.ts';
import type { Tuning } from '../store-protocol.ts';
import { FRESH } from '../store.testkit.ts';

const [file = '', tuning] = process.argv.slice(2);
const opened = await openSqliteLedger({
  file,
  ...(tuning === undefined ? { create: FRESH } : { tuning: JSON.parse(tuning) as Tuning }),
});
console.log(opened.ok ? 'opened' : `${opened.error.code}: ${opened.error.message}`);
if (opened.ok) {
  for await (const _input of process.stdin) continue;
  await opened.value.close();
}
