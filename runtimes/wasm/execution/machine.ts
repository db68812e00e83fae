import type { BlockContext } from '../../core/block.ts';
import type { AccountId, CellValue } from '../../core/cell.ts';
import { MAX_DEPTH, type FrameCall, type FrameRecord, type FrameResult } from '../../core/frame.ts';
import type { RuntimeId, Transaction } from '../../core/transaction.ts';
import { runtimeOf, type Accounts, type AccountStorage } from '../../rules/accounts.ts';
import { accountAccessGas, callCost, forwardable, loadGas } from '../../rules/call-gas.ts';
import { callAcross } from '../../rules/call-across.ts';
import { Counters } from '../../rules/counters.ts';
import { gasPriceOf } from '../../rules/gas-price.ts';
import type { Rules } from '../../rules/rules.ts';
import { scratchKey } from '../../rules/scratch.ts';
import { storeGas, storePricesOf, storeRefund, type StorePrices } from '../../rules/store-cost.ts';
import type { WarmSet } from '../../rules/warm-set.ts';
import type { FrameScene } from '../../sdk/frame-scene.ts';
import type { Journal } from '../../sdk/journal.ts';
import { Abandoned, type LaneHost } from '../../sdk/runtime.ts';
import { manifest } from '../manifest.ts';
import { UNITS_PER_GAS } from '../module/gas-costs.ts';
import { STACK_LIMIT_WORDS } from '../module/stack-costs.ts';
import type { ContractInstance } from './contract-instance.ts';
import { WasmFrame } from './frame.ts';
import { PAGE, TRANSACTION_PAGES } from './host-costs.ts';
import type { LoadedModule, ModuleStore } from './module-store.ts';
import { NOTHING, OUT_OF_GAS, Stop, stop } from './signals.ts';
import { trapReason } from './trap-reason.ts';

export interface MachineParts {
  readonly host: LaneHost;
  readonly rules: Rules;
  readonly accounts: Accounts;
  readonly warmSet: WarmSet;
  readonly modules: ModuleStore;
  readonly keccak: (message: Uint8Array) => Uint8Array;
}

interface OutgoingCall {
  readonly kind: Exclude<FrameRecord['kind'], 'create'>;
  readonly target: AccountId;
  readonly value: bigint;
  /** The most that the caller wants to give. */
  readonly gas: bigint;
  readonly data: Uint8Array;
}

/** Runs frames of Wasm contracts for one transaction at a time. What is open of it in other runtimes is not its business. */
export class WasmMachine {
  readonly accounts: Accounts;
  readonly counters: Counters;
  readonly keccak: (message: Uint8Array) => Uint8Array;
  readonly #host: LaneHost;
  readonly #rules: Rules;
  readonly #storePrices: StorePrices;
  readonly #warmSet: WarmSet;
  readonly #modules: ModuleStore;
  /** Frames of this runtime that have not ended, from the outermost. */
  readonly #open: WasmFrame[] = [];
  #scene: FrameScene | undefined;

  constructor({ host, rules, accounts, warmSet, modules, keccak }: MachineParts) {
    this.#host = host;
    this.#rules = rules;
    this.#storePrices = storePricesOf(rules);
    this.accounts = accounts;
    this.counters = new Counters(accounts);
    this.#warmSet = warmSet;
    this.#modules = modules;
    this.keccak = keccak;
  }

