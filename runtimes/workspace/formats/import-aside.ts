/** A file of another format taken in as a ledger that nobody keeps, to look at or to begin from. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { err, ok, type Result } from '../../core/result.ts';
import type { SnapshotFailure } from '../../ledger/snapshot/failure.ts';
import type { Registry } from '../../registry.ts';
import { formatToRead } from './formats.ts';
import type { ImportReport, ImportRequest } from './state-format.ts';

export interface Aside {
  /** Absolute path of the ledger file. */
  readonly ledger: string;
  readonly format: string;
  readonly report: ImportReport;
  /** Takes the ledger file away. */
  discard(): void;
}

export async function importAside(
  file: string,
  registry: Registry,
  options: Pick<ImportRequest, 'assume' | 'trustedFor' | 'signal' | 'onProgress'> = {},
): Promise<Result<Aside, SnapshotFailure>> {
  const format = formatToRead(file, registry);
  if (!format.ok) return format;
  const { name, import: importFile } = format.value;
  if (typeof importFile === 'string')
    return err({
      code: 'refused',
      message: importFile,
      file,
      advice: 'Export a snapshot where it is to be read again.',
      checks: [],
    });
  const folder = mkdtempSync(join(tmpdir(), 'interleave-aside-'));
  const discard = (): void => rmSync(folder, { recursive: true, force: true });
  const ledger = join(folder, 'aside.ledger');
  try {
    const report = await importFile({ file, ledger, registry, ...options });
    if (report.ok) return ok({ ledger, format: name, report: report.value, discard });
    discard();
    return report;
  } catch (error) {
    discard();
    throw error;
  }
}
