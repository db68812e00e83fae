import { RLP } from '@ethereumjs/rlp';
import { bigIntToUnpaddedBytes, concatBytes } from '@ethereumjs/util';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { accountId, type AccountId } from '../../core/cell.ts';
import { fromHex, toHex } from '../../core/hex.ts';
import type { Authorization, Transaction } from '../../core/transaction.ts';
import { RUNTIME } from '../manifest.ts';
import { keccak256 } from '../../rules/keccak.ts';
import { number, type FixtureAuthorization, type FixtureTransaction, type Indexes } from './fixture.ts';

const HALF_ORDER = secp256k1.Point.Fn.ORDER / 2n;
const AUTHORIZATION_MAGIC = Uint8Array.of(5);

/** The transaction that a fixture means by one combination of indexes. @throws RangeError for indexes or hex that make no sense */
export function toTransaction(fixture: FixtureTransaction, { data, gas, value }: Indexes): Transaction {
  const accessList = fixture.accessLists?.[data] ?? undefined;
  const price = fixture.gasPrice;
  return {
    from: senderOf(fixture),
    to: fixture.to === '' ? null : accountId(fixture.to),
    runtime: RUNTIME,
    nonce: number(fixture.nonce),
    value: number(at(fixture.value, value, 'value')),
    data: fromHex(at(fixture.data, data, 'data')),
    gasLimit: number(at(fixture.gasLimit, gas, 'gasLimit')),
    maxFeePerGas: number(fixture.maxFeePerGas ?? price),
    maxPriorityFeePerGas: number(fixture.maxPriorityFeePerGas ?? price),
    type: typeOf(fixture, accessList !== undefined),
    ...(accessList === undefined
      ? {}
      : {
          accessList: accessList.map(({ address, storageKeys }) => ({
            account: accountId(address),
            slots: storageKeys.map(word),
          })),
        }),
    ...(fixture.blobVersionedHashes === undefined
      ? {}
      : { blobHashes: fixture.blobVersionedHashes.map(word), maxFeePerBlobGas: number(fixture.maxFeePerBlobGas) }),
    ...(fixture.authorizationList === undefined
      ? {}
      : { authorizations: fixture.authorizationList.map(authorizationOf) }),
  };
}

function typeOf(fixture: FixtureTransaction, hasAccessList: boolean): number {
  if (fixture.authorizationList !== undefined) return 4;
  if (fixture.blobVersionedHashes !== undefined || fixture.maxFeePerBlobGas !== undefined) return 3;
  if (fixture.maxFeePerGas !== undefined) return 2;
  return hasAccessList ? 1 : 0;
}

function at(values: readonly string[], index: number, name: string): string {
  const value = values[index];
  if (value === undefined) throw new RangeError(`transaction.${name} has no entry ${index}`);
  return value;
}

const word = (hex: string): string => number(hex).toString(16).padStart(64, '0');

const addressOfKey = (publicKey: Uint8Array): AccountId =>
  accountId(toHex(keccak256(publicKey.subarray(1)).subarray(12)));

function senderOf({ sender, secretKey }: FixtureTransaction): AccountId {
  if (sender !== undefined) return accountId(sender);
  if (secretKey === undefined) throw new RangeError('transaction has neither sender nor secretKey');
  return addressOfKey(secp256k1.getPublicKey(fromHex(secretKey), false));
}

function authorizationOf(signed: FixtureAuthorization): Authorization {
  const address = accountId(signed.address);
  const chainId = number(signed.chainId);
  const nonce = number(signed.nonce);
  const authority = authorityOf(signed, chainId, nonce);
  return { chainId, address, nonce, ...(authority === undefined ? {} : { authority }) };
}

/** Who signed an EIP-7702 authorization; undefined where the signature is none. */
function authorityOf(signed: FixtureAuthorization, chainId: bigint, nonce: bigint): AccountId | undefined {
  const r = number(signed.r);
  const s = number(signed.s);
  const parity = number(signed.yParity ?? signed.v);
  if (s > HALF_ORDER || (parity !== 0n && parity !== 1n)) return undefined;
  const fields = RLP.encode([bigIntToUnpaddedBytes(chainId), fromHex(signed.address), bigIntToUnpaddedBytes(nonce)]);
  try {
    const signature = new secp256k1.Signature(r, s, Number(parity));
    return addressOfKey(signature.recoverPublicKey(keccak256(concatBytes(AUTHORIZATION_MAGIC, fields))).toBytes(false));
  } catch {
    // The only way the library says that no key fits.
    return undefined;
  }
}
