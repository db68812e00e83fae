import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { balanceCell, type CellKey, type CellValue } from '../../core/cell.ts';
import { ALICE, BOB, testCommit, TEST_CONFIG } from '../ledger-contract.testkit.ts';
import { openSqliteLedger, type SqliteLedger, type SqliteLedgerOptions } from '../sqlite-ledger.ts';

/** A ledger that begins with 255 for Alice. */
export const FRESH = { config: TEST_CONFIG, genesis: { cells: [[balanceCell(ALICE), 'ff'] as const], codes: [] } };

/** A folder of its own for the files of a test, and whatever was opened in it closed when it is left. */
export class LedgerFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'interleave-ledger-'));
  readonly #open: SqliteLedger[] = [];
  #files = 0;

  file(): string {
    return join(this.path, `${this.#files++}.sqlite`);
  }

  /** @throws Error with the message of what is refused. */
  async open(options: Omit<SqliteLedgerOptions, 'file'>, file = this.file()): Promise<SqliteLedger> {
    const ledger = await openSqliteLedger({ ...options, file });
    if (!ledger.ok) throw new Error(ledger.error.message);
    this.#open.push(ledger.value);
    return ledger.value;
  }

  async closeAll(): Promise<void> {
    for (const ledger of this.#open.splice(0)) await ledger.close();
  }

  async leave(): Promise<void> {
    await this.closeAll();
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Commits the next block, one transaction that leaves these values. @throws Error where it is refused. */
export async function grow(ledger: SqliteLedger, ...cells: (readonly [CellKey, CellValue])[]): Promise<void> {
  const result = await ledger.commit(testCommit(ledger.head().number + 1, cells));
  if (!result.ok) throw new Error(result.error.message);
}

export const A = balanceCell(ALICE);
export const B = balanceCell(BOB);
