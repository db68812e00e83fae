import type { AccountFields, StateManagerInterface } from '@ethereumjs/common';
import type { Account, Address } from '@ethereumjs/util';
import type { AccountId } from '../../core/cell.ts';
import { bytesOfQuantity, quantityOfBytes, toHex } from '../../core/hex.ts';
import { RUNTIME } from '../manifest.ts';
import type { Accounts } from '../../rules/accounts.ts';
import { JournalAccount } from './journal-account.ts';

export const accountOf = (address: Address): AccountId => toHex(address.bytes) as AccountId;

const none = Promise.resolve();
const noRoot = (): never => {
  throw new Error('evm: the ledger keeps the state root');
};

/** The state interface of the library over the journal of the transaction in progress. Keeps nothing itself. */
export class JournalStateManager implements StateManagerInterface {
  readonly #accounts: Accounts;
  /** Undefined for accounts that do not exist, which only counts before EIP-161: afterwards those are the same as empty ones. */
  readonly #knowsAbsence: boolean;

  constructor(accounts: Accounts, knowsAbsence: boolean) {
    this.#accounts = accounts;
    this.#knowsAbsence = knowsAbsence;
  }

  readonly originalStorageCache = {
    get: (address: Address, key: Uint8Array): Promise<Uint8Array> => {
      const storage = this.#accounts.storage(accountOf(address));
      return Promise.resolve(bytesOfQuantity(this.#accounts.originalSlot(storage, toHex(key))));
    },
    // Originals are the journal's.
    clear: (): void => undefined,
  };

  getAccount(address: Address): Promise<Account | undefined> {
    const id = accountOf(address);
    if (this.#knowsAbsence && !this.#accounts.exists(id)) return Promise.resolve(undefined);
    return Promise.resolve(new JournalAccount(this.#accounts, id));
  }

  putAccount(address: Address, account?: Account): Promise<void> {
    if (account === undefined) return this.deleteAccount(address);
    // A JournalAccount has written through already.
    if (!(account instanceof JournalAccount)) {
      this.#accounts.setNonce(accountOf(address), account.nonce);
      this.#accounts.setBalance(accountOf(address), account.balance);
    }
    return none;
  }

  deleteAccount(address: Address): Promise<void> {
    this.#accounts.markDestroyed(accountOf(address));
    return none;
  }

  modifyAccountFields(address: Address, { nonce, balance }: AccountFields): Promise<void> {
    if (nonce !== undefined) this.#accounts.setNonce(accountOf(address), nonce);
    if (balance !== undefined) this.#accounts.setBalance(accountOf(address), balance);
    return none;
  }

  putCode(address: Address, bytes: Uint8Array): Promise<void> {
    this.#accounts.setCode(accountOf(address), bytes, RUNTIME);
    return none;
  }

  getCode(address: Address): Promise<Uint8Array> {
    return Promise.resolve(this.#accounts.codeBytes(this.#accounts.code(accountOf(address))));
  }

  getCodeSize(address: Address): Promise<number> {
    return Promise.resolve(this.#accounts.codeBytes(this.#accounts.code(accountOf(address))).length);
  }

  getStorage(address: Address, key: Uint8Array): Promise<Uint8Array> {
    return Promise.resolve(
      bytesOfQuantity(this.#accounts.slot(this.#accounts.storage(accountOf(address)), toHex(key))),
    );
  }

  putStorage(address: Address, key: Uint8Array, value: Uint8Array): Promise<void> {
    this.#accounts.setSlot(this.#accounts.storage(accountOf(address)), toHex(key), quantityOfBytes(value));
    return none;
  }

  clearStorage(address: Address): Promise<void> {
    this.#accounts.clearStorage(accountOf(address));
    return none;
  }

  checkpoint(): Promise<void> {
    this.#accounts.journal.checkpoint();
    return none;
  }

  commit(): Promise<void> {
    this.#accounts.journal.commit();
    return none;
  }

  revert(): Promise<void> {
    this.#accounts.journal.revert();
    return none;
  }

  getStateRoot = noRoot;
  setStateRoot = noRoot;
  hasStateRoot = noRoot;
  shallowCopy = noRoot;
  clearCaches(): void {}
}
