import type { AccountId } from '../../core/cell.ts';
import type { Random } from '../../core/random.ts';
import { scenarioAccount } from './account.ts';
import type { AccountPick } from './model.ts';
import { zipf } from './zipf.ts';

/** The accounts of one scenario, derived when they are first needed. */
export interface AccountPicker {
  readonly count: number;
  account(index: number): AccountId;
  /** A way to draw an index; a fixed one draws nothing from the stream. */
  drawer(pick: AccountPick): (random: Random) => number;
}

export function accountPicker(count: number): AccountPicker {
  const accounts: AccountId[] = [];
  const ranked = new Map<number, (random: Random) => number>();
  return {
    count,
    account: (index) => (accounts[index] ??= scenarioAccount(index)),
    drawer: (pick) => {
      if (pick.kind === 'index') return () => pick.index;
      if (pick.kind === 'random') return (random) => random.below(count);
      const draw = ranked.get(pick.skew) ?? zipf(count, pick.skew);
      ranked.set(pick.skew, draw);
      return draw;
    },
  };
}
