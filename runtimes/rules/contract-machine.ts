/**
 * Runs frames of contracts for one transaction at a time: what the runtimes of ours have in common. What is open of the transaction in
 * other runtimes is not its business.
 */
import { builtinRuntime, type BlockContext } from '../core/block.ts';
import type { AccountId, CellValue } from '../core/cell.ts';
import { MAX_DEPTH, type FrameCall, type FrameRecord, type FrameResult } from '../core/frame.ts';
import { toHex } from '../core/hex.ts';
import type { CodePlace } from '../core/probe.ts';
import type { RuntimeId, Transaction } from '../core/transaction.ts';
import type { FrameScene } from '../sdk/frame-scene.ts';
import type { Journal } from '../sdk/journal.ts';
import type { LaneHost } from '../sdk/runtime.ts';
import type { Tracer } from '../sdk/tracer.ts';
import { runtimeOf, type Accounts, type AccountStorage } from './accounts.ts';
import { callAcross } from './call-across.ts';
import { accountAccessGas, callCost, forwardable, loadGas } from './call-gas.ts';
import { saidTo } from './console.ts';
import type { ContractFrame } from './contract-frame.ts';
import { Counters } from './counters.ts';
import { gasPriceOf } from './gas-price.ts';
import { runPrecompile } from './precompiles.ts';
import type { Rules } from './rules.ts';
import { scratchKey } from './scratch.ts';
import { NOTHING, OUT_OF_GAS, stop } from './signals.ts';
import { storeGas, storePricesOf, storeRefund, type StorePrices } from './store-cost.ts';
import type { WarmSet } from './warm-set.ts';

export interface MachineParts {
  readonly host: LaneHost;
  readonly rules: Rules;
  readonly accounts: Accounts;
  readonly warmSet: WarmSet;
  readonly keccak: (message: Uint8Array) => Uint8Array;
}

export interface OutgoingCall {
  readonly kind: Exclude<FrameRecord['kind'], 'create'>;
  readonly target: AccountId;
  readonly value: bigint;
  /** The most that the caller wants to give. */
  readonly gas: bigint;
  readonly data: Uint8Array;
}

export abstract class ContractMachine {
  readonly accounts: Accounts;
  readonly counters: Counters;
  readonly keccak: (message: Uint8Array) => Uint8Array;
  readonly #id: RuntimeId;
  readonly #host: LaneHost;
  readonly #rules: Rules;
  readonly #storePrices: StorePrices;
  readonly #warmSet: WarmSet;
  #scene: FrameScene | undefined;

  /** `id`: the runtime. */
  constructor(id: RuntimeId, { host, rules, accounts, warmSet, keccak }: MachineParts) {
    this.#id = id;
    this.#host = host;
    this.#rules = rules;
    this.#storePrices = storePricesOf(rules);
    this.accounts = accounts;
    this.counters = new Counters(accounts);
    this.#warmSet = warmSet;
    this.keccak = keccak;
  }

  /** Runs the code that the frame's code account has; it is of this runtime. */
  protected abstract runCode(call: FrameCall): FrameResult;

  /** Runs code as a function of the call data and nothing else: a precompile. */
  protected runStateless(call: FrameCall, _hash: string, _bytes: () => Uint8Array): FrameResult {
    return this.notStateless(call, `${this.#id} has no precompiles`);
  }

  /** Whoever bound it was told already; but a ledger's configuration may have come from elsewhere. */
  protected notStateless({ refund }: FrameCall, why: string): FrameResult {
    return { status: 'trap', output: NOTHING, gasLeft: 0n, refund, reason: `no precompile: ${why}` };
  }

  /** The innermost frame of this runtime, where it says. */
  protected get running(): ContractFrame | undefined {
    return undefined;
  }

  /** Where that frame stands, as far as engines tell: not at which instruction. */
  place(): CodePlace | undefined {
    const { running } = this;
    if (running === undefined) return undefined;
    const { codeAccount, data } = running.scope;
    const selector = toHex(data.subarray(0, 4));
    return { code: codeAccount, selector, isCreation: false, offset: undefined };
  }

  /** Another transaction begins: what an abandoned one has left behind is of no use. */
  protected abstract forget(): void;

