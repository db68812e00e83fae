import type { FrameCall, FrameResult } from '../../core/frame.ts';
import { ContractMachine, type MachineParts } from '../../rules/contract-machine.ts';
import { NOTHING, OUT_OF_GAS, Stop } from '../../rules/signals.ts';
import { Abandoned } from '../../sdk/runtime.ts';
import { manifest } from '../manifest.ts';
import { UNITS_PER_GAS } from '../module/gas-costs.ts';
import { STACK_LIMIT_WORDS } from '../module/stack-costs.ts';
import { statefulImport } from '../module/stateless.ts';
import type { ContractInstance } from './contract-instance.ts';
import { FrameTrace, StepBudget } from './frame-trace.ts';
import { WasmFrame } from './frame.ts';
import { PAGE, TRANSACTION_PAGES } from './host-costs.ts';
import type { LoadedModule, ModuleStore } from './module-store.ts';
import { trapReason } from './trap-reason.ts';

/** Runs frames of Wasm contracts for one transaction at a time. */
export class WasmMachine extends ContractMachine {
  readonly #modules: ModuleStore;
  /** Frames of this runtime that have not ended, from the outermost. */
  readonly #open: WasmFrame[] = [];

  /** Of the transaction in progress. */
  #steps = new StepBudget();

  constructor({ modules, ...parts }: MachineParts & { readonly modules: ModuleStore }) {
    super(manifest.id, parts);
    this.#modules = modules;
  }

  protected override get running(): WasmFrame | undefined {
    return this.#open.at(-1);
  }

  protected override forget(): void {
    this.#open.length = 0;
    this.#steps = new StepBudget();
  }

  openPages(): number {
    let pages = 0;
    for (const frame of this.#open) pages += frame.pages;
    return pages;
  }

  protected override runCode(call: FrameCall): FrameResult {
    const hash = this.accounts.code(call.codeAccount);
    const bytes = (): Uint8Array => this.accounts.codeBytes(hash);
    const loaded = this.#modules.load(hash.slice(hash.indexOf(':') + 1), bytes);
    if (!loaded.ok) throw new Error(`wasm: code that was deployed is refused: ${loaded.error}`);
    return this.runModule(call, loaded.value, 'call', call.data);
  }

  protected override runStateless(call: FrameCall, hash: string, bytes: () => Uint8Array): FrameResult {
    const loaded = this.#modules.load(hash, bytes);
    if (!loaded.ok) return this.notStateless(call, loaded.error);
    const stateful = statefulImport(loaded.value.prepared.imports);
    if (stateful !== undefined) return this.notStateless(call, stateful);
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
    const { trace: about } = loaded.prepared;
    const trace = this.tracer && about && new FrameTrace(this.tracer, about, instance, this.#steps);
    const frame = new WasmFrame(this, instance, call, input, trace);
    instance.frame = frame;
    this.#open.push(frame);
    try {
      trace?.begin();
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
}
