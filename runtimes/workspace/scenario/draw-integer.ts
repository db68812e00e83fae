import { toHex } from '../../core/hex.ts';
import type { Random } from '../../core/random.ts';

const EXACT = 2n ** 53n;

/** Uniform in [lo, hi], of any size: beyond 53 bits by rejection, so that every value is as likely. */
export function drawInteger(random: Random, lo: bigint, hi: bigint): bigint {
  const bound = hi - lo + 1n;
  if (bound < EXACT) return lo + BigInt(random.below(Number(bound)));
  const bits = (bound - 1n).toString(2).length;
  const length = Math.ceil(bits / 8);
  for (;;) {
    const value = BigInt.asUintN(bits, BigInt(`0x${toHex(random.bytes(length))}`));
    if (value < bound) return lo + value;
  }
}
