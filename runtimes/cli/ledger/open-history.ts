import path from 'node:path';
import type { LedgerError } from '../../ledger/ledger.ts';
import { openForReading } from '../../ledger/store/open-database.ts';
import { History } from '../../ledger/store/history.ts';
import { storageError } from '../../ledger/store/store-error.ts';
import { openSqliteLedger, type SqliteLedger } from '../../ledger/sqlite-ledger.ts';
import { refusal, type Answer } from '../answer.ts';
import { EXIT } from '../exit-code.ts';
import type { Host } from '../host.ts';

export const refused = (given: string, { code, message }: LedgerError, file: string): Answer =>
  refusal(code === 'storage' ? EXIT.failed : EXIT.input, {
    message: message.replace(`${file}: `, '').replace(file, 'it'),
    file: given,
  });

/** Looks into a ledger's file, while another process may write to it. */
export function withHistory(given: string, host: Host, look: (history: History) => Answer): Answer {
  const file = path.resolve(host.base, given);
  try {
    const db = openForReading(file);
    try {
      return look(new History(db));
    } finally {
      db.close();
    }
  } catch (error) {
    return refused(given, storageError(file, error), file);
  }
}

/** Changes a ledger's file; nobody else may have it open for writing. */
export async function withLedger(
  given: string,
  host: Host,
  change: (ledger: SqliteLedger, history: History) => Promise<Answer>,
): Promise<Answer> {
  const file = path.resolve(host.base, given);
  const opened = await openSqliteLedger({ file });
  if (!opened.ok) return refused(given, opened.error, file);
  const ledger = opened.value;
  try {
    return await change(ledger, new History(ledger.reader));
  } finally {
    await ledger.close();
  }
}
