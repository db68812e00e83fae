import path from 'node:path';
import type { SnapshotFailure } from '../../ledger/snapshot/failure.ts';
import { refusal, type Answer } from '../answer.ts';
import { EXIT } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { cancelled } from '../run-failure.ts';

/** Why there is no snapshot, or none that is taken, in the words of the command line. */
export function snapshotFailure(failure: SnapshotFailure, host: Host): Answer {
  const { code, message, file, line, column, byte, advice, checks } = failure;
  if (code === 'cancelled') return cancelled(host);
  const relative = path.relative(host.base, file);
  return refusal(code === 'storage' && checks.length === 0 ? EXIT.failed : EXIT.input, {
    message:
      byte === undefined || byte === 0
        ? message
        : `${message} (the line begins at byte ${byte} of the uncompressed file)`,
    file: relative.startsWith('..') || path.isAbsolute(relative) ? file : relative || file,
    line,
    column,
    advice,
    checks: checks.length === 0 ? undefined : checks,
  });
}
