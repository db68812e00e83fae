import { RLP } from '@ethereumjs/rlp';

/** rlp([address, nonce]), whose keccak-256 ends in the address of the contract that a creation makes. */
export const rlp = (address: Uint8Array, nonce: number): Uint8Array =>
  RLP.encode([address, nonce === 0 ? new Uint8Array() : nonce]);
