import { ByteWriter } from './byte-writer.ts';
import type { Layout } from './layout.ts';
import { writeBytesCharge, writeCanonicalNan } from './meter-code.ts';
import { BULK, OP } from './opcodes.ts';
import { VALUE_TYPES, type ValueType } from './value-type.ts';

/** Writes the instructions of one function, with scratch locals behind its own where injected code needs them. */
export class InstructionWriter extends ByteWriter {
  /** Types of the scratch locals, in order. */
  readonly scratchTypes: ValueType[] = [];
  readonly #kept = new Map<string, number>();
  readonly #layout: Layout;
  readonly #locals: number;

  /** `locals`: parameters and declared locals. */
  constructor(layout: Layout, locals: number) {
    super(1024);
    this.#layout = layout;
    this.#locals = locals;
  }

  indexed(opcode: number, index: number): void {
    this.byte(opcode);
    this.u32(index);
  }

  canonicalNan(type: ValueType): void {
    writeCanonicalNan(this, type, this.#scratch(type));
  }

  /** memory.copy, memory.fill or memory.init: the number of bytes is on top of the stack, and is paid for before. */
  bulk(code: number, immediates: readonly number[]): void {
    const length = this.#scratch(VALUE_TYPES.i32);
    this.indexed(OP.localTee, length);
    writeBytesCharge(this, this.#layout.gasGlobal, length);
    this.op(OP.bulk, code);
    for (const immediate of immediates) this.u32(immediate);
  }

  dropData(segment: number): void {
    this.#layout.dropsData = true;
    this.op(OP.bulk, BULK.dataDrop);
    this.u32(segment);
  }

  /** A scratch local that keeps what it holds while others are used; `use`: one for each that is needed at a time. */
  kept(type: ValueType, use: number): number {
    const name = `${type}:${use}`;
    const known = this.#kept.get(name);
    if (known !== undefined) return this.#locals + known;
    const index = this.scratchTypes.push(type) - 1;
    this.#kept.set(name, index);
    return this.#locals + index;
  }

  #scratch(type: ValueType): number {
    return this.kept(type, 0);
  }
}
