/** A ledger file that is being made: what must not be there before, and what must not stay where it fails. */
import { existsSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { storageError } from '../store/store-error.ts';
import type { CheckList } from './check-list.ts';
import { SnapshotError } from './failure.ts';

/** What SQLite may leave beside a database; the first two hold data that it would put into a new one of the same name. */
const BESIDE = ['-wal', '-journal', '-shm'];

/** Takes away what an import has left. */
export async function clear(temporary: string): Promise<void> {
  for (const end of ['', ...BESIDE]) await rm(temporary + end, { force: true });
}

/** @throws SnapshotError where there is a file already, or what is left of one. */
export function checkTarget(ledger: string, checks: CheckList): void {
  const taken = existsSync(ledger)
    ? ledger
    : BESIDE.slice(0, 2)
        .map((end) => ledger + end)
        .find((path) => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0);
  if (taken === undefined) return;
  const message =
    taken === ledger
      ? 'there is such a file already: what is imported becomes a ledger of its own'
      : `${taken} is left of another ledger`;
  checks.failed('ledger', message);
  const advice = 'Choose another name for the new ledger, or move what is there away.';
  throw new SnapshotError({ code: 'storage', message, file: ledger, advice, checks: checks.list });
}

/** What goes wrong here is about the new file, not about what is read. @throws SnapshotError */
export function inLedger<T>(ledger: string, checks: CheckList, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if ((error as { code?: unknown }).code === undefined) throw error;
    const { message } = storageError(ledger, error);
    checks.failed('ledger', message);
    throw new SnapshotError({
      code: 'storage',
      message,
      file: ledger,
      advice: 'Nothing was changed.',
      checks: checks.list,
    });
  }
}
