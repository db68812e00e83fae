import { createKeccak } from 'hash-wasm';

export type Hash = (message: Uint8Array) => Uint8Array;

/**
 * keccak-256 as Wasm: seven times as fast as the JavaScript one on a mapping key. Loading is asynchronous, hashing is not, so it is
 * loaded where this module is.
 */
const hasher = await createKeccak(256);

export const keccak256: Hash = (message) => hasher.init().update(message).digest('binary');
