import { RLP } from '@ethereumjs/rlp';
import type { AccountId } from '../core/cell.ts';
import { bytesOfQuantity, decodeHex, quantity, toHex } from '../core/hex.ts';
import { keccak256 } from './keccak.ts';

const addressIn = (hash: Uint8Array): AccountId => toHex(hash.subarray(12)) as AccountId;

/** The address of what `creator` creates with its nonce at `nonce`. */
export const createAddress = (creator: AccountId, nonce: bigint): AccountId =>
  addressIn(keccak256(RLP.encode([decodeHex(creator), bytesOfQuantity(quantity(nonce))])));

/** EIP-1014. `salt`: 32 bytes. */
export function create2Address(creator: AccountId, salt: Uint8Array, initCode: Uint8Array): AccountId {
  const initHash = keccak256(initCode);
  const message = new Uint8Array(85);
  message[0] = 0xff;
  message.set(decodeHex(creator), 1);
  message.set(salt, 21);
  message.set(initHash, 53);
  return addressIn(keccak256(message));
}
