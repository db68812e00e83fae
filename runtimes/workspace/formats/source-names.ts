/** What names the cells of a state, from what was noted in it. */
import type { AccountId, CellKey } from '../../core/cell.ts';
import { NeededPreimages } from '../../ledger/snapshot/needed-preimages.ts';
import type { PreimageSource, SnapshotSource } from '../../ledger/snapshot/snapshot-source.ts';
import type { Named } from '../run/name-cells.ts';

/** With all preimages that belong to it. */
export type SourceNamed = Named<ReadonlyMap<string, Uint8Array>>;

/** What names cells of a ledger file, for some of them at a time: each lot needs preimages of its own. */
export function sourceNamer(source: SnapshotSource): (keys: readonly CellKey[]) => SourceNamed {
  const contracts = named(source.contracts, (hash) => source.artifact(hash).json, new Map());
  return (keys) => ({ ...contracts, preimages: preimagesOf(source.preimages, keys) });
}

export interface NotedName {
  readonly account: AccountId;
  readonly name: string;
  readonly artifact: string;
}

/** Of an account that was noted more than once the newest comes last. */
export function named(
  contracts: readonly NotedName[],
  artifactOf: (hash: string) => string,
  preimages: ReadonlyMap<string, Uint8Array>,
): SourceNamed {
  const labels = new Map(contracts.map(({ account, name }) => [account, name]));
  const layouts = new Map(contracts.map(({ account, artifact }) => [account, layoutOf(artifactOf(artifact))]));
  return { labels, layouts, preimages };
}

/** What is in an artifact is its compiler's affair; one without a layout names nothing. */
function layoutOf(json: string): { readonly runtime: string; readonly storageLayout?: unknown } {
  try {
    const { runtime, storageLayout } = JSON.parse(json) as { readonly runtime?: unknown; storageLayout?: unknown };
    return { runtime: typeof runtime === 'string' ? runtime : '', storageLayout };
  } catch {
    return { runtime: '' };
  }
}

function preimagesOf(source: PreimageSource | undefined, keys: readonly CellKey[]): ReadonlyMap<string, Uint8Array> {
  if (source === undefined) return new Map();
  const needed = new NeededPreimages(source);
  try {
    for (const key of keys) needed.cell(key);
    return new Map(needed);
  } finally {
    needed.close();
  }
}
