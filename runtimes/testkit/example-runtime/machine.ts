import { toFunctionSelector } from 'viem';
import type { FrameCall, FrameResult } from '../../core/frame.ts';
import { toHex } from '../../core/hex.ts';
import { err, type Result } from '../../core/result.ts';
import { ContractMachine, type MachineParts } from '../../rules/contract-machine.ts';
import { NOTHING, Stop, stop } from '../../rules/signals.ts';
import { decodeItems, encodeItems } from './items.ts';
import { StackFrame } from './frame.ts';
import { manifest } from './manifest.ts';
import { parseProgram } from './parse-program.ts';
import type { Program, Routine } from './program.ts';

/** Programs kept parsed; beyond, all are forgotten. */
const KEPT = 256;

const SELECTOR = 4;

/** Runs frames of stack contracts for one transaction at a time. A frame is a call of `#run` on the thread's own stack, so nothing is kept of it. */
export class StackMachine extends ContractMachine {
  /** By the hash of their source. */
  readonly #programs = new Map<string, Result<Program, string>>();

  constructor(parts: MachineParts) {
    super(manifest.id, parts);
  }

  protected override forget(): void {
    // No frame outlives its call.
  }

  /** The error is the same everywhere: it may stand in a receipt. */
  load(hash: string, source: () => Uint8Array): Result<Program, string> {
    const known = this.#programs.get(hash);
    if (known !== undefined) return known;
    const parsed = parseProgram(new TextDecoder().decode(source()));
    const program = parsed.ok ? parsed : err(`line ${parsed.error.line}: ${parsed.error.message}`);
    if (this.#programs.size >= KEPT) this.#programs.clear();
    this.#programs.set(hash, program);
    return program;
  }

  construct(call: FrameCall, { constructor }: Program, args: Uint8Array): FrameResult {
    return this.#run(call, constructor, args);
  }

  protected override runCode(call: FrameCall): FrameResult {
    const code = this.accounts.code(call.codeAccount);
    const program = this.load(code.slice(code.indexOf(':') + 1), () => this.accounts.codeBytes(code));
    if (!program.ok) throw new Error(`${manifest.id}: code that was deployed is refused: ${program.error}`);
    if (call.data.length === 0) return this.#run(call, program.value.receive, NOTHING);
    const selector = toHex(call.data.subarray(0, SELECTOR));
    const routine = program.value.functions.find(({ abi }) => toFunctionSelector(abi).slice(2) === selector);
    return this.#run(call, routine, call.data.subarray(SELECTOR));
  }

  /** The one place where a frame begins and ends, however it ends. */
  #run(call: FrameCall, routine: Routine | undefined, data: Uint8Array): FrameResult {
    const frame = new StackFrame(this, { ...call, isStatic: call.isStatic || routine?.isView === true });
    const done = (status: FrameResult['status'], output: Uint8Array, reason: string): FrameResult => {
      const keeps = status === 'success' || status === 'revert';
      return { status, output, gasLeft: keeps ? frame.gasLeft : 0n, refund: frame.refund, reason };
    };
    try {
      return done('success', this.#outputOf(frame, routine, data), '');
    } catch (error) {
      // Whatever else is thrown is no outcome: it is the transaction taken back, or a bug.
      if (!(error instanceof Stop)) throw error;
      return done(error.status, error.output, error.reason);
    }
  }

  #outputOf(frame: StackFrame, routine: Routine | undefined, data: Uint8Array): Uint8Array {
    if (routine === undefined || (frame.scope.value > 0n && !routine.isPayable))
      return stop(new Stop('revert', NOTHING));
    frame.chargeBytes(data.length);
    const args = decodeItems(routine.inputs, data);
    if (args === undefined) return stop(new Stop('revert', NOTHING));
    frame.run(routine.body, args);
    const output = encodeItems(routine.outputs, frame.take(routine.outputs.length));
    frame.chargeBytes(output.length);
    return output;
  }
}
