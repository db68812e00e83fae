import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  concat,
  encodeAbiParameters,
  encodeErrorResult,
  hexToBytes,
  keccak256,
  pad,
  parseAbiParameters,
  toHex,
  type Hex,
} from 'viem';
import { beforeAll, describe, expect, test } from 'vitest';
import { compileProgram, type TestProgram } from './dotnet/dotnet.testkit.ts';

const ALICE = '0x00000000000000000000000000000000000a11ce';
const WORD = (1n << 256n) - 1n;

let program: TestProgram;
beforeAll(async () => {
  const names = ['Values.cs', 'Stories.cs', 'Memory.cs'];
  program = await compileProgram(
    Object.fromEntries(names.map((name) => [name, readFileSync(join(import.meta.dirname, 'probes', name), 'utf8')])),
  );
}, 300_000);

const run = (...bytes: number[]): Hex => toHex(program(Uint8Array.from(bytes)));
const again = (type: number, data: Hex): Hex =>
  toHex(program(hexToBytes(concat(['0x00', toHex(type, { size: 1 }), data]))));
const word = (n: bigint | number): Hex => toHex(BigInt.asUintN(256, BigInt(n)), { size: 32 });
const REVERT = '0x01';
const panic = (code: bigint): Hex =>
  concat([
    REVERT,
    encodeErrorResult({
      abi: [{ type: 'error', name: 'Panic', inputs: [{ name: 'code', type: 'uint256' }] }],
      errorName: 'Panic',
      args: [code],
    }),
  ]);

const point = { x: 65535, y: -32768, z: WORD };
const note = { from: ALICE, text: 'Grüße 🌍 '.repeat(9), at: 7n };
const POINT = '(uint16 x, int16 y, uint256 z)';
const NOTE = '(address from, string text, uint64 at)';

/** Type by its number in Values.cs, as viem has it, and values. */
const types: readonly (readonly [number, string, readonly unknown[]])[] = [
  [0, 'uint256', [0n, 1n, WORD]],
  [1, 'int256', [0n, -1n, -(1n << 255n)]],
  [2, 'bool', [true, false]],
  [3, 'address', [ALICE, `0x${'ff'.repeat(20)}`]],
  [4, 'uint8', [0, 255]],
  [5, 'uint64', [(1n << 64n) - 1n]],
  [6, 'uint128', [(1n << 128n) - 1n, 1n]],
  [7, 'int8', [-128, 127]],
  [8, 'int64', [-(1n << 63n), (1n << 63n) - 1n]],
  [9, 'int128', [-(1n << 127n), (1n << 127n) - 1n, -1n]],
  [10, 'bytes1', ['0xff']],
  [11, 'bytes20', [`0x${'ab'.repeat(20)}`]],
  [12, 'bytes32', [`0x${'cd'.repeat(32)}`]],
  [13, 'uint8', [0, 2]],
  [14, 'string', ['', 'hello', 'x'.repeat(32), note.text]],
  [15, 'bytes', ['0x', '0x00', `0x${'12'.repeat(65)}`]],
  [16, 'uint256[]', [[], [1n, 2n, WORD]]],
  [17, 'string[]', [[], ['', 'a', 'b'.repeat(40)]]],
  [18, 'bytes[]', [['0x', `0x${'99'.repeat(33)}`]]],
  [19, POINT, [point]],
  [20, NOTE, [note, { ...note, text: '' }]],
  [21, `${NOTE}[]`, [[], [note, { ...note, text: 'b' }]]],
  [22, `${POINT}[]`, [[point, { x: 0, y: 0, z: 0n }]]],
  [23, 'uint32[][]', [[], [[], [1, 2], [4294967295]]]],
];
const encode = (type: string, value: unknown): Hex => encodeAbiParameters(parseAbiParameters(type), [value] as never);