  begin(scene: FrameScene): void {
    // A transaction that was abandoned leaves its frames behind.
    if (this.#scene?.journal !== scene.journal) this.#open.length = 0;
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

  get chainId(): bigint {
    return this.#host.config.chainId;
  }

  get #current(): FrameScene {
    if (this.#scene === undefined) throw new Error('wasm: no transaction is in progress');
    return this.#scene;
  }

  get gasPrice(): bigint {
    return gasPriceOf(this.tx, this.block, this.#rules);
  }

  openPages(): number {
    let pages = 0;
    for (const frame of this.#open) pages += frame.pages;
    return pages;
  }

  /** Runs whatever the frame's code account has, in whichever runtime: an authorization (EIP-7702) may just have put it there. */
  enter(call: FrameCall): FrameResult {
    const runtime = this.#runtimeOf(call.codeAccount);
    if (runtime === undefined)
      return { status: 'success', output: NOTHING, gasLeft: call.gas, refund: call.refund, reason: '' };
    return this.#runIn(runtime, call);
  }

  #runtimeOf(account: AccountId): RuntimeId | undefined {
    const code = this.accounts.code(account);
    return this.#host.config.builtins?.[account] ?? runtimeOf(code);
  }

  #runIn(runtime: RuntimeId, call: FrameCall): FrameResult {
    if (runtime === manifest.id) return this.run(call);
    const result = callAcross(this.#host, runtime, call);
    // A promise comes only from deeper frames of this runtime, and those are synchronous.
    if (result instanceof Promise) throw new Error('wasm: the lane answered a call with a promise');
    return result;
  }

  /** Runs the code that the frame's code account has. */
  run(call: FrameCall): FrameResult {
    const hash = this.accounts.code(call.codeAccount);
    const bytes = (): Uint8Array => this.accounts.codeBytes(hash);
    const loaded = this.#modules.load(hash.slice(hash.indexOf(':') + 1), bytes);
    if (!loaded.ok) throw new Error(`wasm: code that was deployed is refused: ${loaded.error}`);
    return this.runModule(call, loaded.value, 'call', call.data);
  }

  runModule(call: FrameCall, loaded: LoadedModule, entry: 'call' | 'deploy', input: Uint8Array): FrameResult {
    const { initialPages } = loaded.prepared;
    const stack = this.#open.at(-1)?.stackLeft ?? STACK_LIMIT_WORDS;
    if (this.openPages() + initialPages > TRANSACTION_PAGES)
      return { status: 'trap', output: NOTHING, gasLeft: 0n, refund: call.refund, reason: 'too much memory' };
    const instance = this.#modules.acquire(loaded);
    instance.units = call.gas * UNITS_PER_GAS;
    instance.stack = stack;
    const frame = new WasmFrame(this, instance, call, input);
    instance.frame = frame;
    this.#open.push(frame);
    try {
      frame.charge(PAGE * BigInt(initialPages));
      instance.run(entry);
      return this.#result(frame, instance, 'success', NOTHING, '');
    } catch (error) {
      return this.#ended(frame, instance, error);
    } finally {
      this.#open.pop();
      this.#modules.release(loaded, instance);
    }
  }

  #ended(frame: WasmFrame, instance: ContractInstance, error: unknown): FrameResult {
    if (error instanceof Stop) return this.#result(frame, instance, error.status, error.output, error.reason);
    // Anything else (the engine's stack or memory at its end) is no outcome: it would not be the same everywhere.
    if (error instanceof Abandoned || !(error instanceof WebAssembly.RuntimeError)) throw error;
    if (instance.units < 0n) return this.#result(frame, instance, OUT_OF_GAS.status, NOTHING, '');
    const reason = instance.stack < 0 ? 'stack overflow' : trapReason(error);
    return this.#result(frame, instance, 'trap', NOTHING, reason);
  }

  #result(
    frame: WasmFrame,
    instance: ContractInstance,
    status: FrameResult['status'],
    output: Uint8Array,
    reason: string,
  ): FrameResult {
    const keeps = status === 'success' || status === 'revert';
    // Rounded down: what is left of a gas is used.
    return { status, output, gasLeft: keeps ? instance.gas : 0n, refund: frame.refund, reason };
  }

  /** A contract's own call. @returns 0 success, 1 reverted, 2 failed. */
  callFrom(frame: WasmFrame, { kind, target, value, gas: wanted, data }: OutgoingCall): number {
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
      return 0;
    }
    const result = this.#runIn(runtime, call);
    if (result.status === 'success') {
      journal.commit();
      frame.refund = result.refund;
    } else journal.revert();
    frame.giveBack(result.gasLeft);
    frame.returned = result.output;
    journal.recordFrame({
      runtime,
      depth: call.depth,
      kind,
      caller: call.caller,
      account: call.account,
      code: target,
      value: call.value,
      selector: data.slice(0, 4),
      gas: call.gas,
      gasUsed: call.gas - result.gasLeft,
      status: result.status,
    });
    return result.status === 'success' ? 0 : result.status === 'revert' ? 1 : 2;
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
  store(frame: WasmFrame, storage: AccountStorage, slot: string, value: CellValue): bigint {
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
