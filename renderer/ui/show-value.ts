import type { ShownValue } from '../../runtimes/service/contract/abi.ts';
import { grouped, shortHex } from './format.ts';

/** By address in lower case. */
export type Names = ReadonlyMap<string, string>;
const NOBODY: Names = new Map();
const ZERO = `0x${'0'.repeat(40)}`;

/** A decoded value in one line: integers with separators, names in place of addresses. `type`: of the Solidity ABI. */
export function showValue(value: ShownValue, type = '', names: Names = NOBODY): string {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') {
    if (/^u?int\d*$/.test(type)) return /^-?\d+$/.test(value) ? grouped(value) : value;
    if (type === 'string') return JSON.stringify(value);
    if (/^bytes\d*$/.test(type)) return shownBytes(value);
    return value === ZERO ? shortHex(value) : (names.get(value.toLowerCase()) ?? value);
  }
  if (Array.isArray(value)) {
    const item = /\[\d*\]$/.test(type) ? type.replace(/\[\d*\]$/, '') : undefined;
    const parts = item === undefined ? componentsOf(type) : [];
    const of = (n: number): string => item ?? parts[n] ?? '';
    return `[${(value as readonly ShownValue[]).map((one, n) => showValue(one, of(n), names)).join(', ')}]`;
  }
  const parts = componentsOf(type);
  const fields = Object.entries(value as Readonly<Record<string, ShownValue>>);
  return `{ ${fields.map(([name, one], n) => `${name}: ${showValue(one, parts[n] ?? '', names)}`).join(', ')} }`;
}

/** More than 64 bytes are no text that anybody reads: both ends of them, and how many there are. */
const shownBytes = (hex: string): string =>
  hex.length <= 130 ? hex : `${hex.slice(0, 34)}…${hex.slice(-16)} (${grouped(String((hex.length - 2) / 2))} bytes)`;

/** The types in `(uint256,(string,bool)[],bytes)`: those at the top. */
function componentsOf(tuple: string): readonly string[] {
  if (!tuple.startsWith('(') || !tuple.endsWith(')')) return [];
  const parts = [''];
  let depth = 0;
  for (const sign of tuple.slice(1, -1)) {
    if (sign === '(') depth++;
    if (sign === ')') depth--;
    if (sign === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts;
}
