import type { LedgerConfig } from '../../core/block.ts';
import type { Result } from '../../core/result.ts';
import type { SnapshotFailure } from '../../ledger/snapshot/failure.ts';
import { installed } from '../../registry.ts';
import { diffStates, type StateDiff } from '../../workspace/formats/diff-states.ts';
import { openState, type OpenState } from '../../workspace/formats/open-state.ts';
import { placeOf } from '../../workspace/formats/place.ts';
import type { Answer } from '../answer.ts';
import { EXIT } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { diffText } from '../report/snapshot-report.ts';
import { snapshotFailure } from './snapshot-failure.ts';
import { formatProgress } from './format-progress.ts';

export async function diffAnswer(first: string, second: string, limit: number, host: Host): Promise<Answer> {
  const progress = formatProgress(host);
  const open = (text: string, like?: LedgerConfig): Promise<Result<OpenState, SnapshotFailure>> =>
    openState(placeOf(text, host.base), { registry: installed, signal: host.signal, like });
  const before = await open(first);
  if (!before.ok) return snapshotFailure(before.error, host);
  const after = await open(second, before.value.config);
  if (!after.ok) {
    before.value.close();
    return snapshotFailure(after.error, host);
  }
  const found = await diffStates(before.value, after.value, {
    limit,
    registry: installed,
    onProgress: (cells) => progress.show('differing cells', cells, undefined),
  });
  progress.clear();
  if (!found.ok) return snapshotFailure(found.error, host);
  const report = { first, second, ...(found.value satisfies StateDiff) };
  return { kind: 'report', exitCode: EXIT.ok, json: report, text: (layout) => diffText(report, layout) };
}
