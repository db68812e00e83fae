/** A state to look at: a snapshot, or a ledger file after one of its blocks. */
import { closeSync, openSync, readSync } from 'node:fs';
import type { LedgerConfig } from '../../core/block.ts';
import type { CellKey, CellValue } from '../../core/cell.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { CheckList, READ_CHECKS } from '../../ledger/snapshot/check-list.ts';
import type { CellStream } from '../../ledger/snapshot/diff-cells.ts';
import { failureOf, storageFailure, type SnapshotFailure } from '../../ledger/snapshot/failure.ts';
import { openFileSource } from '../../ledger/snapshot/file-source.ts';
import { readSnapshot } from '../../ledger/snapshot/read-snapshot.ts';
import type { SnapshotSource } from '../../ledger/snapshot/snapshot-source.ts';
import type { Place } from './place.ts';

export interface OpenState {
  readonly config: LedgerConfig;
  readonly block: number;
  /** undefined: it was not worked out yet. */
  readonly stateRoot: string | undefined;
  /** Once. A snapshot is checked meanwhile; what is wrong with it is thrown as SnapshotError. */
  readonly cells: CellStream;
  /** What accounts are called; of a snapshot, once all cells have been read. */
  labels(): ReadonlyMap<string, string>;
  close(): void;
}

/** Cells of a ledger file that are handed on at a time. */
const BATCH = 4_096;
const ZSTD = '28b52ffd';

export async function openState(place: Place, signal?: AbortSignal): Promise<Result<OpenState, SnapshotFailure>> {
  const { file, position } = place;
  const start = startOf(file);
  if (!start.ok) return start;
  if (start.value === ZSTD && position === undefined) return openSnapshot(file, signal);
  const source = openPlace(place);
  return source.ok ? ok(stateOf(source.value, signal)) : source;
}

/** A ledger file as something to export. */
export function openPlace({ file, position }: Place): Result<SnapshotSource, SnapshotFailure> {
  const source = openFileSource(file, position);
  if (source.ok) return source;
  const { message } = source.error;
  const advice = 'Name a ledger file, with @ and a branch, a number or a hash behind it where a past block is meant.';
  return err({ code: 'source', message: message.replace(`${file}: `, ''), file, advice, checks: [] });
}

function startOf(file: string): Result<string, SnapshotFailure> {
  try {
    const fd = openSync(file, 'r');
    try {
      const bytes = Buffer.alloc(4);
      return ok(bytes.toString('hex', 0, readSync(fd, bytes)));
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    return err(storageFailure(file, error));
  }
}

async function openSnapshot(
  file: string,
  signal: AbortSignal | undefined,
): Promise<Result<OpenState, SnapshotFailure>> {
  const checks = new CheckList(READ_CHECKS);
  try {
    const { header, records } = await readSnapshot(file, checks, { signal });
    const labels = new Map<string, string>();
    async function* cells(): AsyncGenerator<readonly (readonly [CellKey, CellValue])[]> {
      for await (const batch of records) {
        const cells: (readonly [CellKey, CellValue])[] = [];
        for (const record of batch) {
          if (record.kind === 'cell') cells.push([record.key, record.value]);
          else if (record.kind === 'contract') labels.set(record.account, record.name);
        }
        yield cells;
      }
    }
    const { config, block, stateRoot } = header;
    return ok({ config, block, stateRoot, cells: cells(), labels: () => labels, close: () => undefined });
  } catch (error) {
    return err(failureOf(file, error, checks.list));
  }
}

function stateOf(source: SnapshotSource, signal: AbortSignal | undefined): OpenState {
  async function* cells(): AsyncGenerator<readonly (readonly [CellKey, CellValue])[]> {
    let batch: (readonly [CellKey, CellValue])[] = [];
    for (const cell of source.cells()) {
      if (batch.push(cell) < BATCH) continue;
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
      yield batch;
      batch = [];
    }
    yield batch;
  }
  return {
    config: source.config,
    block: source.block,
    stateRoot: source.root,
    cells: cells(),
    labels: () => new Map(source.contracts.map(({ account, name }) => [account, name])),
    close: () => source.close(),
  };
}
