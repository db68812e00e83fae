import {
  balanceCell,
  codeCell,
  codeValue,
  emptyCell,
  nonceCell,
  slotCountCell,
  storageCell,
  type AccountId,
  type CellKey,
  type CellValue,
} from '../../core/cell.ts';
import { quantity, toHex } from '../../core/hex.ts';
import { keccak256 } from '../../rules/keccak.ts';
import { RUNTIME } from '../manifest.ts';

/** What Ethereum knows of an account. */
export interface AccountFields {
  readonly balance: bigint;
  readonly nonce: bigint;
  readonly code: Uint8Array;
  /** Each key (64 hex digits) once. */
  readonly slots: Iterable<readonly [slot: string, value: bigint]>;
}

/** Accounts of Ethereum as cells of a ledger that begins. */
export class AccountCells {
  readonly cells = new Map<CellKey, CellValue>();
  /** By keccak-256. */
  readonly codes = new Map<string, Uint8Array>();

  add(account: AccountId, { balance, nonce, code, slots }: AccountFields): void {
    const hash = code.length === 0 ? '' : toHex(keccak256(code));
    if (hash !== '') this.codes.set(hash, code);
    const owns = [
      this.#put(balanceCell(account), quantity(balance)),
      this.#put(nonceCell(account), quantity(nonce)),
      this.#put(codeCell(account), hash === '' ? '' : codeValue(RUNTIME, hash)),
    ];
    // A genesis may have accounts that are empty, and they count (EIP-161 takes them away when they are touched).
    if (!owns.includes(true)) this.#put(emptyCell(account), '1');
    let count = 0n;
    for (const [slot, value] of slots) if (this.#put(storageCell(account, '', slot), quantity(value))) count++;
    this.#put(slotCountCell(account, ''), quantity(count));
  }

  #put(key: CellKey, value: CellValue): boolean {
    if (value !== '') this.cells.set(key, value);
    return value !== '';
  }
}
