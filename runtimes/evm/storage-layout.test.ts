import { join } from 'node:path';
import { encodeAbiParameters, hexToBytes, keccak256, toBytes, toHex } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSolidityCompiler } from './compiler/solidity-compiler.ts';
import {
  createNamer,
  createPreimageIndex,
  decodePlace,
  findSlot,
  parseStorageLayout,
  type Namer,
  type StorageLayout,
} from '../rules/storage-layout.ts';

const ALICE = '0x00000000000000000000000000000000000a11ce';
const BOB = '0x0000000000000000000000000000000000000b0b';
const compiler = createSolidityCompiler();
const preimages = createPreimageIndex();
let layout: StorageLayout;
let namer: Namer;

beforeAll(async () => {
  const folder = join(import.meta.dirname, 'compiler/testdata');
  const result = await compiler.compile({ file: join(folder, 'Layout.sol'), workspace: folder });
  const artifact = result.ok ? result.value.artifacts.find(({ contract }) => contract === 'Layout') : undefined;
  const parsed = parseStorageLayout(artifact?.storageLayout);
  if (!parsed) throw new Error(`no layout: ${JSON.stringify(result)}`);
  layout = parsed;
  namer = createNamer(layout, preimages);
}, 60_000);
afterAll(() => compiler.close());

/** Hashes as the EVM would, and notes the preimage as an executor does. */
const hash = (bytes: Uint8Array): bigint => {
  const digest = keccak256(bytes);
  preimages.add(digest.slice(2), bytes);
  return BigInt(digest);
};
const word = (value: bigint): Uint8Array => toBytes(toHex(value, { size: 32 }));
const joined = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));
const entry = (type: string, key: unknown, base: bigint): bigint =>
  hash(joined(hexToBytes(encodeAbiParameters([{ type }], [key] as never)), word(base)));
/** The name of a slot; and whatever has a name is found by it, but for mappings, of which only the entries hold something. */
const named = (slot: bigint): string => {
  const digits = slot.toString(16).padStart(64, '0');
  const name = namer.name(digits);
  const [place] = namer.places(digits);
  if (place !== undefined && place.type.kind !== 'mapping')
    expect(findSlot(layout, name, () => undefined)).toEqual({ ok: true, value: digits });
  return name;
};

describe('names that need no preimage', () => {
  test.each([
    [0n, 'secret@0'],
    [1n, 'secret@1'],
    [2n, 'a, b, c, d'],
    [3n, 'e'],
    [4n, 'balances'],
    [6n, 'items.length'],
    [8n, 'owner.score'],
    [9n, 'owner.joined, owner.referrer'],
    [18n, 'flags[0..31]'],
    [19n, 'flags[32..39]'],
    [22n, 'pairs[1].low, pairs[1].high'],
    [23n, 'pairs[1].last'],
    [24n, 'title'],
  ])('slot %s', (slot, name) => {
    expect(named(slot)).toBe(name);
  });

  test('data of arrays and strings at fixed slots', () => {
    const at = (slot: bigint): bigint => BigInt(keccak256(word(slot)));
    expect(named(at(6n) + 3n)).toBe('items[3]');
    expect(named(at(6n) + 1_000_000n)).toBe('items[1000000]');
    expect(named(at(7n) + 2n)).toBe('packed[8..11]');
    expect(named(at(24n))).toBe('title (data 0)');
    expect(named(at(25n) + 2n)).toBe('blob (data 2)');
    expect(named(at(26n) + 2n * 5n)).toBe('history[5].low, history[5].high');
    expect(named(at(26n) + 2n * 5n + 1n)).toBe('history[5].last');
  });

  test('small constant keys, whose hashes solc folds into the code', () => {
    const key = BigInt(keccak256(joined(word(0n), word(5n))));
    expect(named(key)).toBe('allowances[0x0000000000000000000000000000000000000000]');
  });

  test('an unknown slot', () => {
    expect(named(31n)).toBe(`slot 0x${'0'.repeat(62)}1f`);
    expect(namer.places('f'.repeat(64))).toEqual([]);
  });
});

