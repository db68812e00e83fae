import { partitionPoint } from '../../core/partition-point.ts';
import type { Random } from '../../core/random.ts';
import { SKEW_STEP } from './defaults.ts';

/** Draws indices below `count` with weight 1 / (index + 1) ** skew: Zipf's law. @param skew a multiple of SKEW_STEP. */
export function zipf(count: number, skew: number): (random: Random) => number {
  const cumulative = new Float64Array(count);
  let total = 0;
  for (let i = 0; i < count; i++) cumulative[i] = total += 1 / power(i + 1, skew);
  return (random) => {
    const point = random.real() * total;
    return partitionPoint(count - 1, (at) => (cumulative[at] ?? total) <= point);
  };
}

/** By roots and products alone: of other powers engines may round the last digit differently. */
function power(base: number, exponent: number): number {
  let result = 1;
  const quarters = Math.round(exponent / SKEW_STEP);
  for (let n = 4; n <= quarters; n += 4) result *= base;
  const root = Math.sqrt(Math.sqrt(base));
  for (let n = 0; n < quarters % 4; n++) result *= root;
  return result;
}
