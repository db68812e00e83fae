import { hash } from 'node:crypto';
import type { AccountId } from '../../core/cell.ts';
import { err, type Result } from '../../core/result.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { ledgerSource } from '../../ledger/snapshot/ledger-source.ts';
import type { SnapshotSource } from '../../ledger/snapshot/snapshot-source.ts';
import type { SqliteLedger } from '../../ledger/sqlite-ledger.ts';
import type { ContractNote } from '../../ledger/store/store-protocol.ts';
import type { Registry } from '../../registry.ts';
import { formatToWrite } from '../formats/formats.ts';
import { openPlace } from '../formats/open-state.ts';
import type { ExportReport } from '../formats/state-format.ts';

export interface ExportEnd {
  readonly ledger: Ledger;
  /** The same, where it is a file. */
  readonly file: SqliteLedger | undefined;
  /** What a ledger in memory does not know itself. */
  readonly contracts: readonly ContractNote[];
  readonly preimages: ReadonlyMap<string, Uint8Array>;
}

/** Writes the state that a run has led to, in the format of the file's ending; a file that is there is replaced. */
export async function exportEnd(
  end: ExportEnd,
  file: string,
  registry: Registry,
  signal: AbortSignal | undefined,
): Promise<Result<ExportReport, string>> {
  const format = formatToWrite(file, registry);
  if (!format.ok) return err(`${file}: ${format.error}`);
  const source = await sourceOf(end);
  if (!source.ok) return source;
  try {
    const done = await format.value.export({ source: source.value, file, registry, replace: true, signal });
    return done.ok ? done : err(`${file}: ${done.error.message}. ${done.error.advice}`);
  } finally {
    source.value.close();
  }
}

async function sourceOf({ ledger, file, contracts, preimages }: ExportEnd): Promise<Result<SnapshotSource, string>> {
  if (file !== undefined) {
    const source = openPlace({ file: file.file, position: undefined });
    return source.ok ? source : err(source.error.message);
  }
  const artifacts = new Map<
    string,
    { runtime: string; contract: string; source: string; compiler: string; json: string }
  >();
  const named = contracts.map(({ account, name, ...artifact }) => {
    const digest = hash('sha256', artifact.json, 'hex');
    artifacts.set(digest, artifact);
    return { account: account as AccountId, name, artifact: digest };
  });
  const source = await ledgerSource(ledger, { contracts: named, artifacts, preimages });
  return source.ok ? source : err(source.error.message);
}
