import { expect, test } from 'vitest';
import { evmVersionFor } from './evm-version.ts';

test.each([
  ['cancun', '0.8.37', 'cancun'],
  ['cancun', '0.8.20', 'shanghai'],
  ['prague', '0.5.16', 'istanbul'],
  ['prague', '0.4.26', 'constantinople'],
  ['osaka', '0.8.37', 'osaka'],
  ['mergeNetsplitBlock', '0.8.37', 'paris'],
  ['muirGlacier', '0.8.37', 'istanbul'],
  ['spuriousDragon', '0.8.37', 'spuriousDragon'],
  ['chainstart', '0.8.37', 'homestead'],
  ['a fork to come', '0.8.37', 'osaka'],
  ['byzantium', '0.4.20', undefined],
  [undefined, '0.8.37', undefined],
])('hardfork %s with solc %s: %s', (hardfork, solc, target) => {
  expect(evmVersionFor(hardfork, solc)).toBe(target);
});
