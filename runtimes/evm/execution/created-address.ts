import { RLP } from '@ethereumjs/rlp';
import { Address, bigIntToUnpaddedBytes, concatBytes } from '@ethereumjs/util';
import { keccak256 } from './keccak.ts';

const CREATE2 = Uint8Array.of(0xff);

/** The address of what `creator` creates with its nonce at `nonce`. */
export const createAddress = (creator: Address, nonce: bigint): Address =>
  new Address(keccak256(RLP.encode([creator.bytes, bigIntToUnpaddedBytes(nonce)])).subarray(12));

/** EIP-1014. */
export const create2Address = (creator: Address, salt: Uint8Array, initCode: Uint8Array): Address =>
  new Address(keccak256(concatBytes(CREATE2, creator.bytes, salt, keccak256(initCode))).subarray(12));
