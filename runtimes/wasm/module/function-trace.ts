import type { ByteWriter } from './byte-writer.ts';
import type { InstructionWriter } from './instruction-writer.ts';
import type { Layout } from './layout.ts';
import { OP } from './opcodes.ts';
import { EMPTY_BLOCK } from './meter-code.ts';
import { localOf, type TraceFunction, type TraceSite } from './trace-hooks.ts';
import { VALUE_TYPES, type FunctionType, type ValueType } from './value-type.ts';

/** Writes into one function what tells a debugger what it does. It leaves the operand stack as it was, and costs no gas. */
export class FunctionTrace {
  /** Types of parameters and locals, by slot. */
  readonly locals: ValueType[];
  entryUnits = 0;
  readonly #layout: Layout;
  readonly #index: number;
  readonly #params: number;
  /** Of all functions so far. */
  readonly #sites: TraceSite[];
  #site: TraceSite | undefined;

  constructor(layout: Layout, index: number, type: FunctionType, sites: TraceSite[]) {
    this.#layout = layout;
    this.#index = index;
    this.#params = type.params.length;
    this.#sites = sites;
    this.locals = [...type.params];
  }

  declare(count: number, type: ValueType): void {
    for (let i = 0; i < count; i++) this.locals.push(type);
  }

  /** Before an instruction. `store`: what it writes, where it is one. */
  step(out: ByteWriter, offset: number, opcode: number, store?: TraceSite['store']): void {
    this.#site = { offset, opcode, units: 0, store };
    this.#sites.push(this.#site);
    this.#tell(out, 'trace_step', () => writeConstant(out, this.#sites.length - 1));
  }

  /** What the instruction costs that was told last. */
  cost(units: number): void {
    if (this.#site) this.#site.units += units;
  }

  /** At the function's beginning: what it is, and what it was given. */
  enter(out: ByteWriter): void {
    this.#tell(out, 'trace_call', () => writeConstant(out, this.#index));
    for (let slot = 0; slot < this.#params; slot++) this.local(out, slot);
  }

  leave(out: ByteWriter): void {
    this.#tell(out, 'trace_return', () => undefined);
  }

  /** What a local holds. */
  local(out: ByteWriter, slot: number): void {
    const type = this.locals[slot] as ValueType;
    const get = (...convert: number[]): void => {
      out.byte(OP.localGet);
      out.u32(slot);
      out.op(...convert);
    };
    const isWord = type === VALUE_TYPES.i32 || type === VALUE_TYPES.f32;
    this.#tell(out, isWord ? 'trace_local32' : 'trace_local64', () => {
      writeConstant(out, localOf(slot, type));
      if (isWord) return get(...(type === VALUE_TYPES.f32 ? [OP.i32ReinterpretF32] : []));
      const bits = type === VALUE_TYPES.f64 ? [OP.i64ReinterpretF64] : [];
      get(...bits, OP.i32WrapI64);
      get(...bits, OP.i64Const, 32, OP.i64ShrU, OP.i32WrapI64);
    });
  }

  /** A store whose address and value are on the stack; it was told by `step`. */
  store(out: InstructionWriter, opcode: number, instruction: Uint8Array): void {
    const address = out.kept(VALUE_TYPES.i32, 1);
    const value = out.kept(storedType(opcode), 2);
    out.indexed(OP.localSet, value);
    out.indexed(OP.localTee, address);
    out.indexed(OP.localGet, value);
    out.raw(instruction);
    this.#tell(out, 'trace_store', () => {
      out.indexed(OP.localGet, address);
      writeConstant(out, this.#sites.length - 1);
    });
  }

  /** memory.copy, memory.fill or memory.init with its three operands on the stack; `write` writes it. */
  bulk(out: InstructionWriter, write: () => void): void {
    const [target, source, length] = [1, 2, 3].map((use) => out.kept(VALUE_TYPES.i32, use)) as [number, number, number];
    out.indexed(OP.localSet, length);
    out.indexed(OP.localSet, source);
    for (const [code, local] of [
      [OP.localTee, target],
      [OP.localGet, source],
      [OP.localGet, length],
    ] as const)
      out.indexed(code, local);
    write();
    this.#tell(out, 'trace_bulk', () => {
      out.indexed(OP.localGet, target);
      out.indexed(OP.localGet, length);
    });
  }

  /** As long as anybody listens. `operands` writes what it is told. */
  #tell(out: ByteWriter, what: TraceFunction, operands: () => void): void {
    out.byte(OP.globalGet);
    out.u32(this.#layout.traceGlobal);
    out.op(OP.if, EMPTY_BLOCK);
    operands();
    out.byte(OP.call);
    out.u32(this.#layout.traceFunction(what));
    out.byte(OP.end);
  }
}

function writeConstant(out: ByteWriter, value: number): void {
  out.byte(OP.i32Const);
  out.signed(value);
}

const FIRST_STORE = 0x36;
const STORED = [
  ['i32', 4],
  ['i64', 8],
  ['f32', 4],
  ['f64', 8],
  ['i32', 1],
  ['i32', 2],
  ['i64', 1],
  ['i64', 2],
  ['i64', 4],
] as const;

const storedType = (opcode: number): ValueType => VALUE_TYPES[STORED[opcode - FIRST_STORE]?.[0] ?? 'i32'];

/** Bytes that a store writes; undefined: it is none. */
export const storedBytes = (opcode: number): number | undefined => STORED[opcode - FIRST_STORE]?.[1];
