/**
 * Runs script programs over any state: the journal of a lane, or the plain maps of the oracle. A program is a generator that stops
 * where it needs a frame of another runtime; whoever drives it runs that frame and goes on with its result.
 */
import type { AccountId } from '../core/cell.ts';
import { MAX_DEPTH, type FrameCall, type FrameRecord, type FrameResult } from '../core/frame.ts';
import { fromHex } from '../core/hex.ts';
import type { RuntimeId } from '../core/transaction.ts';
import { decodeProgram, type Invoke, type Op, type Program } from './script-program.ts';

export interface ScriptCode {
  readonly runtime: RuntimeId;
  readonly bytes: Uint8Array;
}

/** The least a state must offer. The oracle implements it without anything of the product. */
export interface ScriptState {
  slot(account: AccountId, slot: number): number;
  isZero(account: AccountId, slot: number): boolean;
  setSlot(account: AccountId, slot: number, value: number): void;
  creditSlot(account: AccountId, slot: number, amount: number): void;
  transient(account: AccountId, slot: number): number;
  setTransient(account: AccountId, slot: number, value: number): void;
  balance(account: AccountId): bigint;
  setBalance(account: AccountId, value: bigint): void;
  creditBalance(account: AccountId, amount: bigint): void;
  nonce(account: AccountId): bigint;
  setNonce(account: AccountId, value: bigint): void;
  code(account: AccountId): ScriptCode | undefined;
  setCode(account: AccountId, code: ScriptCode): void;
  emit(account: AccountId, word: number): void;
  recordFrame(frame: FrameRecord): void;
  /** 32 bits. */
  entropy(hidden: boolean): number;
  wait(ms: number): void;
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
  | {
      readonly status: 'success' | 'revert' | 'outOfGas' | 'trap';
      readonly gasUsed: bigint;
      readonly word: number;
      readonly output: Uint8Array;
    }
  | { readonly status: 'invalid'; readonly gasUsed: bigint; readonly reason: string };

/** A frame of another runtime that a program needs. */
export interface ForeignCall {
  readonly runtime: RuntimeId;
  readonly call: FrameCall;
}

export type Steps<T> = Generator<ForeignCall, T, FrameResult>;

type Stop = 'revert' | 'trap' | 'outOfGas';

const STATUS = ['success', 'revert', 'outOfGas', 'trap'];
const FORBIDDEN_IN_STATIC: readonly Op['op'][] = ['write', 'credit', 'poke', 'emit', 'pay', 'deploy'];
const NOTHING = new Uint8Array();

const mix = (a: number, b: number): number => (Math.imul(a ^ b, 0x9e3779b1) ^ ((a + b) >>> 7)) >>> 0;
const bytesOf = (word: number): Uint8Array => new TextEncoder().encode(String(word));
const wordOf = (bytes: Uint8Array): number => Number(new TextDecoder().decode(bytes)) >>> 0;

class Machine {
  readonly #state: ScriptState;
  readonly #runtime: RuntimeId;
  readonly #call: FrameCall;
  gas: bigint;
  word: number;
  refund: bigint;
  #returned: Uint8Array = NOTHING;
  #answer: Uint8Array | undefined;

  constructor(state: ScriptState, runtime: RuntimeId, call: FrameCall, word: number) {
    this.#state = state;
    this.#runtime = runtime;
    this.#call = call;
    this.gas = call.gas;
    this.refund = call.refund;
    this.word = word;
  }

  get output(): Uint8Array {
    return this.#answer ?? bytesOf(this.word);
  }

  *run(account: AccountId, program: Program): Steps<Stop | undefined> {
    for (const op of program) {
      if (this.gas === 0n) return 'outOfGas';
      this.gas -= 1n;
      const stop = yield* this.#step(account, op);
      if (stop !== undefined) return stop;
    }
    return undefined;
  }

  *#step(account: AccountId, op: Op): Steps<Stop | undefined> {
    const state = this.#state;
    if (this.#call.isStatic && FORBIDDEN_IN_STATIC.includes(op.op)) return 'trap';
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
      case 'peek':
        this.word = mix(this.word, state.transient(account, op.slot));
        return undefined;
      case 'poke':
        state.setTransient(account, op.slot, (this.word + op.add) >>> 0);
        return undefined;
      case 'emit':
        state.emit(account, this.word);
        return undefined;
      case 'refund':
        this.refund += BigInt(op.amount);
        return undefined;
      case 'pay': {
        const amount = BigInt(op.amount);
        const balance = state.balance(account);
        if (balance < amount) return 'revert';
        state.setBalance(account, balance - amount);
        state.creditBalance(op.account, amount);
        return undefined;
      }
      case 'entropy':
        this.word = mix(this.word, state.entropy(op.hidden === true));
        return undefined;
      case 'branch':
        return yield* this.run(account, this.word % op.modulus === 0 ? op.then : op.otherwise);
      case 'call':
        return yield* this.#frame(op.account, op.body);
      case 'invoke':
        return yield* this.#invoke(account, op);
      case 'deploy':
        if (state.code(op.account) !== undefined) return 'revert';
        state.setCode(op.account, {
          runtime: this.#runtime,
          bytes: new TextEncoder().encode(JSON.stringify(op.body)),
        });
        return undefined;
      case 'answer':
        this.#answer = op.with === 'input' ? this.#call.data : this.#returned;
        return undefined;
      case 'wait':
        state.wait(op.ms);
        return undefined;
      case 'hang':
        for (;;);
      case 'fault':
        throw new Error('a scripted bug of the host');
      default:
        return op.op;
    }
  }

