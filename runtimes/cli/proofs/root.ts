import { installed } from '../../registry.ts';
import { openPlace } from '../../workspace/formats/open-state.ts';
import { stateRoots } from '../../workspace/proofs/state-roots.ts';
import type { Answer } from '../answer.ts';
import { EXIT } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { rootText } from '../report/proof-report.ts';
import { formatProgress } from '../snapshot/format-progress.ts';
import { snapshotFailure } from '../snapshot/snapshot-failure.ts';
import { placeAt } from './place-at.ts';

/** By the name of a foreign root: whether it is wanted. */
export type RootFlags = { readonly at?: string } & Readonly<Record<string, unknown>>;

export async function rootAnswer(ledger: string, flags: RootFlags, host: Host): Promise<Answer> {
  const place = placeAt(ledger, flags.at, host);
  if (!place.ok) return place.error;
  const source = openPlace(place.value);
  if (!source.ok) return snapshotFailure(source.error, host);
  const foreign = installed.runtimes
    .map(({ foreignRoot }) => foreignRoot)
    .filter((root) => root !== undefined)
    .filter(({ name }) => flags[name] === true);
  const progress = formatProgress(host);
  try {
    const found = await stateRoots(source.value, { foreign, signal: host.signal, onProgress: progress.show });
    progress.clear();
    if (!found.ok) return snapshotFailure(found.error, host);
    const report = { file: ledger, ...found.value };
    return { kind: 'report', exitCode: EXIT.ok, json: report, text: (layout) => rootText(report, layout) };
  } finally {
    progress.clear();
    source.value.close();
  }
}
