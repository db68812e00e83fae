import { createHash } from 'node:crypto';
import {
  decodeEventLog,
  encodeAbiParameters,
  encodeErrorResult,
  keccak256,
  pad,
  parseAbi,
  toFunctionSelector,
  toHex,
  type AbiParameter,
  type Hex,
} from 'viem';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Artifact } from '../../../core/artifact.ts';
import { compileTestContracts, deployTestContract, type TestContract } from './contract.testkit.ts';
import { ALICE } from '../rust/host.testkit.ts';

const MAX = 2n ** 256n - 1n;
const LINE = { from: { x: -5n, y: MAX }, name: 'a name that is longer than one word of the ABI', weights: [1n, 2n] };
const SOLIDITY = parseAbi(['error Panic(uint256)', 'error Error(string)']);
const panic = (code: bigint): Hex => encodeErrorResult({ abi: SOLIDITY, errorName: 'Panic', args: [code] });
const error = (text: string): Hex => encodeErrorResult({ abi: SOLIDITY, errorName: 'Error', args: [text] });
const EMPTY = { status: 'reverted', data: '0x' };

/** Function, values that must come back as they went in. */
const ECHOES: readonly (readonly [string, readonly unknown[]])[] = [
  ['echoStrings', [[], [''], ['a', 'é€😀 and more than thirty-two bytes of text', '']]],
  ['nested', [[], [[]], [[1n, MAX], [], [3n]]]],
  ['flags', [[true, false, true]]],
  [
    'points',
    [
      [],
      [
        { x: -(2n ** 63n), y: 0n },
        { x: 1n, y: 2n },
      ],
    ],
  ],
  ['named', [{ a: LINE, b: 255 }]],
  ['seven', ['0x01020304050607']],
  ['blobs', [[], ['0x', `0x${'77'.repeat(33)}`, '0x00']]],
];

