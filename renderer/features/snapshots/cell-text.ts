import { ether, grouped } from '../../ui/format.ts';

/** What a cell holds, as people read it: balances in ether, small numbers in digits, the rest in hex. */
export function cellText(key: string, value: string): string {
  if (value === '') return 'nothing';
  if (!/^[0-9a-f]+$/.test(value)) return value;
  if (key.endsWith('/b')) return `${ether(BigInt(`0x${value}`).toString())} ether`;
  return value.length <= 32 ? grouped(BigInt(`0x${value}`).toString()) : `0x${value}`;
}