  *#frame(account: AccountId, program: Program): Steps<Stop | undefined> {
    this.#state.checkpoint();
    const refund = this.refund;
    const stop = yield* this.run(account, program);
    if (stop === undefined) this.#state.commit();
    else {
      this.#state.revert();
      this.refund = refund;
      this.word = mix(this.word, 1);
    }
    return stop === 'outOfGas' ? stop : undefined;
  }

  *#invoke(account: AccountId, op: Invoke): Steps<Stop | undefined> {
    const state = this.#state;
    const { isStatic, value: own, depth, hops } = this.#call;
    const code = state.code(op.account);
    if (code === undefined) return undefined;
    const moved = op.delegate ? 0n : BigInt(op.value ?? 0);
    if (isStatic && moved > 0n) return 'trap';
    const balance = moved > 0n ? state.balance(account) : 0n;
    if (depth + 1 > MAX_DEPTH || balance < moved) {
      this.word = mix(this.word, 3);
      return op.passOn ? 'revert' : undefined;
    }
    const most = this.gas - this.gas / 8n;
    const call: FrameCall = {
      account: op.delegate ? account : op.account,
      codeAccount: op.account,
      caller: account,
      value: op.delegate ? own : moved,
      data: op.data === undefined ? bytesOf(this.word) : fromHex(op.data),
      gas: op.gas === undefined || BigInt(op.gas) > most ? most : BigInt(op.gas),
      isStatic: isStatic || op.isStatic === true,
      depth: depth + 1,
      hops,
      refund: this.refund,
    };
    state.checkpoint();
    if (moved > 0n) {
      state.setBalance(account, balance - moved);
      state.creditBalance(op.account, moved);
    }
    const { runtime } = code;
    const result = runtime === this.#runtime ? yield* runFrame(state, runtime, call) : yield { runtime, call };
    this.gas -= call.gas - result.gasLeft;
    this.#returned = result.output;
    state.recordFrame({
      runtime,
      depth: call.depth,
      kind: op.delegate ? 'delegate' : call.isStatic ? 'static' : 'call',
      caller: account,
      account: call.account,
      code: op.account,
      value: call.value,
      selector: call.data.slice(0, 4),
      gas: call.gas,
      gasUsed: call.gas - result.gasLeft,
      status: result.status,
    });
    this.word = mix(mix(this.word, STATUS.indexOf(result.status)), wordOf(result.output) + result.reason.length);
    if (result.status === 'success') {
      state.commit();
      this.refund = result.refund;
      return undefined;
    }
    state.revert();
    return op.passOn ? 'revert' : undefined;
  }
}

/** A frame that another one called. Whatever of the call can be seen from inside shows in the accumulator. */
export function* runFrame(state: ScriptState, runtime: RuntimeId, call: FrameCall): Steps<FrameResult> {
  const { caller, value, data, depth, hops, refund } = call;
  const code = state.code(call.codeAccount);
  if (code === undefined) return { status: 'success', output: NOTHING, gasLeft: call.gas, refund, reason: '' };
  let word = wordOf(data);
  for (const seen of [Number(BigInt(`0x${caller}`) & 0xffffffffn), Number(value), depth, hops, Number(refund)])
    word = mix(word, seen >>> 0);
  const machine = new Machine(state, runtime, call, word);
  const stop = yield* machine.run(call.account, decodeProgram(code.bytes));
  if (stop === 'trap' || stop === 'outOfGas')
    return { status: stop, output: NOTHING, gasLeft: 0n, refund, reason: stop === 'trap' ? stop : '' };
  const after = { output: machine.output, gasLeft: machine.gas, reason: '' };
  return stop === undefined
    ? { status: 'success', ...after, refund: machine.refund }
    : { status: stop, ...after, refund };
}

/** The whole transaction: checks, fee, program. */
export function* runScript(
  state: ScriptState,
  runtime: RuntimeId,
  tx: ScriptTransaction,
  coinbase: AccountId,
): Steps<ScriptOutcome> {
  const nonce = state.nonce(tx.from);
  if (nonce !== tx.nonce) return { status: 'invalid', gasUsed: 0n, reason: `nonce ${tx.nonce}, expected ${nonce}` };
  const reserve = tx.gasLimit * tx.price;
  const balance = state.balance(tx.from);
  if (balance < reserve) return { status: 'invalid', gasUsed: 0n, reason: `needs ${reserve} for gas, has ${balance}` };
  state.setNonce(tx.from, nonce + 1n);
  state.setBalance(tx.from, balance - reserve);
  const call: FrameCall = {
    account: tx.to,
    codeAccount: tx.to,
    caller: tx.from,
    value: 0n,
    data: NOTHING,
    gas: tx.gasLimit,
    isStatic: false,
    depth: 0,
    hops: 0,
    refund: 0n,
  };
  const machine = new Machine(state, runtime, call, Number(tx.nonce));
  state.checkpoint();
  const stop = yield* machine.run(tx.to, tx.program);
  if (stop === undefined) state.commit();
  else state.revert();
  if (stop === 'trap' || stop === 'outOfGas') machine.gas = 0n;
  const used = tx.gasLimit - machine.gas;
  const refund = stop === undefined && machine.refund > 0n ? machine.refund : 0n;
  const gasUsed = used - (refund < used / 2n ? refund : used / 2n);
  state.creditBalance(tx.from, (tx.gasLimit - gasUsed) * tx.price);
  state.creditBalance(coinbase, gasUsed * tx.price);
  return { status: stop ?? 'success', gasUsed, word: machine.word, output: machine.output };
}
