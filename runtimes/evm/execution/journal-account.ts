import { Account, KECCAK256_NULL, KECCAK256_RLP } from '@ethereumjs/util';
import type { AccountId } from '../../core/cell.ts';
import { decodeHex } from '../../core/hex.ts';
import type { Accounts } from '../../rules/accounts.ts';

/**
 * The library's account over our cells: a field is read when it is asked for and written when it is set. Two frames that hold the
 * same account therefore never disagree, and a call to a contract does not read its balance.
 */
export class JournalAccount extends Account {
  readonly #accounts: Accounts;
  readonly id: AccountId;

  constructor(accounts: Accounts, id: AccountId) {
    super();
    this.#accounts = accounts;
    this.id = id;
  }

  override get nonce(): bigint {
    return this.#accounts.nonce(this.id);
  }

  override set nonce(nonce: bigint) {
    this.#accounts.setNonce(this.id, nonce);
  }

  override get balance(): bigint {
    return this.#accounts.balance(this.id);
  }

  override set balance(balance: bigint) {
    this.#accounts.setBalance(this.id, balance);
  }

  override get codeHash(): Uint8Array {
    const code = this.#accounts.code(this.id);
    return code === '' ? KECCAK256_NULL : decodeHex(code.slice(code.indexOf(':') + 1));
  }

  override set codeHash(_hash: Uint8Array) {
    throw new Error('evm: code is set by its bytes');
  }

  /** Roots are the ledger's business; the library only asks whether there is storage. */
  override get storageRoot(): Uint8Array {
    return this.#accounts.hasStorage(this.id) ? new Uint8Array(32) : KECCAK256_RLP;
  }

  override set storageRoot(_root: Uint8Array) {
    throw new Error('evm: storage is set by its slots');
  }

  override isContract(): boolean {
    return this.#accounts.code(this.id) !== '';
  }

  override isEmpty(): boolean {
    return this.#accounts.isEmpty(this.id);
  }
}
