import path from 'node:path';
import { installed } from '../../registry.ts';
import { inspectFile, type InspectedFile } from '../../workspace/formats/inspect-file.ts';
import type { Answer } from '../answer.ts';
import { EXIT } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { foreignInfoText, infoText, notes } from '../report/snapshot-report.ts';
import { snapshotFailure } from './snapshot-failure.ts';
import { formatProgress } from './format-progress.ts';

export async function infoAnswer(file: string, host: Host): Promise<Answer> {
  const progress = formatProgress(host);
  const found = await inspectFile(file, { registry: installed, signal: host.signal, onProgress: progress.show });
  progress.clear();
  if (!found.ok) return snapshotFailure(found.error, host);
  const name = path.relative(host.base, file);
  return found.value.header === undefined ? foreignInfo(name, found.value) : snapshotInfo(name, found.value);
}

/** What an import of the file would give. */
function foreignInfo(file: string, found: Extract<InspectedFile, { header?: undefined }>): Answer {
  const { format, block, stateRoot, counts, omitted, assumed, checks } = found;
  const report = { file, format, block, stateRoot, counts, omitted, assumed, checks };
  return {
    kind: 'report',
    exitCode: EXIT.ok,
    json: report,
    text: (layout) => foreignInfoText(report, layout),
    note: notes({ 'an import would not take over': omitted, 'an import would assume': assumed }),
  };
}

function snapshotInfo(file: string, found: Extract<InspectedFile, { format: 'snapshot' }>): Answer {
  const { version, header, trailer, contracts, checks } = found;
  const { program, config, block, accounts, history, stateRoot } = header;
  const report = {
    file,
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
