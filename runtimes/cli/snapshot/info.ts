import path from 'node:path';
import { inspectSnapshot } from '../../ledger/snapshot/inspect-snapshot.ts';
import type { Answer } from '../answer.ts';
import { EXIT } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { infoText } from '../report/snapshot-report.ts';
import { snapshotFailure } from './snapshot-failure.ts';
import { formatProgress } from './format-progress.ts';

export async function infoAnswer(file: string, host: Host): Promise<Answer> {
  const progress = formatProgress(host);
  const found = await inspectSnapshot(file, {
    signal: host.signal,
    onProgress: (done, total) => progress.show('reading bytes', done, total),
  });
  progress.clear();
  if (!found.ok) return snapshotFailure(found.error, host);
  const { version, header, trailer, contracts, checks } = found.value;
  const { program, config, block, accounts, history, stateRoot } = header;
  const report = {
    file: path.relative(host.base, file),
    version,
    program,
    chainId: config.chainId.toString(),
    hardfork: config.hardfork,
    precompiles: Object.keys(config.precompiles ?? {}),
    block,
    accounts: accounts ?? null,
    history: history ?? null,
    stateRoot,
    counts: trailer.counts,
    sha256: trailer.sha256,
    verified: true,
    contracts,
    checks,
  };
  return { kind: 'report', exitCode: EXIT.ok, json: report, text: (layout) => infoText(report, layout) };
}
