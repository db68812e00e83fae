import { concat, encodeAbiParameters, encodeErrorResult, keccak256, pad, parseAbi, toHex, type Hex } from 'viem';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Artifact } from '../../../core/artifact.ts';
import { ALICE } from '../rust/host.testkit.ts';
import { compileTestContracts, deployTestContract, type TestContract } from './contract.testkit.ts';

const number = (value: bigint): Hex => pad(toHex(value), { size: 32 });
const at = (slot: bigint | Hex): Hex => (typeof slot === 'bigint' ? number(slot) : slot);
/** The slot of a mapping's value: keccak256(key ++ slot). */
const under = (slot: bigint | Hex, key: Hex): Hex => keccak256(concat([key, at(slot)]));
const plus = (slot: Hex, words: bigint): Hex => number(BigInt(slot) + words);
const text = (value: string): Hex =>
  `0x${Buffer.from(value).toString('hex').padEnd(62, '0')}${(2 * Buffer.from(value).length).toString(16).padStart(2, '0')}`;
const ADDRESS = encodeAbiParameters([{ type: 'address' }], [ALICE as Hex]);
const panic = (code: bigint): Hex =>
  encodeErrorResult({ abi: parseAbi(['error Panic(uint256)']), errorName: 'Panic', args: [code] });

interface Layout {
  readonly storage: readonly { readonly label: string; readonly slot: string; readonly type: string }[];
  readonly types: Readonly<Record<string, unknown>>;
}

