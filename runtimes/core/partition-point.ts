/**
 * How many entries from the beginning on are before something, by halves: of sorted entries the index of the first that is not.
 * `isBefore`: holds for some of the first entries and for none behind them.
 */
export function partitionPoint(length: number, isBefore: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the last entry that is not above the bound; -1: there is none. */
export function lastUpTo(ascending: ArrayLike<number>, bound: number): number {
  return partitionPoint(ascending.length, (at) => (ascending[at] ?? 0) <= bound) - 1;
}
