import { concat, encodeAbiParameters, encodeErrorResult, keccak256, pad, parseAbi, toHex, type Hex } from 'viem';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Artifact } from '../../../core/artifact.ts';
import { compileTestContract, deployTestContract, describeWithRust, type TestContract } from './contract.testkit.ts';
import { ALICE } from './host.testkit.ts';

const number = (value: bigint): Hex => pad(toHex(value), { size: 32 });
const at = (slot: bigint | Hex): Hex => (typeof slot === 'bigint' ? number(slot) : slot);
/** The slot of a mapping's value: keccak256(key ++ slot). */
const under = (slot: bigint | Hex, key: Hex): Hex => keccak256(concat([key, at(slot)]));
const plus = (slot: Hex, words: bigint): Hex => number(BigInt(slot) + words);
const ADDRESS = encodeAbiParameters([{ type: 'address' }], [ALICE as Hex]);

describeWithRust('storage, laid out as Solidity does', () => {
  let artifact: Artifact;
  let storage: TestContract;
  beforeAll(async () => {
    artifact = await compileTestContract('storage');
  });
  beforeEach(() => {
    storage = deployTestContract(artifact);
  });
  const slot = (key: bigint | Hex): Hex => storage.ledger.slot(storage.address, at(key));
  const send = (name: string, ...args: readonly unknown[]): void => {
    expect(storage.send(name, args)).toMatchObject({ status: 'success' });
  };

  test('values', () => {
    send('setValues', true, -2, '0x01020304');
    expect([slot(0n), slot(1n), slot(2n)]).toEqual([number(1n), number(0xfffen), number(0x01020304n)]);
    expect(storage.read('values')).toEqual([true, -2, '0x01020304']);
  });

  test('a struct takes as many slots as it has words', () => {
    send('setOrigin', ALICE, 7n, 'home');
    expect([slot(3n), slot(4n)]).toEqual([ADDRESS, number(7n)]);
    expect(slot(5n)).toBe(`0x${Buffer.from('home').toString('hex').padEnd(62, '0')}08`);
  });

  test('text, short and long, and no remains of a longer one', () => {
    const long = 'a text of more than thirty-one bytes, and even of more than two words: that is this long one';
    const data = keccak256(number(6n));
    for (const text of ['', 'short', 'x'.repeat(31), 'y'.repeat(32), long, 'z'.repeat(40), 'back']) {
      send('setText', text);
      expect(storage.read('text')).toBe(text);
      const bytes = Buffer.from(text);
      const isShort = bytes.length < 32;
      expect(slot(6n)).toBe(
        isShort
          ? `0x${bytes.toString('hex').padEnd(62, '0')}${(bytes.length * 2).toString(16).padStart(2, '0')}`
          : number(BigInt(bytes.length * 2 + 1)),
      );
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
    const data = keccak256(number(8n));
    expect([slot(8n), slot(data), slot(plus(data, 2n))]).toEqual([number(3n), number(5n), number(7n)]);
    expect(storage.read('sum')).toBe(18n);
    const value = storage.send('pop');
    expect(value.data).toBe(number(7n));
    expect([slot(8n), slot(plus(data, 2n))]).toEqual([number(2n), number(0n)]);
    expect(storage.read('number', [1n])).toBe(6n);
    const outOfBounds = encodeErrorResult({
      abi: parseAbi(['error Panic(uint256)']),
      errorName: 'Panic',
      args: [0x32n],
    });
    expect(storage.send('number', [2n])).toMatchObject({ status: 'reverted', data: outOfBounds });
  });

  test('small elements share a slot', () => {
    for (const value of [1n, 2n, 3n, 4n, 5n]) send('pushPacked', value);
    const data = keccak256(number(9n));
    expect(slot(data)).toBe(`0x${[4, 3, 2, 1].map((n) => String(n).padStart(16, '0')).join('')}`);
    send('setPacked', 1n, 2n ** 64n - 1n);
    expect(storage.read('packed')).toEqual([1n, 2n ** 64n - 1n, 3n, 4n, 5n]);
    send('removePacked', 0n);
    expect(storage.read('packed')).toEqual([5n, 2n ** 64n - 1n, 3n, 4n]);
    expect(slot(plus(data, 1n))).toBe(number(0n));
  });

  test('structs in arrays and maps, maps of maps of arrays', () => {
    send('addPosition', ALICE, 1n);
    send('addPosition', ALICE, 2n);
    expect(slot(plus(keccak256(number(10n)), 4n))).toBe(number(2n));
    expect(storage.read('position', [1n])).toEqual([expect.stringMatching(new RegExp(ALICE, 'i')), 2n]);
    send('setByName', 'key', 9n);
    expect(slot(under(11n, toHex('key')))).toBe(number(9n));
    expect(storage.read('byName', ['key'])).toBe(9n);
    send('addById', 77n, 5n);
    send('addById', 77n, 6n);
    expect(slot(plus(under(12n, number(77n)), 1n))).toBe(number(11n));
    const key: Hex = `0x${'4b'.repeat(32)}`;
    send('pushNested', ALICE, key, 3);
    const list = under(under(13n, ADDRESS), key);
    expect([slot(list), slot(keccak256(list))]).toEqual([number(1n), number(3n)]);
  });

  test('a counter is added to without being read', () => {
    storage.ledger.trace.length = 0;
    send('hit', 10n, 3n);
    expect(storage.ledger.trace.filter((name) => /storage|counter/.test(name))).toEqual(['counter_add', 'counter_sub']);
    expect(storage.read('hits')).toBe(7n);
  });

  test('the layout names all of it', () => {
    const layout = artifact.storageLayout as {
      storage: readonly { label: string; slot: string; offset: number; type: string }[];
      types: Readonly<Record<string, Record<string, unknown>>>;
    };
    expect(layout.storage.map(({ label, slot: key, offset }) => [label, key, offset])).toEqual(
      [
        'flag',
        'small',
        'tag',
        'origin',
        ...['text', 'raw', 'numbers', 'packed', 'positions', 'byName', 'byId', 'nested', 'hits'],
      ].map((label, i) => [label, String(i < 4 ? i : i + 2), 0]),
    );
    for (const { type } of layout.storage) expect(layout.types).toHaveProperty([type]);
    expect(layout.types['t_struct(Position)_storage']).toEqual({
      encoding: 'inplace',
      label: 'struct Position',
      members: [
        { label: 'owner', offset: 0, slot: '0', type: 't_address' },
        { label: 'amount', offset: 0, slot: '1', type: 't_uint256' },
        { label: 'label', offset: 0, slot: '2', type: 't_string_storage' },
      ],
      numberOfBytes: '96',
    });
    expect(layout.types['t_mapping(t_address,t_mapping(t_bytes32,t_array(t_uint32)dyn_storage))']).toEqual({
      encoding: 'mapping',
      key: 't_address',
      label: 'mapping(address => mapping(bytes32 => uint32[]))',
      numberOfBytes: '32',
      value: 't_mapping(t_bytes32,t_array(t_uint32)dyn_storage)',
    });
    expect(layout.types['t_array(t_uint64)dyn_storage']).toMatchObject({ base: 't_uint64', encoding: 'dynamic_array' });
    expect(layout.types['t_uint64']).toMatchObject({ numberOfBytes: '8' });
    expect(layout.types['t_counter']).toMatchObject({ label: 'counter' });
  });
});
