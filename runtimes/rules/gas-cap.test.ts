import { expect, test } from 'vitest';
import { gasCapOf } from './gas-cap.ts';
import { HARDFORKS } from './hardforks.ts';
import { rulesOf } from './rules.ts';

test.each(HARDFORKS)('the cap that is shown is the one that is enforced (EIP-7825): %s', (hardfork) => {
  expect(gasCapOf({ hardfork })).toBe(rulesOf(hardfork).gasLimitCap);
});
