import { keccak_256 } from '@noble/hashes/sha3.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { seeded, type Random } from '../../core/random.ts';

/** The random stream of one purpose: independent of all others, so that a new entry changes no other entry's draws. */
export function stream(seed: number, ...purpose: readonly string[]): Random {
  const hash = keccak_256(utf8ToBytes(JSON.stringify(['interleave stream', seed, ...purpose])));
  const view = new DataView(hash.buffer, hash.byteOffset);
  return seeded(view.getUint32(0) * 2 ** 21 + (view.getUint32(4) >>> 11));
}
