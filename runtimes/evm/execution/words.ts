/** 256-bit words in bytes, big-endian. */

const QUAD = 64n;
const LIMIT = 2n ** QUAD;

export function readWord(bytes: Uint8Array, at: number): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, 32);
  const low = view.getBigUint64(24);
  const high = view.getBigUint64(0);
  const upper = view.getBigUint64(8);
  const lower = view.getBigUint64(16);
  if (high === 0n && upper === 0n && lower === 0n) return low;
  return (((high << QUAD) | upper) << (QUAD * 2n)) | (lower << QUAD) | low;
}

export function writeWord(bytes: Uint8Array, at: number, word: bigint): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, 32);
  // setBigUint64 keeps the low 64 bits by itself.
  view.setBigUint64(24, word);
  const small = word < LIMIT;
  view.setBigUint64(16, small ? 0n : word >> QUAD);
  view.setBigUint64(8, small ? 0n : word >> (QUAD * 2n));
  view.setBigUint64(0, small ? 0n : word >> (QUAD * 3n));
}
