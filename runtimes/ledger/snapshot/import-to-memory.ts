import { err, ok, type Result } from '../../core/result.ts';
import type { CellKey, CellValue } from '../../core/cell.ts';
import type { CodeBlob } from '../../core/effects.ts';
import type { Ledger } from '../ledger.ts';
import { createMemoryLedger } from '../memory-ledger.ts';
import { CheckList, READ_CHECKS, type Check } from './check-list.ts';
import { CodeUses, type CodeVerifier } from './code-uses.ts';
import { failureOf, type SnapshotFailure } from './failure.ts';
import type { ArtifactRecord, SnapshotHeader, SnapshotTrailer } from './format.ts';
import type { LedgerNotes } from './ledger-source.ts';
import type { ReadOptions } from './read-lines.ts';
import { readSnapshot } from './read-snapshot.ts';

export interface ImportedToMemory {
  readonly ledger: Ledger;
  readonly notes: LedgerNotes;
  readonly header: SnapshotHeader;
  readonly trailer: SnapshotTrailer;
  readonly checks: readonly Check[];
}

export interface MemoryImportOptions extends ReadOptions {
  readonly file: string;
  readonly verifyCode?: CodeVerifier | undefined;
}

/** A ledger in memory that begins with a snapshot's state. A history in it is checked and left out: such a ledger has no past. */
export async function importToMemory(options: MemoryImportOptions): Promise<Result<ImportedToMemory, SnapshotFailure>> {
  const { file, verifyCode } = options;
  const checks = new CheckList([...READ_CHECKS, 'runtimes']);
  const cells: [CellKey, CellValue][] = [];
  const codes = new Map<string, CodeBlob>();
  // Of an account that was noted more than once the newest comes last.
  const contracts = new Map<string, LedgerNotes['contracts'][number]>();
  const artifacts = new Map<string, Omit<ArtifactRecord, 'kind' | 'hash'>>();
  const preimages = new Map<string, Uint8Array>();
  try {
    const reading = await readSnapshot(file, checks, options);
    for await (const batch of reading.records) {
      for (const record of batch) {
        if (record.kind === 'cell') cells.push([record.key, record.value]);
        else if (record.kind === 'code') codes.set(record.hash, record);
        else if (record.kind === 'preimage') preimages.set(record.hash, record.bytes);
        else if (record.kind === 'artifact') artifacts.set(record.hash, artifactOf(record));
        else if (record.kind === 'contract')
          contracts.set(record.account, { account: record.account, name: record.name, artifact: record.artifact });
      }
    }
    const { header } = reading;
    const trailer = reading.trailer();
    const uses = new CodeUses(header.config);
    for (const [key, value] of cells) uses.note(key, value);
    await uses.verify(verifyCode, (hash) => codes.get(hash)?.bytes, { file, checks, signal: options.signal });
    const { config, block: number } = header;
    const ledger = createMemoryLedger({ config, genesis: { cells, codes: codes.values(), number } });
    const notes = { contracts: [...contracts.values()], artifacts, preimages };
    return ok({ ledger, notes, header, trailer, checks: checks.list });
  } catch (error) {
    return err(failureOf(file, error, checks.list));
  }
}

const artifactOf = ({ runtime, contract, source, compiler, json }: ArtifactRecord) => ({
  runtime,
  contract,
  source,
  compiler,
  json,
});