describe('the ABI of an AssemblyScript contract', () => {
  let artifact: Artifact;
  let types: TestContract;
  beforeAll(async () => {
    [artifact] = (await compileTestContracts('types')) as [Artifact];
    types = deployTestContract(artifact);
  });
  const outputsOf = (name: string): AbiParameter[] =>
    (artifact.abi.find((entry) => entry['name'] === name)?.['outputs'] ?? []) as AbiParameter[];

  test.each(ECHOES)('%s gives back what it got, encoded as viem encodes it', (name, values) => {
    for (const value of values) {
      expect(types.read(name, [value])).toEqual(value);
      expect(types.send(name, [value]).data).toBe(encodeAbiParameters(outputsOf(name), [value] as never));
    }
  });

  test('all types of words, bytes and text, as arguments and as several results', () => {
    const address = `0x${'ab'.repeat(20)}`;
    const word = `0x${'5a'.repeat(32)}`;
    for (const values of [
      [true, 255, -32768, 2 ** 32 - 1, -(2n ** 63n), MAX, -(2n ** 255n), address, '0x01020304', word, '0x', ''],
      [
        false,
        0,
        32767,
        0,
        2n ** 63n - 1n,
        0n,
        -1n,
        address,
        '0xffffffff',
        word,
        `0x${'12'.repeat(65)}`,
        'é'.repeat(20),
      ],
    ])
      expect(types.send('everything', values).data).toBe(encodeAbiParameters(outputsOf('everything'), values as never));
    expect(types.read('small', [-128, 65535, -1, 2n ** 64n - 1n])).toEqual([-128, 2n ** 64n - 1n, '65534']);
  });

  test('structs and arrays are values to work with', () => {
    expect(types.read('reverse', [[1, 2, 2 ** 32 - 1]])).toEqual([2 ** 32 - 1, 2, 1]);
    expect(types.read('point', [{ x: 5n, y: 6n }])).toEqual({ x: -5n, y: 7n });
    expect(types.read('line', [LINE])).toEqual({ ...LINE, name: `${LINE.name}!` });
    expect(types.read('lines', [[LINE, { ...LINE, name: 'b', weights: [] }], 1])).toMatchObject({ name: 'b' });
    expect(types.read('text', [ALICE, '0x0aff', '0x01020304'])).toBe(`${ALICE} 0x0aff 0x01020304`);
    expect(String(types.read('parse')).toLowerCase()).toBe('0x00112233445566778899aabbccddeeff00112233');
  });

  test('what the ABI says', () => {
    const names = artifact.abi.filter(({ type }) => type === 'function').map(({ name }) => name);
    expect(names).toContain('renamed');
    for (const name of ['original', 'hidden', 'alsoHidden', 'third', 'onValue', 'other'])
      expect(names).not.toContain(name);
    expect(artifact.abi.find(({ name }) => name === 'line')).toEqual({
      type: 'function',
      name: 'line',
      inputs: [
        {
          name: 'line',
          type: 'tuple',
          components: [
            {
              name: 'from',
              type: 'tuple',
              components: [
                { name: 'x', type: 'int64' },
                { name: 'y', type: 'uint256' },
              ],
            },
            { name: 'name', type: 'string' },
            { name: 'weights', type: 'uint256[]' },
          ],
        },
      ],
      outputs: [expect.objectContaining({ name: '', type: 'tuple' })],
      stateMutability: 'pure',
    });
    expect(artifact.abi.find(({ name }) => name === 'pay')?.['stateMutability']).toBe('payable');
    expect(artifact.abi.find(({ name }) => name === 'me')?.['stateMutability']).toBe('view');
    expect(artifact.abi.find(({ type }) => type === 'receive')).toEqual({
      type: 'receive',
      stateMutability: 'payable',
    });
    expect(artifact.abi.find(({ type }) => type === 'fallback')).toEqual({
      type: 'fallback',
      stateMutability: 'nonpayable',
    });
  });

  test('input that does not fit its type reverts without data', () => {
    const reverts = (signature: string, words: string): void => {
      const data = (toFunctionSelector(signature) + words) as Hex;
      expect(types.ledger.call(types.address, data), `${signature} ${words}`).toEqual(EMPTY);
    };
    const word = (hex: string): string => hex.padStart(64, '0');
    const head = [word('1'), word('1'), word('1'), word('1')];
    const small = (at: number, value: string): string => head.map((one, i) => (i === at ? value : one)).join('');
    const smallest = 'small(int8,uint16,int32,uint64)';
    reverts(smallest, small(0, word('80')));
    reverts(smallest, small(0, `${'ff'.repeat(30)}0080`));
    reverts(smallest, small(0, `${'00'}${'ff'.repeat(31)}`));
    reverts(smallest, small(1, word('10000')));
    reverts(smallest, small(2, word('80000000')));
    reverts(smallest, small(3, word('1'.padEnd(17, '0'))));
    reverts(smallest, head.join('').slice(2));
    reverts('checkText(bool)', word('2'));
    reverts('seven(bytes7)', '01'.repeat(8).padEnd(64, '0'));
    reverts('text(address,bytes,bytes4)', word('01'.repeat(21)) + word('60') + word('0') + word('0'));
    reverts('hash(bytes)', word('20') + word('5') + '61'.repeat(4));
    reverts('hash(bytes)', 'ff'.repeat(32));
    reverts('hash(bytes)', `${word('20')}${'ff'.repeat(32)}`);
    reverts('hash(bytes)', word('7fffffff') + word('0'));
    reverts('hash(bytes)', word('20') + word('7fffffff'));
    reverts('echoStrings(string[])', word('20') + word('1') + word('20') + word('1') + 'ff'.padEnd(64, '0'));
    reverts('echoStrings(string[])', word('20') + word('1') + word('20') + word('2') + 'c3c3'.padEnd(64, '0'));
    reverts('reverse(uint32[])', word('20') + word('ffffffff') + word('1'));
    reverts('reverse(uint32[])', word('20') + word('8000001') + word('1'));
    reverts('reverse(uint32[])', word('20') + word('1') + word('100000000'));
    reverts('nested(uint256[][])', word('20') + word('1') + word('ffffffe0'));
    reverts('line(((int64,uint256),string,uint256[]))', word('20') + word('1'));
  });

  test('functions that are not payable refuse value; unknown ones are for @fallback, value alone for @receive', () => {
    expect(types.send('flags', [[]], { value: 1n })).toEqual(EMPTY);
    expect(types.read('pay', [], { value: 2n ** 200n })).toBe(2n ** 200n);
    const call = (data: Hex, value = 0n) => types.ledger.call(types.address, data, { value });
    expect(call('0x', 5n)).toEqual({ status: 'success', data: '0x' });
    expect(call('0x12345678')).toEqual({ status: 'reverted', data: error('unknown function') });
    expect(call('0x12')).toEqual({ status: 'reverted', data: error('unknown function') });
    types.ledger.events.length = 0;
    expect(call('0x1234567812345678').status).toBe('success');
    expect(types.ledger.events).toEqual([
      { address: types.address, topics: [keccak256(toHex('Empty()'))], data: '0x' },
    ]);
    expect(call('0x1234567812345678', 1n)).toEqual(EMPTY);
  });

  test('reverts', () => {
    const { abi } = types;
    const points = [
      { x: 1n, y: 2n },
      { x: -3n, y: MAX },
    ];
    expect(types.send('checkText', [false]).data).toBe(error('not ok: é€'));
    expect(types.send('checkText', [true])).toEqual({ status: 'success', data: '0x' });
    expect(types.send('failText').data).toBe(error('plain'));
    expect(types.send('failBad').data).toBe(encodeErrorResult({ abi, errorName: 'Bad', args: ['why', points] }));
    expect(types.send('failNothing', [2]).data).toBe(encodeErrorResult({ abi, errorName: 'Nothing' }));
    expect(types.send('failNothing', [1]).data).toBe(error('one'));
    expect(types.read('failNothing', [0])).toBe(0);
    expect(types.send('failAssert', [0]).data).toBe(panic(1n));
    expect(types.send('failAssert', [1]).data).toBe(error('assertion text'));
    expect(types.send('index', [[7n], 0]).data).toBe(pad('0x7'));
    expect(types.send('index', [[7n], 1]).data).toBe(panic(0x32n));
  });

  test('events', () => {
    types.ledger.events.length = 0;
    types.read('note', ['a note', -2]);
    const [event] = types.ledger.events;
    const topics = event?.topics as [Hex, ...Hex[]];
    expect(topics.slice(1)).toEqual([
      keccak256(toHex('a note')),
      keccak256(toHex('a note')),
      toHex(-2n, { size: 32, signed: true } as never),
    ]);
    expect(decodeEventLog({ abi: types.abi, topics, data: event?.data as Hex })).toMatchObject({
      eventName: 'Note',
      args: { n: -2, body: 'a note', line: { from: { x: 1n, y: 1n }, name: 'a note', weights: [7n] } },
    });
  });

  test('the environment and hashes', () => {
    expect(types.read('hash', ['0x0102'])).toBe(keccak256('0x0102'));
    expect(types.read('sha', ['0x0102'])).toBe(
      `0x${createHash('sha256').update(Buffer.from('0102', 'hex')).digest('hex')}`,
    );
    const ledger = types.ledger.account(types.address);
    expect(types.read('env')).toEqual([
      42n,
      1_700_000_000n,
      30_000_000n,
      5n,
      99n,
      31337n,
      7n,
      8n,
      BigInt(ALICE),
      BigInt(`0x${'cb'.repeat(20)}`),
      ledger.balance,
      1_000_000n,
    ]);
    expect(String(types.read('me')).toLowerCase()).toBe(types.address);
  });

  test('encoding and decoding by hand', () => {
    const line = outputsOf('line');
    const several = outputsOf('small');
    const encodedLine = encodeAbiParameters(line, [LINE] as never);
    expect(types.read('encoded', [LINE, 9])).toEqual([
      encodedLine,
      encodeAbiParameters(several, [-1, 2n, 't'] as never),
      pad('0x9'),
      encodeAbiParameters([{ type: 'string' }], ['text']),
    ]);
    const input = encodeAbiParameters(several, [-7, 2n, 't'] as never);
    expect(types.read('decoded', [encodedLine, input])).toEqual([-7, 2n, LINE.name]);
    expect(types.send('decoded', [encodedLine.slice(0, -2), input])).toEqual(EMPTY);
  });

  test('words of storage, kept and for a transaction', () => {
    const result = types.send('words', [2n ** 200n, 5n]);
    expect(result.data).toBe(encodeAbiParameters([{ type: 'uint256[]' }], [[0n, 5n, 6n]]));
    expect(types.ledger.slot(types.address, toHex(2n ** 200n, { size: 32 }))).toBe(pad('0x6'));
  });
});