  begin(scene: FrameScene): void {
    if (this.#scene?.journal !== scene.journal) this.forget();
    this.#scene = scene;
    this.accounts.begin(scene.journal);
  }

  get block(): BlockContext {
    return this.#current.block;
  }

  get tx(): Transaction {
    return this.#current.tx;
  }

  get journal(): Journal {
    return this.#current.journal;
  }

  /** Where a debugger listens. */
  protected get tracer(): Tracer | undefined {
    return this.#host.tracer;
  }

  get chainId(): bigint {
    return this.#host.config.chainId;
  }

  get #current(): FrameScene {
    if (this.#scene === undefined) throw new Error(`${this.#id}: no transaction is in progress`);
    return this.#scene;
  }

  get gasPrice(): bigint {
    return gasPriceOf(this.tx, this.block, this.#rules);
  }

  /** Runs whatever the frame's code account has, in whichever runtime: an authorization (EIP-7702) may just have put it there. */
  enter(call: FrameCall): FrameResult {
    const runtime = this.#runtimeOf(call.codeAccount);
    if (runtime === undefined)
      return { status: 'success', output: NOTHING, gasLeft: call.gas, refund: call.refund, reason: '' };
    return this.#runIn(runtime, call);
  }

  /** Runs the code that the frame's code account has, or that is bound to it; it is of this runtime. */
  run(call: FrameCall): FrameResult {
    const { config } = this.#host;
    const bound = config.precompiles?.[call.codeAccount];
    if (bound === undefined) return this.traced(call, kindOf(call), () => this.runCode(call));
    const bytes = (): Uint8Array => this.#host.code(bound.code);
    return this.traced(call, 'static', () =>
      runPrecompile(call, bound, (bare) => this.runStateless(bare, bound.code, bytes)),
    );
  }

  /** Runs a frame of this runtime, and tells a debugger of its beginning and its end. */
  traced(call: FrameCall, kind: FrameRecord['kind'], run: () => FrameResult): FrameResult {
    const { tracer } = this.#host;
    if (tracer === undefined) return run();
    const { caller, account, codeAccount: code, value, gas, data, depth } = call;
    tracer.enter({ runtime: this.#id, kind, caller, account, code, value, gas, data, depth });
    const result = run();
    tracer.leave(result);
    return result;
  }

  #runtimeOf(account: AccountId): RuntimeId | undefined {
    const code = this.accounts.code(account);
    return builtinRuntime(this.#host.config, account) ?? runtimeOf(code);
  }

  #runIn(runtime: RuntimeId, call: FrameCall): FrameResult {
    if (runtime === this.#id) return this.run(call);
    const result = callAcross(this.#host, runtime, call);
    // A promise comes only from deeper frames of this runtime, and those are synchronous.
    if (result instanceof Promise) throw new Error(`${this.#id}: the lane answered a call with a promise`);
    return result;
  }

  /** A contract's own call. @returns 0 success, 1 reverted, 2 failed. */
  callFrom(frame: ContractFrame, { kind, target, value, gas: wanted, data }: OutgoingCall): number {
    const { scope } = frame;
    const { accounts, journal } = this;
    const isCold = this.#warm(target);
    const targetIsNew = value > 0n && !accounts.exists(target);
    const { cost, stipend } = callCost({ rules: this.#rules, isCold, value, targetIsNew });
    frame.chargeGas(cost);
    const forwarded = forwardable(frame.gasLeft, wanted);
    frame.chargeGas(forwarded);
    const delegates = kind === 'delegate';
    const call: FrameCall = {
      account: delegates ? scope.account : target,
      codeAccount: target,
      caller: delegates ? scope.caller : scope.account,
      value: delegates ? scope.value : value,
      data,
      gas: forwarded + stipend,
      isStatic: scope.isStatic || kind === 'static',
      depth: scope.depth + 1,
      hops: scope.hops,
      refund: frame.refund,
    };
    frame.returned = NOTHING;
    if (call.depth > MAX_DEPTH || (value > 0n && accounts.balance(scope.account) < value)) {
      frame.giveBack(call.gas);
      return 2;
    }
    journal.checkpoint();
    if (value > 0n) accounts.transfer(scope.account, target, value);
    const runtime = this.#runtimeOf(target);
    if (runtime === undefined) {
      if (!delegates) accounts.touch(target);
      journal.commit();
      frame.giveBack(call.gas);
      const said = saidTo(target, data);
      if (said !== undefined) this.#recordFrame(this.#id, kind, call, 0n, 'success', said);
      return 0;
    }
    const result = this.#runIn(runtime, call);
    if (result.status === 'success') {
      journal.commit();
      frame.refund = result.refund;
    } else journal.revert();
    frame.giveBack(result.gasLeft);
    frame.returned = result.output;
    this.#recordFrame(runtime, kind, call, call.gas - result.gasLeft, result.status);
    return result.status === 'success' ? 0 : result.status === 'revert' ? 1 : 2;
  }

  #recordFrame(
    runtime: RuntimeId,
    kind: FrameRecord['kind'],
    call: FrameCall,
    gasUsed: bigint,
    status: FrameRecord['status'],
    said?: Uint8Array,
  ): void {
    const { depth, caller, account, codeAccount, value, data, gas } = call;
    const selector = data.slice(0, 4);
    const frame = { runtime, depth, kind, caller, account, code: codeAccount, value, selector, gas, gasUsed, status };
    this.journal.recordFrame(said === undefined ? frame : { ...frame, said });
  }

  // Prices.

  #warm(account: AccountId): boolean {
    const isCold = !this.#warmSet.isWarm(account);
    if (isCold) this.#warmSet.warm(account);
    return isCold;
  }

  accessGas(account: AccountId): bigint {
    return accountAccessGas(this.#rules, this.#warm(account));
  }

  loadGas(account: AccountId, slot: string): bigint {
    return loadGas(this.#rules, this.#warmSet.warmSlot(account, slot));
  }

  /** Sets a slot. @returns the refund that it earns or takes back. */
  store(frame: ContractFrame, storage: AccountStorage, slot: string, value: CellValue): bigint {
    const { accounts } = this;
    const isCold = this.#warmSet.warmSlot(storage.account, slot);
    const prices = this.#storePrices;
    if (frame.gasLeft <= prices.sentry) stop(OUT_OF_GAS);
    const original = prices.plain ? '' : accounts.originalSlot(storage, slot);
    const current = accounts.slot(storage, slot);
    frame.chargeGas((isCold ? prices.cold : 0n) + storeGas(prices, original, current, value));
    accounts.setSlot(storage, slot, value);
    return storeRefund(prices, original, current, value);
  }

  transient(account: AccountId, slot: string): CellValue {
    return this.journal.scratchGet(scratchKey.transient(account, slot)) ?? '';
  }

  setTransient(account: AccountId, slot: string, value: CellValue): void {
    this.journal.scratchSet(scratchKey.transient(account, slot), value === '' ? undefined : value);
  }

  counterGas(account: AccountId, slot: string, use: 'change' | 'read'): bigint {
    return this.counters.gas(this.#rules, this.#warmSet, account, slot, use);
  }
}

const kindOf = ({ account, codeAccount, isStatic }: FrameCall): FrameRecord['kind'] =>
  account !== codeAccount ? 'delegate' : isStatic ? 'static' : 'call';
