import type { AccountId } from '../core/cell.ts';
import { isSince, type HardforkName } from '../rules/hardforks.ts';
import { COUNTER_ACCOUNT } from './counter-account.ts';

/** Precompiled contracts by the hardfork that brought them: numbers of their addresses, first and last. */
const PRECOMPILES: readonly (readonly [HardforkName, number, number])[] = [
  ['frontier', 0x01, 0x04],
  ['byzantium', 0x05, 0x08],
  ['istanbul', 0x09, 0x09],
  ['cancun', 0x0a, 0x0a],
  ['prague', 0x0b, 0x11],
  ['osaka', 0x100, 0x100],
];

/** Accounts that the EVM answers for without code. */
export function builtinsOf(hardfork: HardforkName): AccountId[] {
  const accounts: AccountId[] = [COUNTER_ACCOUNT];
  for (const [since, first, last] of PRECOMPILES) {
    if (!isSince(hardfork, since)) continue;
    for (let n = first; n <= last; n++) accounts.push(n.toString(16).padStart(40, '0') as AccountId);
  }
  return accounts;
}