describe('the ABI coder', () => {
  test.each(types)('%s: %s there and back', (number, type, values) => {
    for (const value of values) {
      const data = encode(type, value);
      expect(again(number, data)).toBe(concat(['0x00', data]));
      // What is cut short reverts, wherever it is cut; but the padding of what comes last is not needed, as in Solidity.
      const length = (data.length - 2) / 2;
      for (const kept of [0, 31, length - 33, ...(/string|bytes($|\[)/.test(type) ? [] : [length - 1])])
        if (kept >= 0) expect(again(number, toHex(hexToBytes(data).slice(0, kept)))).toBe(REVERT);
    }
  });

  test('several values', () => {
    const data = encodeAbiParameters(parseAbiParameters('string, uint256, bytes'), ['text', 5n, '0x0102']);
    expect(again(24, data)).toBe(concat(['0x00', data]));
  });

  test.each([
    ['uint8', 4, word(256)],
    ['uint8, sign extended', 4, word(-1)],
    ['bool', 2, word(2)],
    ['address', 3, word(1n << 160n)],
    ['uint64', 5, word(1n << 64n)],
    ['uint128', 6, word(1n << 128n)],
    ['int8', 7, word(128)],
    ['int8, not sign extended', 7, word(255)],
    ['int64', 8, word(1n << 63n)],
    ['int128', 9, word(1n << 127n)],
    ['bytes1', 10, word(1)],
    ['bytes20', 11, word(1n << 95n)],
    ['enum', 13, word(3)],
    ['no UTF-8', 14, concat([word(32), word(1), pad('0xff', { dir: 'right' })])],
    ['half a surrogate pair', 14, concat([word(32), word(3), pad('0xeda080', { dir: 'right' })])],
    ['offset outside', 15, concat([word(1n << 255n), word(0)])],
    ['offset at the end', 15, concat([word(64), word(0)])],
    ['offset that wraps', 15, concat([word(WORD - 31n), word(0)])],
    ['offset near 2^64', 15, concat([word((1n << 64n) - 32n), word(0)])],
    ['length beyond the end', 15, concat([word(32), word(33), word(0)])],
    ['length of 2^256 - 1', 15, concat([word(32), word(WORD), word(0)])],
    ['a count of 2^31', 16, concat([word(32), word(1n << 31n), word(0)])],
    ['a count of 2^256 / 32', 16, concat([word(32), word(1n << 251n), word(0)])],
    ['a count of one too many', 16, concat([word(32), word(2), word(0)])],
    ['an item outside', 17, concat([word(32), word(1), word(1n << 40n)])],
    ['an item of a list in a list', 23, concat([word(32), word(1), word(32), word(1), word(1n << 32n)])],
  ])('refuses %s', (_, type, data) => {
    expect(again(type, data)).toBe(REVERT);
  });

  test('offsets that share what they point to are followed, as in Solidity', () => {
    const shared = concat([word(32), word(2), word(64), word(64), word(1), word(7)]);
    expect(again(23, shared)).toBe(concat(['0x00', encode('uint32[][]', [[7], [7]])]));
    // An offset of zero points back at the head itself: its count is 32.
    expect(again(15, word(0))).toBe(concat(['0x00', encode('bytes', '0x')]));
  });

  test('small input that unfolds to a lot is paid for by what it unfolds to', () => {
    // 2,000 lists, which are all the same list of 200,000 numbers.
    const count = 2000;
    const items = 200_000;
    const heads = Array.from({ length: count }, () => word(32 * count));
    const data = concat([word(32), word(count), ...heads, word(items), toHex(new Uint8Array(32 * items))]);
    expect(again(23, data)).toBe(concat(['0x02', toHex('out of gas')]));
  }, 60_000);

  test('packed', () => {
    expect(run(1, 9)).toBe(concat(['0x00', ALICE, '0x0102', toHex('hi'), '0xdeadbeef']));
  });
});

const slotAt = (n: bigint): Hex => word(n);
const behind = (slot: Hex, plus = 0n): Hex => word(BigInt(keccak256(slot)) + plus);
const under = (key: Hex, slot: Hex, plus = 0n): Hex => word(BigInt(keccak256(concat([key, slot]))) + plus);
const text = (value: string): Hex => pad(toHex(value), { dir: 'right' });
const dump = (cells: Readonly<Record<Hex, Hex>>): Hex =>
  concat([
    '0x00',
    ...(Object.entries(cells)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flat() as Hex[]),
  ]);
/** From the right end of the slot. */
const packed = (...items: Hex[]): Hex => pad(concat(items.toReversed()));
const u16 = (n: number): Hex => toHex(n, { size: 2 });

describe('storage lies where Solidity puts it', () => {
  test('several values in a slot', () => {
    expect(run(1, 0)).toBe(
      dump({
        [slotAt(0n)]: packed('0x00', ALICE, '0xfe', '0x01020304'),
        [slotAt(1n)]: packed(`0x${'ff'.repeat(15)}fd`, `0x${'ff'.repeat(16)}`),
        [slotAt(2n)]: word(2),
      }),
    );
  });

  test('texts, short and long, and what a shorter one leaves', () => {
    const two = slotAt(2n);
    expect(run(1, 1)).toBe(
      dump({
        [slotAt(0n)]: concat([toHex('a'.repeat(31)), '0x3e']),
        [slotAt(1n)]: word(65),
        [behind(slotAt(1n))]: toHex('b'.repeat(32)),
        [two]: word(141),
        [behind(two)]: toHex('c'.repeat(32)),
        [behind(two, 1n)]: toHex('c'.repeat(32)),
        [behind(two, 2n)]: text('c'.repeat(6)),
        [slotAt(3n)]: word(67),
        [behind(slotAt(3n))]: toHex('e'.repeat(32)),
        [behind(slotAt(3n), 1n)]: text('e'),
        [slotAt(4n)]: concat([pad(toHex('g'), { dir: 'right', size: 31 }), '0x02']),
      }),
    );
  });

  test('a list of small numbers', () => {
    const all = [0x100, 0x112, 0xffff, ...Array.from({ length: 15 }, (_, i) => 0x103 + i)];
    expect(run(1, 2)).toBe(
      dump({
        [slotAt(0n)]: word(18),
        [behind(slotAt(0n))]: packed(...all.slice(0, 16).map(u16)),
        [behind(slotAt(0n), 1n)]: packed(...all.slice(16).map(u16)),
      }),
    );
  });

  test('mappings of lists, numbers and structs', () => {
    const list = under(word(-1), slotAt(7n));
    const item = behind(list);
    const at = under(pad(ALICE), slotAt(9n));
    expect(run(1, 3)).toBe(
      dump({
        [list]: word(1),
        [item]: word(81),
        [behind(item)]: toHex('x'.repeat(32)),
        [behind(item, 1n)]: text('x'.repeat(8)),
        [under(toHex('alice'), slotAt(8n))]: word(5),
        [at]: packed('0x0001', '0xffff'),
        [word(BigInt(at) + 1n)]: word(3),
      }),
    );
  });

  test('what is taken away leaves nothing', () => {
    expect(run(1, 4)).toBe('0x00');
  });

  test('arrays that shrink', () => {
    const row = behind(slotAt(1n));
    const u32 = (n: number): Hex => toHex(n, { size: 4 });
    expect(run(1, 5)).toBe(
      dump({
        [slotAt(0n)]: word(2),
        [behind(slotAt(0n))]: packed(u32(11), u32(12)),
        [slotAt(1n)]: word(1),
        [row]: word(1),
        [behind(row)]: word(4),
      }),
    );
  });
});

describe('what fails', () => {
  test('an item of an empty list, and one that is not there', () => {
    expect(run(1, 6)).toBe(panic(0x31n));
    expect(run(1, 7)).toBe(panic(0x32n));
  });

  test('storage that is no text', () => {
    expect(run(1, 10)).toBe(panic(0x22n));
  });

  test('the guard', () => {
    expect(run(1, 8)).toBe('0x01ab143c06');
  });

  test('a text', () => {
    const abi = [{ type: 'error', name: 'Error', inputs: [{ name: 'reason', type: 'string' }] }] as const;
    expect(run(1, 99)).toBe(concat([REVERT, encodeErrorResult({ abi, errorName: 'Error', args: ['no story'] })]));
  });
});
