import { beforeAll, expect, test } from 'vitest';
import {
  decodeErrorResult,
  decodeEventLog,
  encodeAbiParameters,
  encodeErrorResult,
  keccak256,
  sha256,
  toFunctionSelector,
  toHex as textToHex,
  type AbiParameter,
  type Hex,
} from 'viem';
import type { Artifact } from '../../../core/artifact.ts';
import { compileTestContract, deployTestContract, describeWithRust, type TestContract } from './contract.testkit.ts';
import { ALICE } from './host.testkit.ts';

const MAX = 2n ** 256n - 1n;
const ADDRESS = '0xAbCdEF0123456789aBcDef0123456789ABCDeF01'.toLowerCase();
const POINT = { x: 5n, y: -9n };
const ORDER = {
  makerAddress: ADDRESS,
  points: [POINT, { x: MAX, y: 3n }],
  note: 'a note that is longer than one word, so two',
};

/** Function, values that must come back as they went in. */
const ECHOES: readonly (readonly [string, readonly unknown[]])[] = [
  ['echoBool', [true, false]],
  ['echoU8', [0, 255]],
  ['echoU64', [2n ** 64n - 1n]],
  ['echoU128', [2n ** 128n - 1n]],
  ['echoI8', [-128, 127, -1]],
  ['echoI128', [-(2n ** 127n), 2n ** 127n - 1n]],
  ['echoU256', [0n, 1n, MAX, 2n ** 255n + 2n ** 64n]],
  ['echoI256', [-1n, -(2n ** 255n), 2n ** 255n - 1n]],
  ['echoU24', [2 ** 24 - 1]],
  ['echoI24', [-(2 ** 23), 2 ** 23 - 1]],
  ['echoAddress', [ADDRESS]],
  ['echoBytes4', ['0x01020304']],
  ['echoBytes32', [`0x${'5a'.repeat(32)}`]],
  ['echoBytes', ['0x', '0x01', `0x${'77'.repeat(32)}`, `0x${'78'.repeat(33)}`]],
  ['echoString', ['', 'plain', 'größer als ein Wort: 日本語, und noch etwas mehr Text']],
  ['echoList', [[], [1n, MAX]]],
  ['echoStrings', [[], ['', 'b', 'x'.repeat(70)]]],
  ['echoNested', [[[], [1, 2], [65535]]]],
  ['echoFixed', [[1n, 2n, 3n]]],
  ['echoFixedStrings', [['left', 'r'.repeat(40)]]],
  ['echoHashes', [[`0x${'01'.repeat(32)}`, `0x${'02'.repeat(32)}`]]],
  ['echoBytesList', [[1, 2, 255]]],
  ['echoOrder', [ORDER]],
  ['echoOrders', [[], [ORDER, { ...ORDER, points: [], note: '' }]]],
  ['echoPoints', [[POINT, { x: 0n, y: -1n }]]],
];

