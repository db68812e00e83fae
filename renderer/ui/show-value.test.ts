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
  const lot = { title: 'a, b', when: { from: '1000', to: '20000' }, bids: ['1500000'], at: ['7000', 'x'] };
  expect(showValue([lot], '(string,(uint64,uint64),uint256[],(int8,string))[]', names)).toBe(
    '[{ title: "a, b", when: { from: 1,000, to: 20,000 }, bids: [1,500,000], at: [7,000, "x"] }]',
  );
});

it('shows long bytes by their ends', () => {
  const bytes = (count: number): string => `0x${'ab'.repeat(count)}`;
  expect(showValue(bytes(64), 'bytes')).toBe(bytes(64));
  expect(showValue(bytes(2000), 'bytes')).toBe(`${bytes(16)}…${'ab'.repeat(8)} (2,000 bytes)`);
});
