import { partitionPoint } from '../../core/partition-point.ts';

/** keccak-256 preimages by hash, and by the nearest hash below a slot: struct members and array elements lie above their hash. */
export interface Preimages {
  /** `hash`: 64 lower-case hex digits. */
  get(hash: string): Uint8Array | undefined;
  /** The greatest known hash that is not above the slot (64 hex digits). */
  floor?(slot: string): string | undefined;
}

export interface PreimageIndex extends Required<Preimages> {
  add(hash: string, preimage: Uint8Array): void;
  readonly size: number;
}

export function createPreimageIndex(entries: Iterable<readonly [string, Uint8Array]> = []): PreimageIndex {
  const known = new Map<string, Uint8Array>(entries);
  // Sorted when first asked: names are wanted after a run, hashes come in during it.
  let sorted: string[] | undefined;
  return {
    add: (hash, preimage) => {
      if (!known.has(hash)) sorted = undefined;
      known.set(hash, preimage);
    },
    get: (hash) => known.get(hash),
    floor: (slot) => floorOf((sorted ??= [...known.keys()].sort()), slot),
    get size() {
      return known.size;
    },
  };
}

const sortedKeys = new WeakMap<ReadonlyMap<string, Uint8Array>, string[]>();

/** The same of a table that others add to: what they noted since is found too. */
export function livePreimages(entries: ReadonlyMap<string, Uint8Array> | Required<Preimages>): Required<Preimages> {
  if ('floor' in entries) return entries;
  return {
    get: (hash) => entries.get(hash),
    floor: (slot) => {
      let sorted = sortedKeys.get(entries);
      // Two runs in order, which sorting merges.
      if (sorted?.length !== entries.size)
        sortedKeys.set(
          entries,
          (sorted = [...(sorted ?? []), ...[...entries.keys()].slice(sorted?.length ?? 0).sort()].sort()),
        );
      return floorOf(sorted, slot);
    },
  };
}

/** The greatest that is not above the slot. */
function floorOf(sorted: readonly string[], slot: string): string | undefined {
  return sorted[partitionPoint(sorted.length, (at) => (sorted[at] ?? '') <= slot) - 1];
}
