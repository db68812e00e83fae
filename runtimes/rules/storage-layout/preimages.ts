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
    floor: (slot) => {
      sorted ??= [...known.keys()].sort();
      let low = 0;
      let high = sorted.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((sorted[middle] ?? '') <= slot) low = middle + 1;
        else high = middle;
      }
      return sorted[low - 1];
    },
    get size() {
      return known.size;
    },
  };
}
