import {
  balanceCell,
  codeCell,
  codeValue,
  emptyCell,
  epochCell,
  nonceCell,
  parseCode,
  slotCountCell,
  storageCell,
  type AccountId,
  type CellKey,
  type CellValue,
} from '../core/cell.ts';
import { integer, quantity, toHex } from '../core/hex.ts';
import type { RuntimeId } from '../core/transaction.ts';
import type { Journal } from '../sdk/journal.ts';
import type { LaneHost } from '../sdk/runtime.ts';
import { CodeCache } from './code-cache.ts';
import { keccak256 } from './keccak.ts';
import { scratchKey } from './scratch.ts';

/** Storage of one account under its present epoch; the epoch cannot change while a frame of the account runs. */
export interface AccountStorage {
  readonly account: AccountId;
  readonly epoch: CellValue;
}

const NO_CODE = new Uint8Array(0);

/** Consensus keeps this account touched when the frame that touched it fails (the exception in EIP-161's history). */
const RIPEMD160 = `${'0'.repeat(39)}3` as AccountId;

/**
 * Ethereum's accounts as cells, seen through the journal of the transaction in progress. Nothing is copied or cached between
 * questions, so the journal's checkpoints are the only ones. Reads are as few as the question allows: each is a possible conflict.
 */
export class Accounts {
  readonly #codes: CodeCache;
  readonly #keepsEmpty: boolean;
  #journal: Journal | undefined;
  #ripemdTouched = false;

  /** keepsEmpty: empty accounts exist once touched, as before EIP-161. */
  constructor(host: Pick<LaneHost, 'code'>, keepsEmpty: boolean) {
    this.#codes = new CodeCache((hash) => host.code(hash));
    this.#keepsEmpty = keepsEmpty;
  }

  begin(journal: Journal): void {
    this.#journal = journal;
    this.#ripemdTouched = false;
  }

