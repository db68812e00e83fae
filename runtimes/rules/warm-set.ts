import type { AccountId } from '../core/cell.ts';
import type { Accounts } from './accounts.ts';
import { scratchKey } from './scratch.ts';

/** EIP-2929's accessed accounts and slots, in the scratch of the journal: a frame that fails takes back what it warmed. */
export class WarmSet {
  readonly #accounts: Accounts;
  /** Warm in every transaction, so not worth an entry in each. */
  readonly #always: ReadonlySet<string>;

  constructor(accounts: Accounts, always: ReadonlySet<string>) {
    this.#accounts = accounts;
    this.#always = always;
  }

  isWarm(account: AccountId): boolean {
    return this.#accounts.journal.scratchGet(scratchKey.warm(account)) !== undefined || this.#always.has(account);
  }

  warm(account: AccountId): void {
    if (!this.isWarm(account)) this.#accounts.journal.scratchSet(scratchKey.warm(account), '1');
  }

  /** Warms a slot; whether it was cold. */
  warmSlot(account: AccountId, slot: string): boolean {
    const { journal } = this.#accounts;
    const key = scratchKey.warmSlot(account, slot);
    if (journal.scratchGet(key) !== undefined) return false;
    journal.scratchSet(key, '1');
    return true;
  }

  isWarmSlot(account: AccountId, slot: string): boolean {
    return this.#accounts.journal.scratchGet(scratchKey.warmSlot(account, slot)) !== undefined;
  }
}
