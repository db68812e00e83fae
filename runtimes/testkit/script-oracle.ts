/**
 * The oracle: script transactions one after the other over plain maps that are copied at every checkpoint. It shares the interpreter with the
 * runtime and nothing with journal, replica, memory, scheduler or router: a frame of another runtime is simply run.
 */
import type { AccountId } from '../core/cell.ts';
import type { FrameRecord } from '../core/frame.ts';
import type { RuntimeId } from '../core/transaction.ts';
import {
  runFrame,
  runScript,
  type ScriptCode,
  type ScriptOutcome,
  type ScriptState,
  type ScriptTransaction,
  type Steps,
} from './script-interpreter.ts';

interface OracleData {
  readonly slots: Map<string, number | bigint>;
  readonly transient: Map<string, number>;
  readonly balances: Map<AccountId, bigint>;
  readonly nonces: Map<AccountId, bigint>;
  readonly codes: Map<AccountId, ScriptCode>;
  readonly events: { account: AccountId; word: number }[];
}

/** What one transaction did. */
export interface OracleRun {
  readonly outcome: ScriptOutcome;
  readonly events: readonly { account: AccountId; word: number }[];
  readonly frames: readonly FrameRecord[];
}

/** The rule, once more: so many changes of runtime in one chain of calls. */
const CHANGES = 64;

const copy = (data: OracleData): OracleData => ({
  slots: new Map(data.slots),
  transient: new Map(data.transient),
  balances: new Map(data.balances),
  nonces: new Map(data.nonces),
  codes: new Map(data.codes),
  events: [...data.events],
});

export class ScriptOracle implements ScriptState {
  #data: OracleData = {
    slots: new Map(),
    transient: new Map(),
    balances: new Map(),
    nonces: new Map(),
    codes: new Map(),
    events: [],
  };
  readonly #stack: OracleData[] = [];
  #frames: FrameRecord[] = [];
  #draws: number[] = [];

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
  transient(account: AccountId, slot: number): number {
    return this.#data.transient.get(`${account} ${slot}`) ?? 0;
  }
  setTransient(account: AccountId, slot: number, value: number): void {
    this.#data.transient.set(`${account} ${slot}`, value);
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
  code(account: AccountId): ScriptCode | undefined {
    return this.#data.codes.get(account);
  }
  setCode(account: AccountId, code: ScriptCode): void {
    this.#data.codes.set(account, code);
  }
  emit(account: AccountId, word: number): void {
    this.#data.events.push({ account, word });
  }
  recordFrame(frame: FrameRecord): void {
    this.#frames.push(frame);
  }
  /** What the transaction drew where it ran: there is no other way to know it. */
  entropy(): number {
    // Where it drew less than it must have, something is wrong, and this will show it.
    return this.#draws.shift() ?? 0;
  }
  wait(): void {
    // Takes no time here.
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

  /** Runs one transaction that begins in `hint`, unless its target has code. `draws`: what its `entropy` gave where it was committed. */
  run(tx: ScriptTransaction, hint: RuntimeId, coinbase: AccountId, draws: readonly number[]): OracleRun {
    this.#draws = [...draws];
    this.#data.transient.clear();
    this.#data.events.length = 0;
    this.#frames = [];
    const runtime = this.code(tx.to)?.runtime ?? hint;
    const outcome = this.#drive(runScript(this, runtime, tx, coinbase));
    return { outcome, events: [...this.#data.events], frames: this.#frames };
  }

  #drive<T>(steps: Steps<T>): T {
    let step = steps.next();
    while (!step.done) {
      const { runtime, call } = step.value;
      const { gas: gasLeft, refund } = call;
      const hops = call.hops + 1;
      step = steps.next(
        hops > CHANGES
          ? { status: 'trap', output: new Uint8Array(), gasLeft, refund, reason: 'too many changes of runtime' }
          : this.#drive(runFrame(this, runtime, { ...call, hops })),
      );
    }
    return step.value;
  }

  /** All that is not zero, as text, sorted: for comparison. */
  dump(): string[] {
    const lines: string[] = [];
    for (const [key, value] of this.#data.slots) if (BigInt(value) !== 0n) lines.push(`slot ${key} = ${value}`);
    for (const [account, value] of this.#data.balances) if (value !== 0n) lines.push(`balance ${account} = ${value}`);
    for (const [account, value] of this.#data.nonces) if (value !== 0n) lines.push(`nonce ${account} = ${value}`);
    for (const [account, { runtime, bytes }] of this.#data.codes)
      lines.push(`code ${account} = ${runtime} ${new TextDecoder().decode(bytes)}`);
    return lines.sort();
  }
}
