import { MerklePatriciaTrie } from '@ethereumjs/mpt';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accountId,
  balanceCell,
  codeCell,
  codeValue,
  emptyCell,
  epochCell,
  nonceCell,
  storageCell,
  type CellKey,
  type CellValue,
} from '../core/cell.ts';
import { ethereumRoot } from './ethereum-root.ts';
import { keccak256 } from '../rules/keccak.ts';
import { trieRoot } from './trie-root.ts';

const EMPTY_ROOT = '56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421';
const ALICE = accountId('a11ce'.padStart(40, '0'));
const rootOf = (...cells: [CellKey, CellValue][]): Promise<string> => ethereumRoot(cells);

test('the root is the one of the library’s trie', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.nat(100_000), { maxLength: 60 }),
      fc.array(fc.uint8Array({ minLength: 1, maxLength: 50 }), { minLength: 60, maxLength: 60 }),
      async (keys, values) => {
        const entries = keys.map((key, i) => ({
          key: keccak256(Uint8Array.of(key >> 16, key >> 8, key)),
          value: values[i] ?? new Uint8Array(1),
        }));
        const trie = new MerklePatriciaTrie();
        for (const { key, value } of entries) await trie.put(key, value);
        expect(trieRoot(entries)).toEqual(trie.root());
      },
    ),
    { numRuns: 50, seed: 1 },
  );
});

describe('the Ethereum root of cells', () => {
  test('nothing has the root of the empty trie', async () => {
    expect(await rootOf()).toBe(EMPTY_ROOT);
  });

  test('an account that exists although empty counts, one with an old epoch only does not', async () => {
    expect(await rootOf([emptyCell(ALICE), '1'])).not.toBe(EMPTY_ROOT);
    expect(await rootOf([epochCell(ALICE), '1'], [storageCell(ALICE, '', '0'.repeat(64)), '5'])).toBe(EMPTY_ROOT);
  });

  test('storage of epochs gone by does not count', async () => {
    const now: [CellKey, CellValue][] = [
      [nonceCell(ALICE), '1'],
      [epochCell(ALICE), '1'],
      [storageCell(ALICE, '1', '0'.repeat(64)), '5'],
    ];
    expect(await rootOf(...now, [storageCell(ALICE, '', '1'.repeat(64)), '7'])).toBe(await rootOf(...now));
  });

  test('accounts without an Ethereum address and storage of other runtimes do not count', async () => {
    const code: [CellKey, CellValue] = [codeCell(ALICE), codeValue('wasm', 'ab'.repeat(32))];
    const far = accountId('1'.repeat(64));
    expect(await rootOf(code, [balanceCell(far), '1'], [storageCell(ALICE, '', '0'.repeat(64)), '5'])).toBe(
      await rootOf(code),
    );
  });
});
