/** The EVM's part of a state: what Ethereum calls accounts, made of the cells that hold them. */
import { parseCell, parseCode, type AccountId, type CellKey, type CellValue } from '../../core/cell.ts';
import { RUNTIME } from '../manifest.ts';

export interface EvmAccount {
  /** 40 hex digits. */
  readonly account: AccountId;
  readonly balance: CellValue;
  readonly nonce: CellValue;
  /** keccak-256 of its code, 64 hex digits; empty: it has none. */
  readonly code: string;
  /** Keys (64 hex digits) with what they hold, storage of epochs gone by left out; in the order of the keys. */
  readonly slots: readonly (readonly [slot: string, value: CellValue])[];
}

/** What of a state is not Ethereum's. */
export class NotEthereum {
  /** Accounts whose code is for another runtime, by runtime. */
  readonly foreign = new Map<string, AccountId[]>();
  /** Accounts whose id is no 20-byte address. */
  longIds = 0;
  /** Commutative counters of EVM contracts. */
  counters = 0;

  /** A phrase for each kind. */
  get phrases(): readonly string[] {
    const phrases: string[] = [];
    for (const [runtime, accounts] of this.foreign) {
      const shown = accounts.slice(0, SHOWN).map((account) => `0x${account}`);
      const more = accounts.length > SHOWN ? ` and ${accounts.length - SHOWN} more` : '';
      phrases.push(`accounts whose code is for ${runtime}, with all they hold: ${shown.join(', ')}${more}`);
    }
    if (this.longIds > 0) phrases.push(`accounts whose ids are no 20-byte addresses: ${this.longIds}`);
    if (this.counters > 0)
      phrases.push(`cells of commutative counters, which Ethereum does not have: ${this.counters}`);
    return phrases;
  }
}

/** Accounts that a phrase names. */
const SHOWN = 5;
const SLOT_DIGITS = 64;

/** @param cells those that hold something, sorted by key. */
export function* evmAccounts(
  cells: Iterable<readonly [CellKey, CellValue]>,
  leftOut: NotEthereum,
): Generator<EvmAccount> {
  let gathered: Gathered | undefined;
  for (const [key, value] of cells) {
    const id = key.slice(0, key.indexOf('/')) as AccountId;
    if (gathered?.account !== id) {
      const done = gathered?.end(leftOut);
      if (done !== undefined) yield done;
      gathered = new Gathered(id);
    }
    gathered.add(key, value);
  }
  const done = gathered?.end(leftOut);
  if (done !== undefined) yield done;
}

class Gathered {
  readonly account: AccountId;
  #balance: CellValue = '';
  #nonce: CellValue = '';
  #code: CellValue = '';
  #epoch: CellValue = '';
  #exists = false;
  readonly #slots: (readonly [string, CellValue])[] = [];
  #counters = 0;

  constructor(account: AccountId) {
    this.account = account;
  }

  add(key: CellKey, value: CellValue): void {
    const field = parseCell(key)?.field;
    if (field === undefined) return;
    switch (field.kind) {
      case 'balance':
        this.#balance = value;
        return;
      case 'nonce':
        this.#nonce = value;
        return;
      case 'code':
        this.#code = value;
        return;
      // Its key comes before those of storage.
      case 'epoch':
        this.#epoch = value;
        return;
      case 'empty':
        this.#exists = true;
        return;
      case 'storage':
        if (field.epoch !== this.#epoch) return;
        if (field.slot.length === SLOT_DIGITS) this.#slots.push([field.slot, value]);
        // What comes behind the 64 digits says which part of a counter it is (`rules/counters.ts`).
        else this.#counters++;
        return;
      case 'slotCount':
    }
  }

  /** undefined: it is none of Ethereum's. */
  end(leftOut: NotEthereum): EvmAccount | undefined {
    const code = parseCode(this.#code);
    const exists = this.#exists || this.#balance !== '' || this.#nonce !== '' || code !== undefined;
    // An epoch may be all that is left of one that was cleared.
    if (!exists) return undefined;
    if (this.account.length !== 40) {
      leftOut.longIds++;
      return undefined;
    }
    if (code !== undefined && code.runtime !== RUNTIME) {
      const others = leftOut.foreign.get(code.runtime) ?? [];
      leftOut.foreign.set(code.runtime, others);
      others.push(this.account);
      return undefined;
    }
    leftOut.counters += this.#counters;
    const { account } = this;
    return { account, balance: this.#balance, nonce: this.#nonce, code: code?.hash ?? '', slots: this.#slots };
  }
}
