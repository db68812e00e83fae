import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../core/hex.ts';
import { accountId } from '../../core/cell.ts';
import { sha256 } from '@noble/hashes/sha2.js';
import { TestLedger } from './lane.testkit.ts';
import { verifyProof } from './kzg.ts';

const INFINITY = `0xc0${'00'.repeat(47)}`;
const word = (n: bigint): string => `0x${n.toString(16).padStart(64, '0')}`;
const MODULUS = 52435875175126190479447740508185965837690552500527637822603658699938581184513n;

// Committing to the constant polynomial 2 gives 2 G1, and every opening of it the proof at infinity.
const TWO_G1 = '0xa572cbea904d67468808c8eb50a9450c9721db309128012543902d0ac358a62ae28f75bb8f1c7c42c39a8c5529bf0f4e';

test('openings of constant polynomials', () => {
  expect(verifyProof(INFINITY, word(5n), word(0n), INFINITY)).toBe(true);
  expect(verifyProof(INFINITY, word(5n), word(1n), INFINITY)).toBe(false);
  expect(verifyProof(TWO_G1, word(7n), word(2n), INFINITY)).toBe(true);
  expect(verifyProof(TWO_G1, word(7n), word(3n), INFINITY)).toBe(false);
});

test.each([
  ['z', INFINITY, word(MODULUS), word(0n), INFINITY],
  ['y', INFINITY, word(0n), word(MODULUS), INFINITY],
  ['commitment', `0x${'11'.repeat(48)}`, word(0n), word(0n), INFINITY],
  ['proof', INFINITY, word(0n), word(0n), `0x${'ff'.repeat(48)}`],
])('%s that is out of range is an error of its own', (_name, commitment, z, y, proof) => {
  expect(() => verifyProof(commitment, z, y, proof)).toThrow(/C_KZG_BADARGS/);
});

test('the precompile answers with the constants of EIP-4844', async () => {
  const commitment = fromHex(TWO_G1);
  const versioned = toHex(sha256(commitment)).replace(/^../, '01');
  const data = fromHex(versioned + word(7n).slice(2) + word(2n).slice(2) + toHex(commitment) + INFINITY.slice(2));
  const { outcome } = await new TestLedger('cancun').run({ to: accountId(`${'0'.repeat(39)}a`), data });
  expect(outcome).toEqual({
    status: 'success',
    output: fromHex(word(4096n).slice(2) + MODULUS.toString(16).padStart(64, '0')),
  });
});
