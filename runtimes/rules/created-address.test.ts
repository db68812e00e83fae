import { getContractAddress } from 'viem';
import { expect, test } from 'vitest';
import { accountId } from '../core/cell.ts';
import { fromHex } from '../core/hex.ts';
import { create2Address, createAddress } from './created-address.ts';

const CREATOR = accountId('6ac7ea33f8831ea9dcc53393aaa88b25a785dbf0');

// Addresses of mainnet.
test.each([
  [0n, 'cd234a471b72ba2f1ccf0a70fcaba648a5eecd8d'],
  [1n, '343c43a37d37dff08ae8c4a11544c718abb4fcf8'],
  [2n, 'f778b86fa74e846c4f0a1fbd1335fe81c00a0c91'],
  [3n, 'fffd933a0bc612844eaf0c6fe3e5b8e9b6c1d19c'],
])('what is created with nonce %s', (nonce, address) => {
  expect(createAddress(CREATOR, nonce)).toBe(address);
});

test.each([0n, 127n, 128n, 255n, 256n, 2n ** 32n, 2n ** 64n - 2n])("nonce %s: as viem's", (nonce) => {
  const theirs = getContractAddress({ from: `0x${CREATOR}`, nonce });
  expect(createAddress(CREATOR, nonce)).toBe(theirs.slice(2).toLowerCase());
});

test.each([
  ['00'.repeat(20), '00'.repeat(32), '00', '4d1a2e2bb4f88f0250f26ffff098b0b30b26bf38'],
  ['deadbeef'.padEnd(40, '0'), '00'.repeat(32), '00', 'b928f69bb1d91cd65274e3c79d8986362984fda3'],
  ['deadbeef'.padStart(40, '0'), 'cafebabe'.padStart(64, '0'), 'deadbeef', '60f3f640a8508fc6a86d45df051962668e1e8ac7'],
  ['00'.repeat(20), '00'.repeat(32), '', 'e33c0c7f7df4809055c3eba6c09cfe4baf1bd9e0'],
])("EIP-1014's examples: %s, salt %s, init code %j", (creator, salt, initCode, address) => {
  expect(create2Address(accountId(creator), fromHex(salt), fromHex(initCode))).toBe(address);
});
