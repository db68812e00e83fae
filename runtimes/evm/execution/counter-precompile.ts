/**
 * The commutative counters of `rules/counters.ts` for EVM contracts: a contract at a fixed address that works on the storage of
 * whoever calls it. `resources/sdk/solidity/Counter.sol` wraps it.
 */
import type { AccountId } from '../../core/cell.ts';
import { fromHex, toHex } from '../../core/hex.ts';
import type { Accounts } from '../../rules/accounts.ts';
import { COUNTER_LIMIT, Counters } from '../../rules/counters.ts';
import type { Rules } from '../../rules/rules.ts';
import type { WarmSet } from '../../rules/warm-set.ts';

/** Selectors of `add(bytes32,uint256)`, `sub(bytes32,uint256)`, `get(bytes32)`. */
const ADD = 'add';
const SUB = 'sub';
const GET = 'get';
const FUNCTIONS: Readonly<Record<string, typeof ADD | typeof SUB | typeof GET>> = {
  '5ffa4bce': ADD,
  '2ee9d8c2': SUB,
  '8eaa6ac0': GET,
};

const WORD = 64;
/** `true`: on a chain without counters a call to their address succeeds as well, but with nothing. */
const DONE = fromHex('1'.padStart(WORD, '0'));

export interface CounterUse {
  /** The contract whose counter it is. */
  readonly owner: AccountId;
  readonly data: Uint8Array;
  readonly gas: bigint;
  readonly isStatic: boolean;
}

export type CounterResult =
  | { readonly ok: true; readonly output: Uint8Array; readonly gasUsed: bigint }
  | {
      readonly ok: false;
      readonly reason: 'out of gas' | 'static state change' | 'counter amount too large' | 'no such counter function';
    };

/** One use of the precompile; where it fails all gas is gone. */
export class CounterPrecompile {
  readonly #accounts: Accounts;
  readonly #counters: Counters;
  readonly #rules: Rules;
  readonly #warmSet: WarmSet;

  constructor(accounts: Accounts, rules: Rules, warmSet: WarmSet) {
    this.#accounts = accounts;
    this.#counters = new Counters(accounts);
    this.#rules = rules;
    this.#warmSet = warmSet;
  }

  run({ owner, data, gas, isStatic }: CounterUse): CounterResult {
    const text = toHex(data);
    const name = FUNCTIONS[text.slice(0, 8)];
    const slot = text.slice(8, 8 + WORD);
    const words = name === GET ? 1 : 2;
    if (name === undefined || text.length < 8 + words * WORD) return { ok: false, reason: 'no such counter function' };
    const gasUsed = this.#counters.gas(this.#rules, this.#warmSet, owner, slot, name === GET ? 'read' : 'change');
    if (gasUsed > gas) return { ok: false, reason: 'out of gas' };
    const storage = this.#accounts.storage(owner);
    if (name === GET) {
      const value = BigInt.asUintN(256, this.#counters.read(storage, slot));
      return { ok: true, output: fromHex(value.toString(16).padStart(WORD, '0')), gasUsed };
    }
    if (isStatic) return { ok: false, reason: 'static state change' };
    const amount = BigInt(`0x${text.slice(8 + WORD, 8 + 2 * WORD)}`);
    if (amount >= COUNTER_LIMIT) return { ok: false, reason: 'counter amount too large' };
    this.#counters.change(storage, slot, name, amount);
    return { ok: true, output: DONE, gasUsed };
  }
}
