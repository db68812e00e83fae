/** Runs script programs over any state: the journal of a lane, or the plain maps of the oracle. */
import type { AccountId } from '../core/cell.ts';
import { decodeProgram, type Op, type Program } from './script-program.ts';

/** The least a state must offer. The oracle implements it without anything of the product. */
export interface ScriptState {
  slot(account: AccountId, slot: number): number;
  isZero(account: AccountId, slot: number): boolean;
  setSlot(account: AccountId, slot: number, value: number): void;
  creditSlot(account: AccountId, slot: number, amount: number): void;
  balance(account: AccountId): bigint;
  setBalance(account: AccountId, value: bigint): void;
  creditBalance(account: AccountId, amount: bigint): void;
  nonce(account: AccountId): bigint;
  setNonce(account: AccountId, value: bigint): void;
  code(account: AccountId): Uint8Array | undefined;
  setCode(account: AccountId, code: Uint8Array): void;
  emit(account: AccountId, word: number): void;
  checkpoint(): void;
  commit(): void;
  revert(): void;
}

export interface ScriptTransaction {
  readonly from: AccountId;
  readonly to: AccountId;
  readonly nonce: bigint;
  readonly gasLimit: bigint;
  readonly price: bigint;
  readonly program: Program;
}

export type ScriptOutcome =
  | { readonly status: 'success' | 'revert' | 'outOfGas' | 'trap'; readonly gasUsed: bigint; readonly word: number }
  | { readonly status: 'invalid'; readonly gasUsed: bigint; readonly reason: string };

type Stop = 'revert' | 'trap' | 'outOfGas';

const mix = (a: number, b: number): number => (Math.imul(a ^ b, 0x9e3779b1) ^ ((a + b) >>> 7)) >>> 0;

class Machine {
  readonly #state: ScriptState;
  gas: bigint;
  word: number;

  constructor(state: ScriptState, gas: bigint, word: number) {
    this.#state = state;
    this.gas = gas;
    this.word = word;
  }

  run(account: AccountId, program: Program): Stop | undefined {
    for (const op of program) {
      if (this.gas === 0n) return 'outOfGas';
      this.gas -= 1n;
      const stop = this.#step(account, op);
      if (stop !== undefined) return stop;
    }
    return undefined;
  }

  #step(account: AccountId, op: Op): Stop | undefined {
    const state = this.#state;
    switch (op.op) {
      case 'read':
        this.word = mix(this.word, state.slot(account, op.slot));
        return undefined;
      case 'probe':
        this.word = mix(this.word, state.isZero(account, op.slot) ? 1 : 2);
        return undefined;
      case 'write':
        state.setSlot(account, op.slot, (this.word + op.add) >>> 0);
        return undefined;
      case 'credit':
        state.creditSlot(account, op.slot, op.amount);
        return undefined;
      case 'emit':
        state.emit(account, this.word);
        return undefined;
      case 'pay': {
        const amount = BigInt(op.amount);
        const balance = state.balance(account);
        if (balance < amount) return 'revert';
        state.setBalance(account, balance - amount);
        state.creditBalance(op.account, amount);
        return undefined;
      }
      case 'branch':
        return this.run(account, this.word % op.modulus === 0 ? op.then : op.otherwise);
      case 'call':
        return this.#frame(op.account, op.body);
      case 'invoke': {
        const code = state.code(op.account);
        return code === undefined ? undefined : this.#frame(op.account, decodeProgram(code));
      }
      case 'deploy':
        if (state.code(op.account) !== undefined) return 'revert';
        state.setCode(op.account, new TextEncoder().encode(JSON.stringify(op.body)));
        return undefined;
      case 'hang':
        for (;;);
      default:
        return op.op;
    }
  }

  #frame(account: AccountId, program: Program): Stop | undefined {
    this.#state.checkpoint();
    const stop = this.run(account, program);
    if (stop === undefined) this.#state.commit();
    else {
      this.#state.revert();
      this.word = mix(this.word, 1);
    }
    return stop === 'outOfGas' ? stop : undefined;
  }
}

/** The whole transaction: checks, fee, program. */
export function runScript(state: ScriptState, tx: ScriptTransaction, coinbase: AccountId): ScriptOutcome {
  const nonce = state.nonce(tx.from);
  if (nonce !== tx.nonce) return { status: 'invalid', gasUsed: 0n, reason: `nonce ${tx.nonce}, expected ${nonce}` };
  const reserve = tx.gasLimit * tx.price;
  const balance = state.balance(tx.from);
  if (balance < reserve) return { status: 'invalid', gasUsed: 0n, reason: `needs ${reserve} for gas, has ${balance}` };
  state.setNonce(tx.from, nonce + 1n);
  state.setBalance(tx.from, balance - reserve);
  const machine = new Machine(state, tx.gasLimit, Number(tx.nonce));
  state.checkpoint();
  const stop = machine.run(tx.to, tx.program);
  if (stop === undefined) state.commit();
  else state.revert();
  if (stop === 'trap' || stop === 'outOfGas') machine.gas = 0n;
  const gasUsed = tx.gasLimit - machine.gas;
  state.creditBalance(tx.from, machine.gas * tx.price);
  state.creditBalance(coinbase, gasUsed * tx.price);
  return { status: stop ?? 'success', gasUsed, word: machine.word };
}
