import type { Random } from '../../core/random.ts';

/** Draws indices below `count` with weight 1 / (index + 1): Zipf's law with s = 1. */
export function zipf(count: number): (random: Random) => number {
  const cumulative = new Float64Array(count);
  let total = 0;
  for (let i = 0; i < count; i++) cumulative[i] = total += 1 / (i + 1);
  return (random) => {
    const point = random.real() * total;
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((cumulative[middle] ?? total) > point) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
