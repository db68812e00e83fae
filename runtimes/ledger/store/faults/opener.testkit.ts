/** A process that opens a ledger for writing, says what came of it, and keeps it until its input ends: `node opener.testkit.ts FILE`. */
import { openSqliteLedger } from '../../sqlite-ledger.ts';
import { FRESH } from '../store.testkit.ts';

const opened = await openSqliteLedger({ file: process.argv[2] ?? '', create: FRESH });
console.log(opened.ok ? 'opened' : `${opened.error.code}: ${opened.error.message}`);
if (opened.ok) {
  for await (const _input of process.stdin) continue;
  await opened.value.close();
}
