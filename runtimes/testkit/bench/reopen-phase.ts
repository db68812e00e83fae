/**
 * One phase of a large ledger's life in a process of its own: `node reopen-phase.ts make|open FILE TRANSACTIONS`. Prints its figures as JSON.
 * `make` has real executors mint tokens, each for another account: three cells and an event a transaction.
 */
import { statSync } from 'node:fs';
import { balanceCell, type CellKey } from '../../core/cell.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { openSqliteLedger, type SqliteLedger } from '../../ledger/sqlite-ledger.ts';
import { rootOf, valueOf } from '../../ledger/value-of.testkit.ts';
import { measure } from './measure.ts';
import { person, tokenMints } from './workloads.ts';

const [phase = '', file = '', count = '100000'] = process.argv.slice(2);
const BLOCK = 1_000;

export interface ReopenFigures {
  /** Until the ledger is open: what is read and committed is answered at once then. */
  readonly openMs: number;
  /** User and system time of all threads until then. */
  readonly openCpuMs: number;
  /** Until the cells have been compared with the state root. */
  readonly checkedMs: number;
  readonly peakMiB: number;
  readonly cells: number;
  readonly fileMiB: number;
}

async function make(): Promise<void> {
  let made: SqliteLedger | undefined;
  await measure(await tokenMints(Number(count)), 'optimistic', 2, {
    blockSize: BLOCK,
    ledger: async (create): Promise<Ledger> => (made = valueOf(await openSqliteLedger({ file, create }))),
  });
  await made?.close();
}

async function open(): Promise<ReopenFigures> {
  const began = performance.now();
  const before = process.cpuUsage();
  const ledger = valueOf(await openSqliteLedger({ file }));
  if (ledger.read(balanceCell(person(0))).value === '') throw new Error('a cell is missing');
  const openMs = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  await rootOf(ledger);
  const checkedMs = performance.now() - began;
  const cells = new Set<CellKey>();
  for (const [key] of ledger.cells()) cells.add(key);
  await ledger.close();
  return {
    openMs,
    openCpuMs: (user + system) / 1000,
    checkedMs,
    peakMiB: process.resourceUsage().maxRSS / 1024,
    cells: cells.size,
    fileMiB: statSync(file).size / 2 ** 20,
  };
}

if (phase === 'make') await make();
else console.log(JSON.stringify(await open()));