  get journal(): Journal {
    if (this.#journal === undefined) throw new Error('rules: no transaction is in progress');
    return this.#journal;
  }

  balance(account: AccountId): bigint {
    return integer(this.journal.read(balanceCell(account)));
  }

  setBalance(account: AccountId, balance: bigint): void {
    this.journal.write(balanceCell(account), quantity(balance));
  }

  /** Adds without reading. */
  credit(account: AccountId, amount: bigint): void {
    this.journal.credit(balanceCell(account), amount);
  }

  /** @throws Error where the funds are missing: whoever transfers has checked them. */
  transfer(from: AccountId, to: AccountId, amount: bigint): void {
    if (amount === 0n) return;
    const balance = this.balance(from);
    if (balance < amount) throw new Error(`rules: ${from} has ${balance}, but sends ${amount}`);
    if (from === to) return;
    this.setBalance(from, balance - amount);
    this.credit(to, amount);
  }

  nonce(account: AccountId): bigint {
    return integer(this.journal.read(nonceCell(account)));
  }

  setNonce(account: AccountId, nonce: bigint): void {
    this.journal.write(nonceCell(account), quantity(nonce));
  }

  /** The code cell: empty, or `runtime:hash`. */
  code(account: AccountId): CellValue {
    return this.journal.read(codeCell(account));
  }

  /** The bytes a code cell names, whatever runtime they are for. */
  codeBytes(code: CellValue): Uint8Array {
    if (code === '') return NO_CODE;
    const hash = code.slice(code.indexOf(':') + 1);
    return this.#codes.get(hash) ?? this.journal.ownCode(hash) ?? this.#codes.fetch(hash);
  }

  /** `runtime`: whose code it is. */
  setCode(account: AccountId, bytes: Uint8Array, runtime: RuntimeId): void {
    if (bytes.length === 0) {
      this.journal.write(codeCell(account), '');
      return;
    }
    const hash = toHex(keccak256(bytes));
    this.journal.putCode({ hash, bytes });
    this.journal.write(codeCell(account), codeValue(runtime, hash));
  }

  /** EIP-161: no code, no nonce, no balance. */
  isEmpty(account: AccountId): boolean {
    const { journal } = this;
    return (
      journal.read(codeCell(account)) === '' &&
      journal.read(nonceCell(account)) === '' &&
      journal.isZero(balanceCell(account))
    );
  }

  exists(account: AccountId): boolean {
    return !this.isEmpty(account) || this.journal.read(emptyCell(account)) !== '';
  }

  /** What EIP-161 calls touching; before it, what brings an account into being. */
  touch(account: AccountId): void {
    const { journal } = this;
    if (this.#keepsEmpty) {
      if (!this.exists(account)) journal.write(emptyCell(account), '1');
      return;
    }
    if (account === RIPEMD160) this.#ripemdTouched = true;
    const key = scratchKey.touched(account);
    if (journal.scratchGet(key) === undefined) journal.scratchSet(key, '1');
  }

  storage(account: AccountId): AccountStorage {
    return { account, epoch: this.journal.read(epochCell(account)) };
  }

  slot({ account, epoch }: AccountStorage, slot: string): CellValue {
    return this.journal.read(storageCell(account, epoch, slot));
  }

  originalSlot({ account, epoch }: AccountStorage, slot: string): CellValue {
    return this.journal.original(storageCell(account, epoch, slot));
  }

  setSlot({ account, epoch }: AccountStorage, slot: string, value: CellValue): void {
    const { journal } = this;
    const cell = storageCell(account, epoch, slot);
    const before = journal.read(cell);
    if (before === value) return;
    journal.write(cell, value);
    if (before === '') journal.credit(slotCountCell(account, epoch), 1n);
    else if (value === '') journal.credit(slotCountCell(account, epoch), -1n);
  }

  hasStorage(account: AccountId): boolean {
    const { epoch } = this.storage(account);
    return this.journal.read(slotCountCell(account, epoch)) !== '';
  }

  /** All slots become zero at once: a new epoch begins. */
  clearStorage(account: AccountId): void {
    const { epoch } = this.storage(account);
    const count = slotCountCell(account, epoch);
    if (this.journal.read(count) === '') return;
    this.journal.write(count, '');
    this.journal.write(epochCell(account), quantity(integer(epoch) + 1n));
  }

  markCreated(account: AccountId): void {
    this.journal.scratchSet(scratchKey.created(account), '1');
  }

  isCreated(account: AccountId): boolean {
    return this.journal.scratchGet(scratchKey.created(account)) !== undefined;
  }

  markDestroyed(account: AccountId): void {
    this.journal.scratchSet(scratchKey.destroyed(account), '1');
  }

  isDestroyed(account: AccountId): boolean {
    return this.journal.scratchGet(scratchKey.destroyed(account)) !== undefined;
  }

  /** The end of a transaction: what was destroyed goes, and so does what was touched and is empty (EIP-161). */
  settle(): void {
    const { journal } = this;
    for (const [key] of [...journal.scratchEntries(scratchKey.DESTROYED)]) this.#remove(scratchKey.accountOf(key));
    if (this.#keepsEmpty) return;
    for (const [key] of [...journal.scratchEntries(scratchKey.TOUCHED)]) this.#sweep(scratchKey.accountOf(key));
    if (this.#ripemdTouched) this.#sweep(RIPEMD160);
  }

  #sweep(account: AccountId): void {
    if (this.journal.read(emptyCell(account)) !== '' && this.isEmpty(account)) this.#remove(account);
  }

  #remove(account: AccountId): void {
    this.clearStorage(account);
    for (const cell of [balanceCell(account), nonceCell(account), codeCell(account), emptyCell(account)])
      this.#erase(cell);
  }

  #erase(cell: CellKey): void {
    if (this.journal.read(cell) !== '') this.journal.write(cell, '');
  }
}

/** The runtime that a code cell names; undefined where there is no code. */
export const runtimeOf = (code: CellValue): string | undefined => parseCode(code)?.runtime;
