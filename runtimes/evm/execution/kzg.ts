/**
 * Point evaluation (EIP-4844). A single opening needs one point of the trusted setup only, so nothing has to be loaded:
 * kzg-wasm takes seconds to prepare tables for proving, which contracts never do.
 */
import type { CustomCrypto } from '@ethereumjs/common';
import { bls12_381 } from '@noble/curves/bls12-381.js';
import { fromHex } from '../../core/hex.ts';

type Kzg = NonNullable<CustomCrypto['kzg']>;

/** [tau]G2 of the KZG ceremony of 2023, `g2_monomial[1]` of the consensus specifications' mainnet trusted setup. */
const TAU_G2 =
  'b5bfd7dd8cdeb128843bc287230af38926187075cbfbefa81009a2ce615ac53d2914e5870cb452d2afaaab24f3499f72' +
  '185cbfee53492714734429b7b38608e23926c911cceceac9a36851477ba4c60b087041de621000edc98edada20c1def2';

const G1 = bls12_381.G1.Point;
const G2 = bls12_381.G2.Point;
const { Fp12 } = bls12_381.fields;
const MODULUS = bls12_381.fields.Fr.ORDER;

/** The library takes this word in a message for "bad arguments" instead of "proof not valid"; both fail the call. */
class BadArguments extends Error {
  constructor(what: string) {
    super(`C_KZG_BADARGS: ${what}`);
  }
}

/** `verify_kzg_proof_impl` of the consensus specifications. Arguments are hex with prefix, 48 or 32 bytes. @throws BadArguments */
export function verifyProof(commitment: string, z: string, y: string, proof: string): boolean {
  const at = scalar(z, 'z');
  const value = scalar(y, 'y');
  const c = point(commitment, 'commitment');
  const p = point(proof, 'proof');
  // e(C - y G1, -G2) e(proof, [tau - z] G2) = 1
  const left = c.subtract(G1.BASE.multiplyUnsafe(value));
  const right = G2.fromHex(TAU_G2).subtract(G2.BASE.multiplyUnsafe(at));
  const pairs = [
    { g1: left, g2: G2.BASE.negate() },
    { g1: p, g2: right },
  ].filter(({ g1, g2 }) => !g1.is0() && !g2.is0());
  if (pairs.length === 0) return true;
  return Fp12.eql(bls12_381.pairingBatch(pairs), Fp12.ONE);
}

function scalar(hex: string, name: string): bigint {
  const value = BigInt(hex);
  if (value >= MODULUS) throw new BadArguments(`${name} is not a field element`);
  return value;
}

function point(hex: string, name: string): InstanceType<typeof G1> {
  try {
    const decoded = G1.fromBytes(fromHex(hex));
    if (!decoded.is0()) decoded.assertValidity();
    return decoded;
  } catch {
    throw new BadArguments(`${name} is not a point of G1`);
  }
}

/** The one function of the interface that execution calls. */
export const kzg = { verifyProof } as unknown as Kzg;
