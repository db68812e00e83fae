import path from 'node:path';
import { checkFile } from '../../ledger/store/check-file.ts';
import { refusal, type Answer } from '../answer.ts';
import { EXIT } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { cancelled } from '../run-failure.ts';
import { checkLines } from '../report/check-lines.ts';
import { printable } from '../report/layout.ts';
import { formatProgress } from '../snapshot/format-progress.ts';
import { refused } from './open-history.ts';

/** Reads the whole file and says what in it is not as it was written. */
export async function checkAnswer(given: string, host: Host): Promise<Answer> {
  const file = path.resolve(host.base, given);
  const progress = formatProgress(host);
  const found = await checkFile(file, { signal: host.signal, onProgress: progress.show });
  progress.clear();
  if (!found.ok) {
    const { code, message } = found.error;
    return code === 'cancelled' ? cancelled(host) : refused(given, { code, message }, file);
  }
  const checks = found.value;
  if (checks.some(({ status }) => status === 'failed'))
    return refusal(EXIT.input, {
      message: 'it is not as it was written',
      file: given,
      advice:
        'Keep a copy of it together with its -wal file. What is still right can be exported ("snapshot export"); else restore a backup.',
      checks,
    });
  const notes = checks.filter(({ detail }) => detail !== '').map(({ detail }) => detail);
  return {
    kind: 'report',
    exitCode: EXIT.ok,
    json: { file: given, checks },
    text: (layout) =>
      [`${layout.paint('title', printable(given))}  as it was written`, '', ...checkLines(checks, layout)].join('\n'),
    note: notes.length === 0 ? undefined : notes.map((note) => `not told: ${note}`).join('\n'),
  };
}