describe('storage, laid out as Solidity does', () => {
  let artifact: Artifact;
  let storage: TestContract;
  let layout: Layout;
  beforeAll(async () => {
    [artifact] = (await compileTestContracts('storage')) as [Artifact];
    layout = artifact.storageLayout as Layout;
  });
  beforeEach(() => {
    storage = deployTestContract(artifact, [41n, 'first']);
  });
  const slot = (key: bigint | Hex): Hex => storage.ledger.slot(storage.address, at(key));
  const slotOf = (label: string): bigint => BigInt(layout.storage.find((one) => one.label === label)?.slot ?? -1);
  const send = (name: string, ...args: readonly unknown[]): void => {
    expect(storage.send(name, args)).toMatchObject({ status: 'success' });
  };

  test('the class that is extended comes first, and its constructor is called', () => {
    expect(layout.storage[0]).toEqual({ label: 'started', offset: 0, slot: '0', type: 't_uint64' });
    expect(slot(0n)).toBe(number(42n));
    expect(storage.read('started')).toBe(42n);
    expect(storage.read('text')).toBe('first');
    expect([storage.read('kind'), storage.read('callKind')]).toEqual(['storage', 'storage']);
  });

  test('values', () => {
    send('setValues', true, -2, '0x01020304', -3n);
    const negative = (value: bigint): Hex => number(BigInt.asUintN(256, value));
    expect([1n, 2n, 3n, 4n].map(slot)).toEqual([number(1n), negative(-2n), number(0x01020304n), negative(-3n)]);
    expect(storage.read('values')).toEqual([true, -2, '0x01020304', -3n]);
  });

  test('a struct takes as many slots as it has fields', () => {
    const first = slotOf('origin');
    send('setOrigin', ALICE, 7n, 'home');
    expect([slot(first), slot(first + 1n), slot(first + 2n)]).toEqual([ADDRESS, number(7n), text('home')]);
    expect(slotOf('_text')).toBe(first + 3n);
    expect(storage.read('originLabel')).toBe('home');
  });

  test('text, short and long, and no remains of a longer one', () => {
    const long = 'a text of more than thirty-one bytes, and even of more than two words: that is this long one';
    const data = keccak256(number(slotOf('_text')));
    for (const value of ['', 'short', 'x'.repeat(31), 'y'.repeat(32), long, 'z'.repeat(40), 'back']) {
      send('setText', value);
      expect(storage.read('text')).toBe(value);
      const bytes = Buffer.from(value);
      const isShort = bytes.length < 32;
      expect(slot(slotOf('_text'))).toBe(isShort ? text(value) : number(BigInt(bytes.length * 2 + 1)));
      for (let i = 0; i < 4; i++) {
        const part = isShort ? '' : bytes.subarray(32 * i, 32 * i + 32).toString('hex');
        expect(slot(plus(data, BigInt(i)))).toBe(`0x${part.padEnd(64, '0')}`);
      }
    }
    send('setRaw', `0x${'fe'.repeat(33)}`);
    expect(storage.read('raw')).toBe(`0x${'fe'.repeat(33)}`);
  });

  test('arrays', () => {
    for (const value of [5n, 6n, 7n]) send('push', value);
    const data = keccak256(number(slotOf('numbers')));
    expect([slot(slotOf('numbers')), slot(data), slot(plus(data, 2n))]).toEqual([number(3n), number(5n), number(7n)]);
    expect(storage.send('pop').data).toBe(number(7n));
    expect([slot(slotOf('numbers')), slot(plus(data, 2n))]).toEqual([number(2n), number(0n)]);
    send('setNumber', 0n, 50n);
    expect([storage.read('numbers', [0n]), storage.read('numbers', [1n])]).toEqual([50n, 6n]);
    for (const index of [2n, 2n ** 64n]) expect(storage.send('numbers', [index]).data).toBe(panic(0x32n));
    expect(storage.send('setNumber', [2n, 1n]).data).toBe(panic(0x32n));
    send('pop');
    send('pop');
    expect(storage.send('pop').data).toBe(panic(0x31n));
  });

  test('small elements share a slot', () => {
    for (const value of [1n, 2n, 3n, 4n, 5n]) send('pushPacked', value);
    const data = keccak256(number(slotOf('packed')));
    const packed = (...values: readonly bigint[]): Hex =>
      number(values.reduce((sum, value, i) => sum | (value << BigInt(64 * i)), 0n));
    expect([slot(data), slot(plus(data, 1n))]).toEqual([packed(1n, 2n, 3n, 4n), packed(5n)]);
    send('setPacked', 1n, 2n ** 64n - 1n);
    expect(slot(data)).toBe(packed(1n, 2n ** 64n - 1n, 3n, 4n));
    expect(storage.send('removePacked', [0n]).data).toBe(number(1n));
    expect([slot(data), slot(plus(data, 1n))]).toEqual([packed(5n, 2n ** 64n - 1n, 3n, 4n), number(0n)]);
    expect(storage.send('popPacked').data).toBe(number(4n));
    expect(storage.read('allPacked')).toEqual([5n, 2n ** 64n - 1n, 3n]);

    for (const tag of ['0x01020304', '0x05060708']) send('pushTag', tag);
    expect(slot(keccak256(number(slotOf('tags'))))).toBe(number(0x0506070801020304n));
    expect(storage.read('allTags')).toEqual(['0x01020304', '0x05060708']);
    send('pushOwner', ALICE);
    expect(slot(keccak256(number(slotOf('owners'))))).toBe(ADDRESS);
    expect(String(storage.read('owners', [0n])).toLowerCase()).toBe(ALICE);
  });

  test('arrays of texts and of structs', () => {
    const names = ['one', 'a name of more than thirty-two bytes, so elsewhere'];
    for (const name of names) send('pushName', name);
    const data = keccak256(number(slotOf('names')));
    expect(slot(data)).toBe(text('one'));
    expect(storage.read('allNames')).toEqual(names);
    send('popName');
    expect([slot(plus(data, 1n)), slot(keccak256(plus(data, 1n)))]).toEqual([number(0n), number(0n)]);
    send('addPosition', ALICE, 1n);
    send('addPosition', ALICE, 9n);
    const positions = keccak256(number(slotOf('positions')));
    expect([slot(plus(positions, 3n)), slot(plus(positions, 4n))]).toEqual([ADDRESS, number(9n)]);
    expect(storage.read('position', [1n])).toMatchObject([expect.any(String), 9n]);
    expect(storage.send('position', [2n]).data).toBe(panic(0x32n));
  });

  test('mappings: text as a key, structs, mappings and arrays as values', () => {
    send('setByName', 'größe', 5n);
    expect(slot(under(slotOf('byName'), toHex('größe')))).toBe(number(5n));
    expect(storage.read('byName', ['größe'])).toBe(5n);
    send('addById', 3n, 4n);
    expect(storage.send('addById', [3n, 5n]).data).toBe(number(9n));
    expect(slot(plus(under(slotOf('byId'), number(3n)), 1n))).toBe(number(9n));
    const key: Hex = `0x${'0a'.repeat(32)}`;
    send('pushNested', ALICE, key, 8);
    send('pushNested', ALICE, key, 9);
    const list = under(under(slotOf('nested'), ADDRESS), key);
    expect([slot(list), slot(keccak256(list))]).toEqual([number(2n), number((9n << 32n) | 8n)]);
    const minusOne: Hex = `0x${'ff'.repeat(32)}`;
    send('setTitle', -1, 'minus one');
    expect(slot(under(slotOf('titles'), minusOne))).toBe(text('minus one'));
    expect(storage.read('titles', [-1])).toBe('minus one');
    send('clearTitle', -1);
    expect(slot(under(slotOf('titles'), minusOne))).toBe(number(0n));
  });

  test('counters are not read when they change', () => {
    storage.ledger.trace.length = 0;
    send('hit', '0x01020304', 5n, 7n);
    expect(storage.ledger.trace.filter((name) => /^(storage|counter)_/.test(name))).toEqual([
      'counter_add',
      'counter_sub',
      'counter_add',
    ]);
    const counters = storage.ledger.account(storage.address).counters;
    // A key of bytes4 is padded on the right.
    const key = under(slotOf('hits'), pad('0x01020304', { dir: 'right', size: 32 }));
    expect([...counters.keys()]).toEqual([key, number(slotOf('total'))]);
    expect([storage.read('hitsOf', ['0x01020304']), storage.read('total')]).toEqual([-2n, 5n]);
  });

  test('the layout is in the shape of solc', () => {
    expect(layout.storage.find(({ label }) => label === 'nested')?.type).toBe(
      't_mapping(t_address,t_mapping(t_bytes32,t_array(t_uint32)dyn_storage))',
    );
    expect(layout.types).toMatchObject({
      't_struct(Position)_storage': {
        encoding: 'inplace',
        label: 'struct Position',
        numberOfBytes: '96',
        members: [
          { label: 'owner', offset: 0, slot: '0', type: 't_address' },
          { label: 'amount', offset: 0, slot: '1', type: 't_uint256' },
          { label: 'label', offset: 0, slot: '2', type: 't_string_storage' },
        ],
      },
      't_array(t_uint32)dyn_storage': { encoding: 'dynamic_array', base: 't_uint32', label: 'uint32[]' },
      t_counter: { encoding: 'inplace', label: 'counter', numberOfBytes: '32' },
      t_string_storage: { encoding: 'bytes', label: 'string' },
    });
    for (const { type } of layout.storage) expect(Object.keys(layout.types)).toContain(type);
  });

  test('numbers are changed where they lie, checked', () => {
    const overflow = panic(0x11n);
    expect(storage.read('addSmall', [32767])).toBe(32767);
    expect(storage.send('addSmall', [-5]).data).toBe(number(32762n));
    expect([storage.send('addSmall', [6]).data, slot(slotOf('small'))]).toEqual([overflow, number(32762n)]);
    expect(storage.read('takeBig', [9n])).toBe(-9n);
    expect(storage.send('takeBig', [2n ** 255n - 1n]).data).toBe(overflow);
    expect(storage.read('addByName', ['a', 2n ** 256n - 1n])).toBe(2n ** 256n - 1n);
    expect(storage.send('addByName', ['a', 1n]).data).toBe(overflow);
    expect(storage.send('takeByName', ['b', 1n]).data).toBe(overflow);
  });
});
