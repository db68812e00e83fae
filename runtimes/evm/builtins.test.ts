import { expect, test } from 'vitest';
import { HARDFORKS } from '../rules/hardforks.ts';
import { Accounts } from '../rules/accounts.ts';
import { keccak256 } from '../rules/keccak.ts';
import { rulesOf } from '../rules/rules.ts';
import { builtinsOf } from './builtins.ts';
import { COUNTER_ACCOUNT } from './counter-account.ts';
import { BlockHashes } from './execution/blocks.ts';
import { kzg } from './execution/kzg.ts';
import { LaneCommon } from './execution/lane-common.ts';
import { Machine } from './execution/machine.ts';

test.each(HARDFORKS)('the accounts that %s answers for are those that the machine knows', (hardfork) => {
  const machine = new Machine({
    host: { config: { chainId: 1n, hardfork }, call: () => ({}) as never },
    common: new LaneCommon(1n, hardfork, { keccak256, kzg }),
    rules: rulesOf(hardfork),
    accounts: new Accounts({ code: () => new Uint8Array(0) }, false),
    hashes: new BlockHashes(),
  });
  expect([...builtinsOf(hardfork)].sort()).toEqual([COUNTER_ACCOUNT, ...machine.precompiles.keys()].sort());
});
