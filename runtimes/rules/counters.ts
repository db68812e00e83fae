import { slotCountCell, storageCell, type AccountId, type CellKey } from '../core/cell.ts';
import { integer } from '../core/hex.ts';
import type { Accounts, AccountStorage } from './accounts.ts';
import { loadGas } from './call-gas.ts';
import type { Rules } from './rules.ts';
import type { WarmSet } from './warm-set.ts';

/** Behind the slot of the counter: what was added, and what was subtracted (`+` and `-`). */
const ADDED = '2b';
const SUBTRACTED = '2d';

/** What a change costs beside the cold access: the price of a slot that is set already (EIP-2200's reset without the access). */
const CHANGE = 2900n;
const CHANGE_AGAIN = 100n;

/** Amounts are below it, so that the sums of what transactions add stay far below 2^256. */
export const COUNTER_LIMIT = 2n ** 128n;

const cells = ({ account, epoch }: AccountStorage, slot: string): { added: CellKey; subtracted: CellKey } => ({
  added: storageCell(account, epoch, slot + ADDED),
  subtracted: storageCell(account, epoch, slot + SUBTRACTED),
});

/**
 * Commutative counters of contracts: the number at a slot is the sum of what was added less the sum of what was subtracted, each a cell
 * that is only ever credited (a PN-counter; Shapiro et al. 2011). Changes read nothing, so transactions that only change a counter do
 * not conflict; reading it conflicts with whoever changes it.
 */
export class Counters {
  readonly #accounts: Accounts;

  constructor(accounts: Accounts) {
    this.#accounts = accounts;
  }

  change(storage: AccountStorage, slot: string, direction: 'add' | 'sub', amount: bigint): void {
    if (amount === 0n) return;
    const { added, subtracted } = cells(storage, slot);
    const { journal } = this.#accounts;
    journal.credit(direction === 'add' ? added : subtracted, amount);
    // So that the account's storage is not empty. Exact it cannot be: whether the counter was zero is not to be read.
    journal.credit(slotCountCell(storage.account, storage.epoch), 1n);
  }

  /** The counter's value; negative where more was subtracted than added. */
  read(storage: AccountStorage, slot: string): bigint {
    const { added, subtracted } = cells(storage, slot);
    const { journal } = this.#accounts;
    return integer(journal.read(added)) - integer(journal.read(subtracted));
  }

  /** What a use costs; warms the counter. Depends on nothing that another transaction may change. */
  gas(rules: Rules, warmSet: WarmSet, account: AccountId, slot: string, use: 'change' | 'read'): bigint {
    const access = loadGas(rules, warmSet.warmSlot(account, slot + ADDED));
    if (use === 'read') return access;
    const again = !warmSet.warmSlot(account, slot + SUBTRACTED);
    return again ? CHANGE_AGAIN : access + CHANGE;
  }
}
