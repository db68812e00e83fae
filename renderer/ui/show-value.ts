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
    if (/^u?int\d*$/.test(type)) return grouped(value);
    if (type === 'string') return JSON.stringify(value);
    return value === ZERO ? shortHex(value) : (names.get(value.toLowerCase()) ?? value);
  }
  if (Array.isArray(value)) {
    const item = /\[\d*\]$/.test(type) ? type.replace(/\[\d*\]$/, '') : '';
    return `[${(value as readonly ShownValue[]).map((one) => showValue(one, item, names)).join(', ')}]`;
  }
  const fields = Object.entries(value as Readonly<Record<string, ShownValue>>);
  return `{ ${fields.map(([name, one]) => `${name}: ${showValue(one, '', names)}`).join(', ')} }`;
}
