/** What a debugger puts into metered methods. It leaves the evaluation stack as it was, and costs nothing. */
import type { BodyWriter } from './body-writer.ts';
import type { Instruction } from './instruction.ts';
import type { Metadata } from './metadata.ts';
import type { MetadataPatch } from './metadata-patch.ts';
import type { MethodBody } from './method-body.ts';

/** Gas of the basic block that an instruction stands in. */
export interface BlockGas {
  /** It has been taken: the block has begun before. */
  readonly isTaken: boolean;
  /** Units that the block takes for this instruction and what follows, without what is allocated. */
  rest(): number;
}

export interface MethodTrace {
  /** After the method has been entered. */
  enter(writer: BodyWriter): void;
  /** Before an instruction, and before what its block costs. */
  before(writer: BodyWriter, one: Instruction, block: BlockGas): void;
  /** Control does not come here from one that does not run on. */
  after(writer: BodyWriter, one: Instruction): void;
  /** Before it returns. */
  leave(writer: BodyWriter): void;
}

export interface AssemblyTrace {
  /** Of a row of MethodDef; undefined: nothing tells where it stands. `depth`: index of a variable of four bytes, its own. */
  method(row: number, body: MethodBody, depth: number): MethodTrace | undefined;
}

export type Tracing = (metadata: Metadata, patch: MetadataPatch) => AssemblyTrace;
