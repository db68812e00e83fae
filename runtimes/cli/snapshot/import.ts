import path from 'node:path';
import { installed } from '../../registry.ts';
import { formatToRead } from '../../workspace/formats/formats.ts';
import { refusal, type Answer } from '../answer.ts';
import { EXIT } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { importText, notes } from '../report/snapshot-report.ts';
import { snapshotFailure } from './snapshot-failure.ts';
import { formatProgress } from './format-progress.ts';

export interface ImportFlags {
  readonly ledger: string;
  readonly format?: string;
  readonly chainId?: bigint;
  readonly hardfork?: string;
  readonly trust?: boolean;
}

export async function importAnswer(given: string, flags: ImportFlags, host: Host): Promise<Answer> {
  const file = path.resolve(host.base, given);
  const found = formatToRead(file, installed, flags.format);
  if (!found.ok) return snapshotFailure(found.error, host);
  const format = found.value;
  if (typeof format.import === 'string')
    return refusal(EXIT.input, {
      message: format.import,
      file: given,
      advice: 'Export a snapshot where it is to be imported again.',
    });
  const progress = formatProgress(host);
  const done = await format.import({
    file,
    ledger: path.resolve(host.base, flags.ledger),
    registry: installed,
    ...(flags.trust === true && { trustedFor: path.dirname(path.resolve(host.base, flags.ledger)) }),
    config: { chainId: flags.chainId, hardfork: flags.hardfork },
    signal: host.signal,
    onProgress: progress.show,
  });
  progress.clear();
  if (!done.ok) return snapshotFailure(done.error, host);
  const report = { format: format.name, file: given, ...done.value, ledger: flags.ledger };
  return {
    kind: 'report',
    exitCode: EXIT.ok,
    json: report,
    text: (layout) => importText(report, layout),
    note: notes({ 'not taken over': report.omitted, assumed: report.assumed }),
  };
}
