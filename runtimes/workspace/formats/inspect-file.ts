import { err, ok, type Result } from '../../core/result.ts';
import type { Check } from '../../ledger/snapshot/check-list.ts';
import type { SnapshotFailure } from '../../ledger/snapshot/failure.ts';
import { inspectSnapshot, type Inspected } from '../../ledger/snapshot/inspect-snapshot.ts';
import type { Registry } from '../../registry.ts';
import { formatToRead } from './formats.ts';
import { importAside } from './import-aside.ts';
import { snapshotFormat } from './snapshot-format.ts';
import type { Carried, FormatProgress } from './state-format.ts';

/** What a file that carries a state holds, all of it read and checked. */
export type InspectedFile =
  | ({ readonly format: 'snapshot' } & Inspected)
  /** Of another format: what an import of it would give. */
  | ({ readonly format: string; readonly header?: undefined } & Carried & {
        readonly checks: readonly Check[];
        readonly assumed: readonly string[];
      });

export interface InspectOptions {
  readonly registry: Registry;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: FormatProgress | undefined;
}

/** @param file absolute path. Nothing is changed or left anywhere. */
export async function inspectFile(
  file: string,
  { registry, signal, onProgress }: InspectOptions,
): Promise<Result<InspectedFile, SnapshotFailure>> {
  const format = formatToRead(file, registry);
  if (!format.ok) return format;
  if (format.value === snapshotFormat) {
    const found = await inspectSnapshot(file, {
      signal,
      onProgress: (done, total) => onProgress?.('reading bytes', done, total),
    });
    return found.ok ? ok({ ...found.value, format: 'snapshot' as const }) : found;
  }
  const read = await importAside(file, registry, { signal, onProgress });
  if (!read.ok) return err(read.error);
  const { format: name, report, discard } = read.value;
  discard();
  const { block, stateRoot, counts, omitted, assumed } = report;
  const checks = report.checks.filter(({ name: check }) => check !== 'ledger');
  return ok({ format: name, block, stateRoot, counts, omitted, assumed, checks });
}
