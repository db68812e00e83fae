import type { ShownValue } from '../../runtimes/service/contract/abi.ts';
import { grouped } from './format.ts';

/** A decoded value in one line; integers with separators. `type`: of the Solidity ABI. */
export function showValue(value: ShownValue, type = ''): string {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') {
    if (/^u?int\d*$/.test(type)) return grouped(value);
    return type === 'string' ? JSON.stringify(value) : value;
  }
  if (Array.isArray(value)) {
    const item = /\[\d*\]$/.test(type) ? type.replace(/\[\d*\]$/, '') : '';
    return `[${(value as readonly ShownValue[]).map((one) => showValue(one, item)).join(', ')}]`;
  }
  const fields = Object.entries(value as Readonly<Record<string, ShownValue>>);
  return `{ ${fields.map(([name, one]) => `${name}: ${showValue(one)}`).join(', ')} }`;
}
