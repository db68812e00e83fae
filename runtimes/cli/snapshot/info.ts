import path from 'node:path';
import { inspectSnapshot } from '../../ledger/snapshot/inspect-snapshot.ts';
import type { Answer } from '../answer.ts';
import { EXIT } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { installed } from '../../registry.ts';
import { formatToRead } from '../../workspace/formats/formats.ts';
import { importAside } from '../../workspace/formats/import-aside.ts';
import { snapshotFormat } from '../../workspace/formats/snapshot-format.ts';
import { foreignInfoText, infoText, notes } from '../report/snapshot-report.ts';
import { snapshotFailure } from './snapshot-failure.ts';
import { formatProgress } from './format-progress.ts';

export async function infoAnswer(file: string, host: Host): Promise<Answer> {
  const format = formatToRead(file, installed);
  if (!format.ok) return snapshotFailure(format.error, host);
  return format.value === snapshotFormat ? snapshotInfo(file, host) : foreignInfo(file, host);
}

/** What an import of the file would give. */
async function foreignInfo(file: string, host: Host): Promise<Answer> {
  const progress = formatProgress(host);
  const read = await importAside(file, installed, { signal: host.signal, onProgress: progress.show });
  progress.clear();
  if (!read.ok) return snapshotFailure(read.error, host);
  const { format, report: found, discard } = read.value;
  discard();
  const { block, stateRoot, counts, omitted, assumed } = found;
  const checks = found.checks.filter(({ name }) => name !== 'ledger');
  const report = { file: path.relative(host.base, file), format, block, stateRoot, counts, omitted, assumed, checks };
  return {
    kind: 'report',
    exitCode: EXIT.ok,
    json: report,
    text: (layout) => foreignInfoText(report, layout),
    note: notes({ 'an import would not take over': omitted, 'an import would assume': assumed }),
  };
}

async function snapshotInfo(file: string, host: Host): Promise<Answer> {
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
    format: 'snapshot',
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
