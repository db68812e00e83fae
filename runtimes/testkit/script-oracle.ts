/**
 * The oracle: script transactions one after the other over plain maps that are copied at every checkpoint. It shares the interpreter with the
 * runtime and nothing with journal, replica, memory or scheduler.
 */
import type { AccountId } from '../core/cell.ts';
import { runScript, type ScriptOutcome, type ScriptState, type ScriptTransaction } from './script-interpreter.ts';

interface OracleData {
  readonly slots: Map<string, number | bigint>;
  readonly balances: Map<AccountId, bigint>;
  readonly nonces: Map<AccountId, bigint>;
  readonly codes: Map<AccountId, Uint8Array>;
  readonly events: { account: AccountId; word: number }[];
}

const copy = (data: OracleData): OracleData => ({
  slots: new Map(data.slots),
  balances: new Map(data.balances),
  nonces: new Map(data.nonces),
  codes: new Map(data.codes),
  events: [...data.events],
});

export class ScriptOracle implements ScriptState {
  #data: OracleData = { slots: new Map(), balances: new Map(), nonces: new Map(), codes: new Map(), events: [] };
  readonly #stack: OracleData[] = [];

  slot(account: AccountId, slot: number): number {
    return Number(BigInt(this.#data.slots.get(`${account} ${slot}`) ?? 0) & 0xffffffffn);
  }
  isZero(account: AccountId, slot: number): boolean {
    return BigInt(this.#data.slots.get(`${account} ${slot}`) ?? 0) === 0n;
  }
  setSlot(account: AccountId, slot: number, value: number): void {
    this.#data.slots.set(`${account} ${slot}`, BigInt(value));
  }
  creditSlot(account: AccountId, slot: number, amount: number): void {
    const key = `${account} ${slot}`;
    this.#data.slots.set(key, BigInt(this.#data.slots.get(key) ?? 0) + BigInt(amount));
  }
  balance(account: AccountId): bigint {
    return this.#data.balances.get(account) ?? 0n;
  }
  setBalance(account: AccountId, value: bigint): void {
    this.#data.balances.set(account, value);
  }
  creditBalance(account: AccountId, amount: bigint): void {
    this.setBalance(account, this.balance(account) + amount);
  }
  nonce(account: AccountId): bigint {
    return this.#data.nonces.get(account) ?? 0n;
  }
  setNonce(account: AccountId, value: bigint): void {
    this.#data.nonces.set(account, value);
  }
  code(account: AccountId): Uint8Array | undefined {
    return this.#data.codes.get(account);
  }
  setCode(account: AccountId, code: Uint8Array): void {
    this.#data.codes.set(account, code);
  }
  emit(account: AccountId, word: number): void {
    this.#data.events.push({ account, word });
  }
  checkpoint(): void {
    this.#stack.push(copy(this.#data));
  }
  commit(): void {
    this.#stack.pop();
  }
  revert(): void {
    this.#data = this.#stack.pop() as OracleData;
  }

  /** Runs one transaction; returns how it ended and what it emitted. */
  run(
    tx: ScriptTransaction,
    coinbase: AccountId,
  ): { outcome: ScriptOutcome; events: { account: AccountId; word: number }[] } {
    const before = this.#data.events.length;
    const outcome = runScript(this, tx, coinbase);
    return { outcome, events: this.#data.events.slice(before) };
  }

  /** All that is not zero, as text, sorted: for comparison. */
  dump(): string[] {
    const lines: string[] = [];
    for (const [key, value] of this.#data.slots) if (BigInt(value) !== 0n) lines.push(`slot ${key} = ${value}`);
    for (const [account, value] of this.#data.balances) if (value !== 0n) lines.push(`balance ${account} = ${value}`);
    for (const [account, value] of this.#data.nonces) if (value !== 0n) lines.push(`nonce ${account} = ${value}`);
    for (const [account, code] of this.#data.codes) lines.push(`code ${account} = ${new TextDecoder().decode(code)}`);
    return lines.sort();
  }
}
