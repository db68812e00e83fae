import { expect, it } from 'vitest';
import { showValue } from './show-value.ts';

const ALICE = `0x${'a1'.repeat(20)}`;
const names = new Map([[ALICE, 'alice']]);

it('shows integers with separators, names in place of addresses, and nobody short', () => {
  expect(showValue('1500000', 'uint256')).toBe('1,500,000');
  expect(showValue('-1500000', 'int24')).toBe('-1,500,000');
  expect(showValue('1500000', 'string')).toBe('"1500000"');
  expect(showValue(ALICE, 'address', names)).toBe('alice');
  expect(showValue(`0x${'0'.repeat(40)}`, 'address', names)).toBe('0x0000…0000');
  expect(showValue([ALICE, `0x${'b2'.repeat(20)}`], 'address[]', names)).toBe(`[alice, 0x${'b2'.repeat(20)}]`);
  expect(showValue({ who: ALICE, by: '3' }, '(address,uint256)', names)).toBe('{ who: alice, by: 3 }');
});