describe('names by preimage', () => {
  test('mappings by every kind of key', () => {
    expect(named(entry('address', ALICE, 4n))).toBe(`balances[${ALICE}]`);
    expect(named(entry('address', BOB, entry('address', ALICE, 5n)))).toBe(`allowances[${ALICE}][${BOB}]`);
    expect(named(hash(joined(toBytes('alice'), word(14n))))).toBe('names["alice"]');
    expect(named(hash(joined(toBytes('x'.repeat(32)), word(14n))))).toBe(`names["${'x'.repeat(32)}"]`);
    expect(named(hash(joined(Uint8Array.of(0xff, 0xfe), word(14n))))).toBe('names[0xfffe]');
    expect(named(entry('bytes32', `0x${'ab'.repeat(32)}`, 16n))).toBe(`roles[0x${'ab'.repeat(32)}]`);
    expect(named(entry('uint8', 2, entry('int8', -3, entry('bool', true, 17n))))).toBe('deep[true][-3][2]');
    expect(named(entry('bytes4', '0xdeadbeef', 27n))).toBe('texts[0xdeadbeef]');
    expect(named(entry('uint128', 10n ** 18n, 29n))).toBe('levels[1000000000000000000]');
  });

  test('members of structs in mappings, and what hangs from them', () => {
    const user = entry('address', ALICE, 13n);
    expect(named(user)).toBe(`users[${ALICE}].score`);
    expect(named(user + 1n)).toBe(`users[${ALICE}].joined, users[${ALICE}].referrer`);
    expect(named(user + 2n)).toBe(`users[${ALICE}].orders.length`);
    expect(named(hash(word(user + 2n)) + 70_000n)).toBe(`users[${ALICE}].orders[70000]`);
    expect(named(entry('uint256', 9_999n, user + 3n))).toBe(`users[${ALICE}].notes[9999]`);
    expect(named(user + 4n)).toBe(`users[${ALICE}].nick`);
    expect(named(hash(word(user + 4n)))).toBe(`users[${ALICE}].nick (data 0)`);
    expect(named(user + 5n)).toContain('slot 0x');
    expect(named(entry('uint256', 5_000n, 15n) + 2n)).toBe('triples[5000][2]');
    expect(named(hash(word(entry('bytes4', '0xdeadbeef', 27n))) + 1n)).toBe('texts[0xdeadbeef] (data 1)');
  });

  test('arrays of arrays', () => {
    const row = BigInt(keccak256(word(28n))) + 4n;
    expect(named(row)).toBe('grid[4].length');
    expect(named(hash(word(row)) + 300n)).toBe('grid[4][300]');
  });

  test('a plain lookup finds what lies near its hash', () => {
    const plain = createNamer(layout, (digest) => preimages.get(digest));
    const user = entry('address', BOB, 13n);
    expect(plain.name((user + 1n).toString(16).padStart(64, '0'))).toBe(`users[${BOB}].joined, users[${BOB}].referrer`);
  });

  test('what was unknown becomes known with its preimage', () => {
    const bytes = joined(
      hexToBytes(encodeAbiParameters([{ type: 'address' }], ['0x000000000000000000000000000000000000cafe'])),
      word(4n),
    );
    const slot = keccak256(bytes).slice(2);
    expect(namer.name(slot)).toBe(`slot 0x${slot}`);
    preimages.add(slot, bytes);
    expect(namer.name(slot)).toBe('balances[0x000000000000000000000000000000000000cafe]');
  });

  test('a lookup that goes round in circles ends', () => {
    const circular = createNamer(layout, (digest) => hexToBytes(`0x${digest}`));
    expect(circular.name('e'.repeat(64))).toContain('slot 0x');
  });
});

describe('values', () => {
  const value = (slot: bigint, index: number, text: string): string => {
    const place = namer.places(slot.toString(16).padStart(64, '0'))[index];
    return place ? decodePlace(place, text) : 'nothing';
  };

  test('packed variables', () => {
    const packed = `02${ALICE.slice(2)}0100000000000000ff`;
    expect([0, 1, 2, 3].map((index) => value(2n, index, packed))).toEqual(['255', 'true', ALICE, 'Color.Blue']);
    expect(value(3n, 0, 'fffffffe')).toBe('-2');
    expect(value(2n, 0, '')).toBe('0');
    expect(value(30n, 0, 'deadbeef')).toBe('0xdeadbeef');
  });

  test('strings, bytes and arrays', () => {
    expect(value(24n, 0, `${Buffer.from('alice').toString('hex').padEnd(62, '0')}0a`)).toBe('"alice"');
    expect(value(24n, 0, '')).toBe('""');
    expect(value(24n, 0, (2 * 100 + 1).toString(16))).toBe('100 bytes');
    expect(value(25n, 0, `${'c0ffee'.padEnd(62, '0')}06`)).toBe('0xc0ffee');
    expect(value(6n, 0, '1f')).toBe('31 elements');
    expect(value(6n, 0, '01')).toBe('1 element');
  });

  test('pieces of long strings and bytes', () => {
    const at = (slot: bigint): bigint => BigInt(keccak256(word(slot)));
    const hex = (text: string): string => Buffer.from(text).toString('hex').padEnd(64, '0');
    // Its last byte is even, which in the slot of a length means a short string.
    expect(value(at(24n), 0, hex('abcdefghijklmnopqrstuvwxyz012344'))).toBe('"abcdefghijklmnopqrstuvwxyz012344"');
    expect(value(at(24n) + 1n, 0, hex('5'))).toBe('"5"');
    expect(value(at(25n), 0, 'ab'.repeat(32))).toBe(`0x${'ab'.repeat(32)}`);
  });

  test('elements that share a slot', () => {
    expect(value(19n, 0, '0807060504030201')).toBe('1, 2, 3, 4, 5, 6, 7, 8');
    expect(value(19n, 0, '0201')).toBe('1, 2, then 0');
    expect(value(19n, 0, '')).toBe('0');
    const packed = BigInt(keccak256(word(7n)));
    expect(value(packed, 0, `${'9'.padStart(16, '0')}${'7'.padStart(16, '0')}`)).toBe('7, 9, then 0');
  });
});

test('a storage layout of the wrong shape is none', () => {
  for (const json of [
    undefined,
    null,
    [],
    {},
    { storage: [{}], types: {} },
    { storage: [], types: { t: { encoding: 'new' } } },
  ]) {
    expect(parseStorageLayout(json)).toBeUndefined();
  }
  const dangling = { storage: [{ label: 'x', slot: '0', offset: 0, type: 't_uint256' }], types: {} };
  expect(parseStorageLayout(dangling)).toBeUndefined();
  expect(parseStorageLayout({ storage: [], types: null })).toEqual({ variables: [], types: new Map() });
});
