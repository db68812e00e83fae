import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeFunctionData, parseAbi, type Abi } from 'viem';
import { expect, it } from 'vitest';
import { decodeHex } from '../../core/hex.ts';
import { consoleText } from './console-text.ts';

const said = (signature: string, ...args: unknown[]): string => {
  const abi = parseAbi([`function ${signature}`] as never) as Abi;
  return consoleText(decodeHex(encodeFunctionData({ abi, functionName: 'log', args }).slice(2)));
};
const ALICE = '0x00000000000000000000000000000000000a11ce';

it('reads what both libraries write', () => {
  expect(said('log()')).toBe('');
  expect(said('log(string)', 'hello')).toBe('hello');
  expect(said('log(uint256)', 2n ** 255n)).toBe((2n ** 255n).toString());
  expect(said('log(int256)', -5n)).toBe('-5');
  expect(said('log(string,int256)', 'by', -5n)).toBe('by -5');
  expect(said('log(bytes)', '0x0102')).toBe('0x0102');
  expect(said('log(bytes32)', `0x${'11'.repeat(32)}`)).toBe(`0x${'11'.repeat(32)}`);
  expect(said('log(address,bool,uint256,string)', ALICE, true, 7n, 'end')).toBe(`${ALICE} true 7 end`);
});

it('reads the selectors of older libraries, which were made of the short names', () => {
  // log(uint) and log(int), as hardhat/console.sol had them before 2.12.
  expect(consoleText(decodeHex(`f5b1bba9${'2a'.padStart(64, '0')}`))).toBe('42');
  expect(consoleText(decodeHex(`4e0c1d1d${'5'.padStart(64, '0')}`))).toBe('5');
});

it('puts values where the text has places for them', () => {
  expect(said('log(string,uint256,address)', 'pays %d to %s', 5n, ALICE)).toBe(`pays 5 to ${ALICE}`);
  expect(said('log(string,uint256)', 'at', 5n)).toBe('at 5');
  expect(said('log(string,uint256)', '%x of %s', 255n)).toBe('0xff of %s');
  expect(said('log(string,bool)', '100%% %s', false)).toBe('100% false');
  expect(said('log(string)', '100%% sure')).toBe('100%% sure');
});

it('shows what it cannot read as bytes', () => {
  expect(consoleText(decodeHex('deadbeef00'))).toBe('0xdeadbeef00');
  expect(consoleText(decodeHex('41304fac00'))).toBe('0x41304fac00');
  expect(consoleText(new Uint8Array(0))).toBe('0x');
});

it('reads all that the library which comes with the app can write', async () => {
  const library = await readFile(join(import.meta.dirname, '../../../resources/sdk/solidity/console.sol'), 'utf8');
  const signatures = [...library.matchAll(/encodeWithSignature\("log\(([\w,]*)\)"/g)].map(([, types = '']) => types);
  expect(signatures.length).toBeGreaterThan(370);
  for (const types of signatures) {
    const each = types === '' ? [] : types.split(',');
    const words = each.map((type) => sample(type));
    const text = said(`log(${types})`, ...words.map(([value]) => value));
    expect(text, types).toBe(words.map(([, shown]) => shown).join(' '));
  }
});

/** A value of a type, and how it is shown. */
function sample(type: string): [unknown, string] {
  if (type === 'string') return ['word', 'word'];
  if (type === 'bool') return [true, 'true'];
  if (type === 'address') return [ALICE, ALICE];
  if (type.endsWith('int256')) return [7n, '7'];
  const bytes = `0x${'ab'.repeat(Number(type.slice('bytes'.length)) || 3)}`;
  return [bytes, bytes];
}
