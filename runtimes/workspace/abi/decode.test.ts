import { describe, expect, it } from 'vitest';
import {
  encodeAbiParameters,
  encodeErrorResult,
  encodeEventTopics,
  parseAbi,
  parseAbiParameters,
  type Abi,
} from 'viem';
import { accountId } from '../../core/cell.ts';
import { fromHex } from '../../core/hex.ts';
import { parseContractAbi, type ContractAbi } from './contract-abi.ts';
import { decodeEvent } from './decode-event.ts';
import { decodeResult } from './decode-result.ts';
import { decodeRevert } from './decode-revert.ts';
import { showAll, type Shown } from './show.ts';

const ANN = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const HUMAN = parseAbi([
  'struct Order { uint8 size; address by; }',
  'function all() view returns (uint256, int8 small, bool, address, bytes, bytes4, string, uint16[])',
  'function one() view returns (uint256)',
  'function orders() view returns (Order[])',
  'function nothing()',
  'error Poor(uint256 available, uint256 required)',
  'error Said(string text, uint8[] codes)',
  'error Plain()',
  'event Moved(address indexed from, string indexed note, uint256 value, bytes32 indexed key)',
]);
const ABI = contractAbi(HUMAN);

function contractAbi(json: Abi): ContractAbi {
  const parsed = parseContractAbi(json);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

describe('what a function returned', () => {
  const result = (name: string, data: string): Shown => {
    const called = ABI.functions.find((f) => f.name === name);
    if (!called) throw new Error(name);
    const decoded = decodeResult(called, fromHex(data));
    return decoded.ok ? showAll(decoded.value, called.outputs) : { error: decoded.error };
  };
  it('is shown as JSON', () => {
    const types = parseAbiParameters('uint256, int8, bool, address, bytes, bytes4, string, uint16[]');
    const data = encodeAbiParameters(types, [2n ** 255n, -3, true, ANN, '0xAB', '0xdeadbeef', 'hé', [1, 2]]);
    expect(result('all', data)).toEqual([
      String(2n ** 255n),
      '-3',
      true,
      ANN.toLowerCase(),
      '0xab',
      '0xdeadbeef',
      'hé',
      ['1', '2'],
    ]);
    expect(result('one', `0x${'0'.repeat(63)}5`)).toBe('5');
    const orders = encodeAbiParameters(parseAbiParameters('(uint8 size, address by)[]'), [[{ size: 7, by: ANN }]]);
    expect(result('orders', orders)).toEqual([{ size: '7', by: ANN.toLowerCase() }]);
    expect(result('nothing', '0x')).toEqual([]);
  });
  it('or is no answer, and says so', () => {
    expect(result('one', '0x')).toEqual({
      error: expect.stringContaining('one() returned nothing; is there a contract'),
    });
    expect(result('one', '0x1234')).toEqual({
      error: expect.stringContaining('0x1234 (2 bytes) is no encoding of (uint256)'),
    });
    // An offset and a length that lead far outside the data.
    expect(result('orders', `0x${'f'.repeat(128)}`)).toEqual({ error: expect.stringContaining('is no encoding of') });
    expect(result('orders', `0x${'0'.repeat(62)}20${'f'.repeat(64)}`)).toEqual({
      error: expect.stringContaining('is no encoding of'),
    });
  });
});

describe('a revert in words', () => {
  const words = (data: string, abi?: ContractAbi): string => decodeRevert(fromHex(data), abi);
  const reason = encodeErrorResult({ abi: parseAbi(['error Error(string)']), errorName: 'Error', args: ['too late'] });
  const panic = (code: string): string => `0x4e487b71${code.padStart(64, '0')}`;
  it.each([
    ['0x', 'no reason given'],
    [reason, 'too late'],
    [panic('1'), 'panic 0x01: assertion failed'],
    [panic('11'), 'panic 0x11: arithmetic overflow or underflow'],
    [panic('12'), 'panic 0x12: division or modulo by zero'],
    [panic('32'), 'panic 0x32: array index out of bounds'],
    [panic('41'), 'panic 0x41: out of memory: an allocation is too large'],
    [panic('99'), 'panic 0x99: unknown code'],
    [encodeErrorResult({ abi: HUMAN, errorName: 'Poor', args: [5n, 10n] }), 'Poor(available: 5, required: 10)'],
    [encodeErrorResult({ abi: HUMAN, errorName: 'Said', args: ['a"b', [1]] }), 'Said(text: "a\\"b", codes: [1])'],
    [encodeErrorResult({ abi: HUMAN, errorName: 'Plain' }), 'Plain()'],
    ['0xdeadbeef00', 'unknown error 0xdeadbeef (5 bytes)'],
    ['0x08c379a0ff', 'unknown error 0x08c379a0 (5 bytes)'],
    ['0x12', 'unknown error 0x12 (1 bytes)'],
  ])('%s', (data, expected) => {
    expect(words(data, ABI)).toBe(expected);
  });
  it('cuts what is too long and needs no ABI', () => {
    const long = encodeErrorResult({
      abi: parseAbi(['error Error(string)']),
      errorName: 'Error',
      args: ['x'.repeat(9999)],
    });
    expect(words(long).length).toBeLessThan(600);
    expect(words(encodeErrorResult({ abi: HUMAN, errorName: 'Plain' }))).toContain('unknown error');
  });
});

describe('an event', () => {
  const key = `0x${'7'.repeat(64)}` as const;
  const topics = encodeEventTopics({ abi: HUMAN, eventName: 'Moved', args: { from: ANN, note: 'hi', key } }).map(
    (topic) => String(topic).slice(2),
  );
  const event = {
    account: accountId('11'.repeat(20)),
    topics,
    data: fromHex(encodeAbiParameters(parseAbiParameters('uint256'), [9n])),
  };
  it('is decoded, indexed text only as its hash', () => {
    const decoded = decodeEvent(event, ABI);
    expect(decoded?.args).toEqual([
      { name: 'from', type: 'address', value: ANN.toLowerCase() },
      { name: 'note', type: 'bytes32', value: `0x${topics[2] ?? ''}` },
      { name: 'value', type: 'uint256', value: '9' },
      { name: 'key', type: 'bytes32', value: key },
    ]);
    expect(decoded?.text).toMatch(/^Moved\(from: 0x5aaeb[0-9a-f]{35}, note: 0x[0-9a-f]{64}, value: 9, key: 0x7{64}\)$/);
  });
  it('that the ABI does not have, or not so, is undefined', () => {
    expect(decodeEvent({ ...event, topics: [] }, ABI)).toBeUndefined();
    expect(decodeEvent({ ...event, topics: ['0'.repeat(64)] }, ABI)).toBeUndefined();
    expect(decodeEvent({ ...event, topics: topics.slice(0, 2) }, ABI)).toBeUndefined();
    expect(decodeEvent({ ...event, data: new Uint8Array(3) }, ABI)).toBeUndefined();
  });
});