describeWithRust('the ABI of a Rust contract', () => {
  let artifact: Artifact;
  let types: TestContract;
  beforeAll(async () => {
    artifact = await compileTestContract('types');
    types = deployTestContract(artifact);
  });

  test.each(ECHOES)('%s gives back what it got', (name, values) => {
    for (const value of values) {
      const result = types.read(name, [value]);
      expect(typeof result === 'string' && name === 'echoAddress' ? result.toLowerCase() : lower(result)).toEqual(
        value,
      );
      // Not only decodable, but encoded as viem encodes it.
      const outputs = (artifact.abi.find((entry) => entry['name'] === name)?.['outputs'] ?? []) as AbiParameter[];
      expect(types.send(name, [value]).data).toBe(encodeAbiParameters(outputs, [value] as never));
    }
  });

  test('tuples are arguments and several results', () => {
    expect(types.read('echoPair', [[7n, 'seven']])).toEqual([7n, 'seven']);
    expect(types.read('several', [41n, 'text', true])).toEqual([true, 'text', 42n]);
    expect(types.read('result', [false])).toBe(7n);
  });

  test('names are those of Solidity', () => {
    const entry = (name: string) => artifact.abi.filter((one) => one['name'] === name);
    expect(entry('several')[0]).toMatchObject({
      type: 'function',
      inputs: [
        { name: 'a', type: 'uint256' },
        { name: 'b', type: 'string' },
        { name: 'c', type: 'bool' },
      ],
      stateMutability: 'pure',
    });
    expect(entry('echoOrder')[0]?.['inputs']).toEqual([
      {
        name: 'value',
        type: 'tuple',
        components: [
          { name: 'makerAddress', type: 'address' },
          {
            name: 'points',
            type: 'tuple[]',
            components: [
              { name: 'x', type: 'uint256' },
              { name: 'y', type: 'int64' },
            ],
          },
          { name: 'note', type: 'string' },
        ],
      },
    ]);
    expect(entry('renamed').map(({ inputs }) => inputs)).toEqual([
      [
        { name: 'type', type: 'uint8' },
        { name: '_unused', type: 'bool' },
      ],
      [{ name: 'value', type: 'uint16' }],
    ]);
    expect(entry('environment')[0]?.['stateMutability']).toBe('view');
    expect(entry('log')[0]?.['stateMutability']).toBe('nonpayable');
    expect(entry('paid')[0]?.['stateMutability']).toBe('payable');
    expect(artifact.abi.some((one) => one['type'] === 'constructor')).toBe(false);
  });

  test('input that does not fit its type reverts without data', () => {
    const reverts = (signature: string, words: string): void => {
      const data = (toFunctionSelector(signature) + words) as Hex;
      expect(types.ledger.call(types.address, data), `${signature} ${words}`).toEqual({
        status: 'reverted',
        data: '0x',
      });
    };
    const word = (hex: string): string => hex.padStart(64, '0');
    reverts('echoBool(bool)', word('2'));
    reverts('echoU8(uint8)', word('100'));
    reverts('echoI8(int8)', word('80'));
    reverts('echoI8(int8)', `${'ff'.repeat(30)}0080`);
    reverts('echoU24(uint24)', word('1000000'));
    reverts('echoI24(int24)', word('800000'));
    reverts('echoAddress(address)', word('01'.repeat(21)));
    reverts('echoBytes4(bytes4)', '01020304'.padEnd(62, '0') + '01');
    reverts('echoU256(uint256)', '00'.repeat(31));
    reverts('echoString(string)', word('20') + word('5') + '61'.repeat(4));
    reverts('echoString(string)', word('20') + word('1') + 'ff'.padEnd(64, '0'));
    reverts('echoString(string)', 'ff'.repeat(32));
    reverts('echoBytes(bytes)', word('20') + 'ff'.repeat(32));
    reverts('echoBytes(bytes)', word('7fffffff') + word('0'));
    reverts('echoList(uint256[])', word('20') + word('ffffffff') + word('1'));
    reverts('echoList(uint256[])', word('20') + word('8000001') + word('1'));
    reverts('echoNested(uint16[][])', word('20') + word('1') + word('ffffffe0'));
  });

  test('what is no function, and value that is not wanted, revert', () => {
    const empty = { status: 'reverted', data: '0x' };
    expect(types.ledger.call(types.address, '0x12345678')).toEqual(empty);
    expect(types.ledger.call(types.address, '0x123456')).toEqual(empty);
    expect(types.ledger.call(types.address, '0x')).toEqual(empty);
    expect(types.send('echoU8', [1], { value: 1n })).toEqual(empty);
    expect(types.read('paid', [], { value: 12n })).toBe(12n);
    expect(() => deployTestContract(artifact, [], undefined, { value: 1n })).toThrow(/reverted/);
  });

  test('events', () => {
    types.ledger.events.length = 0;
    const name = 'a name';
    expect(types.send('log', [name, 3n, [1, 2]]).status).toBe('success');
    const [event, nothing] = types.ledger.events;
    expect(nothing?.topics).toEqual([keccak256(textToHex('Nothing()'))]);
    const decoded = decodeEventLog({
      abi: types.abi,
      data: event?.data as Hex,
      topics: event?.topics as [Hex, ...Hex[]],
    });
    const words = (list: readonly bigint[]): Hex =>
      keccak256(
        encodeAbiParameters(
          list.map(() => ({ type: 'int256' })),
          list,
        ),
      );
    expect(decoded).toEqual({
      eventName: 'Everything',
      args: {
        name: keccak256(textToHex(name)),
        point: words([3n, -5n]),
        list: words([1n, 2n]),
        plain: name,
        number: -3,
      },
    });
  });

  test('reverts', () => {
    const { abi } = types;
    const wrong = types.send('fail', [ORDER, '0xdeadbeef']);
    expect(wrong.status).toBe('reverted');
    expect(wrong.data).toBe(encodeErrorResult({ abi, errorName: 'Wrong', args: [ORDER, '0xdeadbeef'] as never }));
    expect(types.send('result', [true]).data).toBe(encodeErrorResult({ abi, errorName: 'Paused' }));
    expect(decodeErrorResult({ abi, data: types.send('failText', ['because of this']).data })).toMatchObject({
      errorName: 'Error',
      args: ['because of this'],
    });
    expect(types.send('failText', ['']).status).toBe('success');
    expect(decodeErrorResult({ abi, data: types.send('failRust', [3n]).data })).toMatchObject({
      errorName: 'Panic',
      args: [1n],
    });
    expect(types.send('addU64', [2n ** 64n - 1n, 1n]).data.slice(0, 10)).toBe('0x4e487b71');
  });

  test('the environment and hashes', () => {
    const message = { from: `0x${'0b'.repeat(20)}` };
    const [sender, origin, ...rest] = types.read('environment', [], message) as [string, string, ...unknown[]];
    expect([sender, origin].map((one) => one.toLowerCase())).toEqual([message.from, ALICE]);
    expect(rest).toEqual([7n, 42n, 1_700_000_000n, 31337n, expect.any(String), 12n]);
    expect((rest[4] as string).toLowerCase()).toBe(types.address);
    expect(types.read('hashes', ['0x1234'])).toEqual([keccak256('0x1234'), sha256('0x1234')]);
  });

  test('the module exports what the host wants, and has no other custom sections', () => {
    const module = new WebAssembly.Module(artifact.code.slice(8));
    expect(WebAssembly.Module.exports(module).map(({ name }) => name)).toEqual(['memory', 'call', 'deploy']);
    expect(WebAssembly.Module.customSections(module, 'interleave.abi')).toHaveLength(1);
    for (const name of ['name', 'producers', 'target_features', '.debug_info', 'interleave.name'])
      expect(WebAssembly.Module.customSections(module, name)).toHaveLength(0);
  });
});

const lower = (value: unknown): unknown => {
  if (typeof value === 'string' && /^0x[0-9a-fA-F]{40}$/.test(value)) return value.toLowerCase();
  if (Array.isArray(value)) return value.map(lower);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, lower(one)]));
};
