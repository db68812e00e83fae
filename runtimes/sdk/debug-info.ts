/** What a debugger asks a runtime about one piece of compiled code: where an instruction stands in a source, and what the variables are there. */
import type { AccountId, CellKey, CellValue } from '../core/cell.ts';
import type { TracedFrame } from '../core/step-trace.ts';

/** A stretch of a source; lines and columns from 1, columns in UTF-16 units, the end is exclusive. */
export interface SourceSpan {
  /** Absolute path. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Where an instruction belongs. */
export interface CodePosition {
  readonly span: SourceSpan;
  /** The compiler made the instruction by itself; the span is what it made it for. Stepping by line passes over it. */
  readonly isGenerated: boolean;
}

/** A call within a frame, as the machine has it when the function begins. */
export interface InnerCall {
  /** Of the function's first instruction, as `StepEvent` gives offsets; where the runtime tells `call`, its number of the function. */
  readonly entry: number;
  /** Words on the stack then; 0 in machines that tell no stack. */
  readonly height: number;
}

/** A frame of code between two instructions. What it gives is not to be changed or kept. */
export interface MachineView {
  readonly frame: TracedFrame;
  /** Of the instruction that is about to run, or of the call that is under way. */
  readonly offset: number;
  /** Of the frame's innermost function, or of the one whose variables are wanted; undefined: the frame has entered none. */
  readonly call: InnerCall | undefined;
  /** The call is the first of the frame's that are open: whatever called the frame has called it. */
  readonly isOutermost?: boolean;
  /** The top one last. */
  readonly stack: readonly bigint[];
  readonly memory: Uint8Array;
  /** The code that runs, where the debugger has it: some of it is known only when it is deployed. */
  readonly code?: Uint8Array;
  /** What `local` steps have told of the call, by slot. */
  readonly locals: ReadonlyMap<number, Uint8Array>;
  /** As it is now, the transaction's own writes included; undefined: the trace does not tell, for nothing has touched it. */
  cell(key: CellKey): CellValue | undefined;
  /** Cells of the account that the transaction has touched so far. */
  touched(account: AccountId): readonly CellKey[];
  /** Preimages of keccak-256 hashes (64 hex digits), as executors note them: keys of mappings. */
  readonly preimages: ReadonlyMap<string, Uint8Array>;
}

/** Of numbers, booleans and addresses (as numbers) what compares; of texts themselves; undefined where there is no one value. */
export type Comparable = bigint | string | boolean | undefined;

export interface Variable {
  readonly name: string;
  /** As the language writes it. */
  readonly type: string;
  /** As people read it, on one line. */
  readonly value: string;
  readonly compare: Comparable;
  /** The cell that holds it, where there is one. */
  readonly cell?: CellKey;
  /** Members, in their order; asked when they are looked at. Of a mapping those whose keys are known. */
  readonly children?: () => readonly Variable[];
  /** An element by index or key: of a mapping also one that nothing has touched, where its value is known. */
  readonly lookup?: (key: bigint | string) => Variable | undefined;
}

/** `arguments`, `locals` and `state` may be absent, others are the runtime's own. */
export interface VariableScope {
  readonly kind: 'arguments' | 'returns' | 'locals' | 'state' | 'machine';
  /** As people read it: `Arguments`. */
  readonly title: string;
  readonly variables: readonly Variable[];
}

/** `in`: the next instruction of the frame is the first of a function that this one calls; `out`: it returns from one. */
export type CallMark = 'in' | 'out' | undefined;

/** Made once per code and asked often: answers are to be quick. Offsets are those of `StepEvent`. */
export interface DebugInfo {
  /** `approximate`: the optimiser may have moved or merged instructions, or has left no trace of variables. */
  readonly precision: 'exact' | 'approximate';
  /** What to know about it, one sentence; where it is approximate, why. */
  readonly note?: string;
  /** Absolute paths, with the text that was compiled: a file may have changed since. */
  readonly sources: readonly { readonly path: string; readonly text: string }[];
  /** undefined: nothing tells, or the code belongs to nothing that people wrote. */
  position(offset: number): CodePosition | undefined;
  /**
   * What the source-level call stack does there; machines that tell `call` and `return` steps need it not. `call`: the innermost one that is
   * open, `height`: words on the stack before the instruction. Without them an optimiser's shared return cannot be told from that of another.
   */
  mark?(offset: number, call?: InnerCall, height?: number): CallMark;
  /** Name of the function, as the source has it, by its entry (`InnerCall.entry`). */
  functionName(entry: number): string | undefined;
  /** Offsets of instructions at which a statement of the line begins; empty where the line has no code. */
  offsetsOfLine(file: string, line: number): readonly number[];
  /** Entries of functions of that name (`transfer` or `Token.transfer`). */
  entriesOf(name: string): readonly number[];
  variables(view: MachineView): readonly VariableScope[];
}

/** What a runtime knows of its machine, whoever compiled the code. */
export interface DebugMachine {
  /** Of an instruction: `SLOAD`, `i32.add`. `opcode`: as `StepEvent` gives it. */
  instructionName(opcode: number): string;
  /** Its steps are statements of a source: of code whose source is not known it tells none, and effects are shown. */
  readonly tellsStatements?: true;
  /** The frame's machine as scopes: Wasm locals. Without it only stack and memory are shown. */
  machineScopes?(view: MachineView): readonly VariableScope[];
}
