import path from 'node:path';
import { installed } from '../../registry.ts';
import { formatOf } from '../../workspace/formats/formats.ts';
import { refusal, type Answer } from '../answer.ts';
import { EXIT } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { importText } from '../report/snapshot-report.ts';
import { snapshotFailure } from './snapshot-failure.ts';
import { formatProgress } from './format-progress.ts';

export interface ImportFlags {
  readonly ledger: string;
  readonly format?: string;
}

export async function importAnswer(given: string, flags: ImportFlags, host: Host): Promise<Answer> {
  const file = path.resolve(host.base, given);
  const format = formatOf(file, flags.format);
  if (format?.import === undefined)
    return refusal(EXIT.input, { message: `${format?.name ?? 'this format'} can only be exported`, file: given });
  const progress = formatProgress(host);
  const done = await format.import({
    file,
    ledger: path.resolve(host.base, flags.ledger),
    registry: installed,
    signal: host.signal,
    onProgress: progress.show,
  });
  progress.clear();
  if (!done.ok) return snapshotFailure(done.error, host);
  const report = { format: format.name, file: given, ...done.value, ledger: flags.ledger };
  return { kind: 'report', exitCode: EXIT.ok, json: report, text: (layout) => importText(report, layout) };
}
