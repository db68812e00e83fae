import { MerklePatriciaTrie } from '@ethereumjs/mpt';
import { RLP } from '@ethereumjs/rlp';
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
} from '../../core/cell.ts';
import { ethereumRoot, ethereumStateRoot } from './ethereum-root.ts';
import { bytesOfQuantity, decodeHex, quantity, toHex } from '../../core/hex.ts';
import { RUNTIME } from '../manifest.ts';
import { keccak256 } from '../../rules/keccak.ts';
import { TrieRoot } from './trie-root.ts';

const EMPTY_ROOT = '56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421';
const BOB = accountId('b0b'.padStart(40, '0'));
const ALICE = accountId('a11ce'.padStart(40, '0'));
const rootOf = (...cells: [CellKey, CellValue][]): string => ethereumRoot(cells);

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
        const ours = new TrieRoot();
        for (const { key, value } of entries) {
          await trie.put(key, value);
          ours.add(key, value);
        }
        expect(ours.root()).toEqual(trie.root());
      },
    ),
    { numRuns: 50, seed: 1 },
  );
});

/** Accounts with storage, and each as the library's tries have it. */
test('the root of whole accounts is the one that the library’s tries give', async () => {
  const account = fc.record({
    balance: fc.bigInt(0n, 2n ** 256n - 1n),
    nonce: fc.bigInt(0n, 2n ** 64n - 1n),
    code: fc.option(fc.nat(9)),
    slots: fc.uniqueArray(fc.tuple(fc.nat(1_000), fc.bigInt(1n, 2n ** 256n - 1n)), {
      selector: ([slot]) => slot,
      maxLength: 12,
    }),
  });
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.nat(500).map(String), account, { maxKeys: 30 }), async (accounts) => {
      const world = new MerklePatriciaTrie({ useKeyHashing: true });
      const cells: [CellKey, CellValue][] = [];
      for (const [name, { balance, nonce, code, slots }] of Object.entries(accounts)) {
        const id = accountId(name.padStart(40, '0'));
        const storage = new MerklePatriciaTrie({ useKeyHashing: true });
        for (const [slot, value] of slots) {
          const digits = slot.toString(16).padStart(64, '0');
          await storage.put(decodeHex(digits), RLP.encode(bytesOfQuantity(quantity(value))));
          cells.push([storageCell(id, '3', digits), quantity(value)], [storageCell(id, '2', digits), '1']);
        }
        const hash = keccak256(code === null ? new Uint8Array(0) : Uint8Array.of(code));
        const fields = [bytesOfQuantity(quantity(nonce)), bytesOfQuantity(quantity(balance)), storage.root(), hash];
        await world.put(decodeHex(id), RLP.encode(fields));
        cells.push([balanceCell(id), quantity(balance)], [nonceCell(id), quantity(nonce)], [epochCell(id), '3']);
        cells.push([emptyCell(id), '1'], [codeCell(id), code === null ? '' : codeValue(RUNTIME, toHex(hash))]);
      }
      expect(ethereumRoot(cells)).toBe(toHex(world.root()));
    }),
    { numRuns: 40, seed: 2 },
  );
});

describe('the Ethereum root of cells', () => {
  test('nothing has the root of the empty trie', () => {
    expect(rootOf()).toBe(EMPTY_ROOT);
  });

  test('an account that exists although empty counts, one with an old epoch only does not', () => {
    expect(rootOf([emptyCell(ALICE), '1'])).not.toBe(EMPTY_ROOT);
    expect(rootOf([epochCell(ALICE), '1'], [storageCell(ALICE, '', '0'.repeat(64)), '5'])).toBe(EMPTY_ROOT);
  });

  test('storage of epochs gone by does not count', () => {
    const now: [CellKey, CellValue][] = [
      [nonceCell(ALICE), '1'],
      [epochCell(ALICE), '1'],
      [storageCell(ALICE, '1', '0'.repeat(64)), '5'],
    ];
    expect(rootOf(...now, [storageCell(ALICE, '', '1'.repeat(64)), '7'])).toBe(rootOf(...now));
  });

  test('accounts of other runtimes, ids that are no addresses and counters do not count', () => {
    const money: [CellKey, CellValue] = [balanceCell(ALICE), '1'];
    const others: [CellKey, CellValue][] = [
      [codeCell(BOB), codeValue('wasm', 'ab'.repeat(32))],
      [balanceCell(BOB), '5'],
      [storageCell(BOB, '', '0'.repeat(64)), '5'],
      [balanceCell(accountId('1'.repeat(64))), '1'],
      [storageCell(ALICE, '', `${'0'.repeat(64)}2b`), '5'],
    ];
    expect(rootOf(money, ...others)).toBe(rootOf(money));
    const work = ethereumStateRoot.of([money, ...others].sort(([a], [b]) => (a < b ? -1 : 1)));
    const report = work.next();
    expect(report.value).toMatchObject({
      accounts: 1,
      leftOut: [
        `accounts whose code is for wasm, with all they hold: 0x${BOB}`,
        'accounts whose ids are no 20-byte addresses: 1',
        'cells of commutative counters, which Ethereum does not have: 1',
      ],
    });
  });
});
