/**
 * What a contract wrote to the console, as Hardhat and Foundry show it: `console.log` of hardhat/console.sol and forge-std/console.sol (also
 * the older ones, whose selectors were made with `uint` and `int`), and of the SDKs, which write `log(string)`.
 */
import { keccak_256 } from '@noble/hashes/sha3.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { toHex } from '../../core/hex.ts';
import type { AbiField, AbiValue } from './abi-type.ts';
import { parseFields } from './abi-type.ts';
import { decodeFields } from './codec.ts';

const MIXED = ['uint256', 'string', 'bool', 'address'];
const SINGLE = ['int256', 'bytes', ...Array.from({ length: 32 }, (_, n) => `bytes${n + 1}`)];
const MOST = 4;

let known: ReadonlyMap<string, readonly string[]> | undefined;

/** Types by selector (8 hex digits). Made when the first text is read: some 900 hashes. */
function signatures(): ReadonlyMap<string, readonly string[]> {
  if (known !== undefined) return known;
  const lists: string[][] = [[], ...SINGLE.map((type) => [type]), ['string', 'int256']];
  for (let rows: string[][] = [[]], n = 0; n < MOST; n++) {
    rows = rows.flatMap((row) => MIXED.map((type) => [...row, type]));
    lists.push(...rows);
  }
  const found = new Map<string, readonly string[]>();
  for (const types of lists) {
    const names = types.join(',');
    for (const written of new Set([names, names.replaceAll(/\b(u?int)256\b/g, '$1')]))
      found.set(toHex(keccak_256(utf8ToBytes(`log(${written})`)).subarray(0, 4)), types);
  }
  return (known = found);
}

/** Never throws: what cannot be read is shown as bytes. @param said call data, perhaps cut. */
export function consoleText(said: Uint8Array): string {
  const types = signatures().get(toHex(said.subarray(0, 4)));
  const fields = types && parseFields(types.map((type) => ({ type })));
  const values = fields?.ok === true ? decodeFields(fields.value, said.subarray(4)) : undefined;
  if (fields?.ok !== true || values?.ok !== true) return bytesText(said);
  return format(values.value, fields.value);
}

const SHOWN = 64;
const bytesText = (bytes: Uint8Array): string =>
  `0x${toHex(bytes.subarray(0, SHOWN))}${bytes.length > SHOWN ? `... (${bytes.length} bytes)` : ''}`;

/** As Node's util.format does it: a text in front may have places for what follows. */
function format(values: readonly AbiValue[], fields: readonly AbiField[]): string {
  const shown = values.map((value) => (typeof value === 'bigint' ? value.toString() : String(value)));
  if (fields[0]?.type.kind !== 'string') return shown.join(' ');
  let next = 1;
  const text = (shown[0] ?? '').replaceAll(/%[sdifjoOx%]/g, (place) => {
    if (place === '%%') return shown.length > 1 ? '%' : '%%';
    if (next >= values.length) return place;
    const value = values[next];
    const words = shown[next++] ?? '';
    return place === '%x' && typeof value === 'bigint' ? `0x${value.toString(16)}` : words;
  });
  return [text, ...shown.slice(next)].join(' ');
}
