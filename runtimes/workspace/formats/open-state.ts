/** A state to look at: a snapshot, or a ledger file after one of its blocks. */
import type { LedgerConfig } from '../../core/block.ts';
import type { CellKey, CellValue } from '../../core/cell.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { breath } from '../../ledger/breath.ts';
import { CheckList, READ_CHECKS } from '../../ledger/snapshot/check-list.ts';
import type { CellStream } from '../../ledger/snapshot/diff-cells.ts';
import { failureOf, stopIfCancelled, storageFailure, type SnapshotFailure } from '../../ledger/snapshot/failure.ts';
import { openFileSource } from '../../ledger/snapshot/file-source.ts';
import { readSnapshot } from '../../ledger/snapshot/read-snapshot.ts';
import type { SnapshotSource } from '../../ledger/snapshot/snapshot-source.ts';
import type { Registry } from '../../registry.ts';
import { isLedgerFile, startOf, ZSTD } from './file-start.ts';
import { formatToRead } from './formats.ts';
import { importAside } from './import-aside.ts';
import type { Place } from './place.ts';
import { named, sourceNamer, type NotedName, type SourceNamed } from './source-names.ts';

export interface OpenState {
  readonly config: LedgerConfig;
  readonly block: number;
  /** undefined: it was not worked out yet. */
  readonly stateRoot: string | undefined;
  /** Once. A snapshot is checked meanwhile; what is wrong with it is thrown as SnapshotError. */
  readonly cells: CellStream;
  /** What names these cells; of a snapshot, once all cells have been read. */
  names(keys: readonly CellKey[]): SourceNamed;
  close(): void;
}

/** Cells of a ledger file that are handed on at a time. */
const BATCH = 4_096;

/** Preimages of a snapshot that are kept to name what differs; there may be one for each cell. */
const MOST_PREIMAGES = 100_000;

export interface OpenOptions {
  readonly registry: Registry;
  readonly signal?: AbortSignal | undefined;
  /** Of a file that does not say of which chain it is: the configuration to compare it with. */
  readonly like?: LedgerConfig | undefined;
}

/** @param place a ledger file or another file that carries a state, which has no history. */
export async function openState(
  place: Place,
  { registry, signal, like }: OpenOptions,
): Promise<Result<OpenState, SnapshotFailure>> {
  const { file, position } = place;
  let start: string;
  try {
    start = startOf(file, ZSTD.length / 2);
  } catch (error) {
    return err(storageFailure(file, error));
  }
  if (start === ZSTD && position === undefined) return openSnapshot(file, signal);
  if (isLedgerFile(file) || position !== undefined || !isForeign(file, registry)) {
    const source = openPlace(place);
    return source.ok ? ok(stateOf(source.value, signal)) : source;
  }
  const aside = await importAside(file, registry, { assume: like, signal });
  if (!aside.ok) return aside;
  const source = openPlace({ file: aside.value.ledger, position: undefined });
  if (!source.ok) {
    aside.value.discard();
    return source;
  }
  const state = stateOf(source.value, signal);
  return ok({
    ...state,
    close: () => {
      state.close();
      aside.value.discard();
    },
  });
}

/** Whether it carries a state; else it is more likely meant to be a ledger. */
const isForeign = (file: string, registry: Registry): boolean => formatToRead(file, registry).ok;

/** A ledger file as something to export. */
export function openPlace({ file, position }: Place): Result<SnapshotSource, SnapshotFailure> {
  const source = openFileSource(file, position);
  if (source.ok) return source;
  const { message } = source.error;
  const advice = 'Name a ledger file, with @ and a branch, a number or a hash behind it where a past block is meant.';
  return err({
    code: 'source',
    message: message.replace(`${file}: `, '').replace(file, 'it'),
    file,
    advice,
    checks: [],
  });
}

async function openSnapshot(
  file: string,
  signal: AbortSignal | undefined,
): Promise<Result<OpenState, SnapshotFailure>> {
  const checks = new CheckList(READ_CHECKS);
  try {
    const { header, records } = await readSnapshot(file, checks, { signal });
    const artifacts = new Map<string, string>();
    const contracts: NotedName[] = [];
    const preimages = new Map<string, Uint8Array>();
    async function* cells(): AsyncGenerator<readonly (readonly [CellKey, CellValue])[]> {
      for await (const batch of records) {
        const cells: (readonly [CellKey, CellValue])[] = [];
        for (const record of batch) {
          if (record.kind === 'cell') cells.push([record.key, record.value]);
          else if (record.kind === 'artifact') artifacts.set(record.hash, record.json);
          else if (record.kind === 'contract') contracts.push(record);
          else if (record.kind === 'preimage' && preimages.size < MOST_PREIMAGES)
            preimages.set(record.hash, record.bytes);
        }
        yield cells;
      }
    }
    const { config, block, stateRoot } = header;
    const names = (): SourceNamed => named(contracts, (hash) => artifacts.get(hash) ?? '{}', preimages);
    return ok({ config, block, stateRoot, cells: cells(), names, close: () => undefined });
  } catch (error) {
    return err(failureOf(file, error, checks.list));
  }
}

function stateOf(source: SnapshotSource, signal: AbortSignal | undefined): OpenState {
  async function* cells(): AsyncGenerator<readonly (readonly [CellKey, CellValue])[]> {
    let batch: (readonly [CellKey, CellValue])[] = [];
    for (const cell of source.cells()) {
      if (batch.push(cell) < BATCH) continue;
      await breath();
      stopIfCancelled(source.name, signal);
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
    names: (keys) => sourceNamer(source)(keys),
    close: () => source.close(),
  };
}
