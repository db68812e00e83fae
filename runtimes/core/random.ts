/** A seeded source of randomness: the only one that anything replayable may use. */
export interface Random {
  /** Uniform in [0, bound), bound a positive safe integer. */
  below(bound: number): number;
  /** Uniform in [0, 1) with 53 bits. */
  real(): number;
  bytes(length: number): Uint8Array;
}

/**
 * xoshiro128** (Blackman, Vigna 2018, "Scrambled linear pseudorandom number generators"), seeded through splitmix32.
 * The sequence is part of the scenario format: equal seeds give equal workloads on every machine.
 */
export function seeded(seed: number): Random {
  let mix = seed >>> 0;
  // The high half of a seed above 2^32 must count as well.
  mix ^= Math.imul(Math.floor(seed / 2 ** 32) >>> 0, 0x9e3779b1);
  const split = (): number => {
    mix = (mix + 0x9e3779b9) >>> 0;
    let z = mix;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
  let a = split(),
    b = split(),
    c = split(),
    d = split() || 1;
  const next = (): number => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  const real = (): number => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53;
  return {
    real,
    below: (bound) => Math.floor(real() * bound),
    bytes: (length) => {
      const out = new Uint8Array(length);
      for (let i = 0; i < length; i += 4) {
        const word = next();
        for (let k = 0; k < 4 && i + k < length; k++) out[i + k] = word >>> (8 * k);
      }
      return out;
    },
  };
}
