/** Arrays of more than one dimension: the engine makes them by what looks like a constructor, so their lengths are on the stack already. */
import type { BodyWriter } from './body-writer.ts';
import { TYPE } from './called-methods.ts';
import { handleOf, MeterError, type Metadata } from './metadata.ts';
import { OP } from './opcodes.ts';
import { TABLE } from './schema.ts';
import { SignatureReader } from './signature-text.ts';
import type { Size } from './sizes.ts';
import type { VariableSizes } from './variable-sizes.ts';

export interface Grid {
  readonly rank: number;
  readonly item: Size;
}

/** What `newobj` of a constructor makes, if it is one. @throws MeterError for bounds that C# has no way to give. */
export function createGrids(metadata: Metadata, sizes: VariableSizes): (constructor: number) => Grid | undefined {
  return (constructor) => {
    const { table, row } = handleOf(constructor);
    if (table !== TABLE.memberRef) return undefined;
    const parent = metadata.coded(TABLE.memberRef, row, 0);
    if (parent.table !== TABLE.typeSpec) return undefined;
    const type = metadata.blob(TABLE.typeSpec, parent.row, 0);
    if (type.readUInt8(0) !== TYPE.array) return undefined;
    const reader = new SignatureReader(metadata, type, 1);
    reader.type();
    const rank = reader.number();
    const { parameters } = new SignatureReader(metadata, metadata.blob(TABLE.memberRef, row, 2)).method();
    if (parameters.length !== rank) throw new MeterError('an array with lower bounds');
    return { rank, item: sizes.ofType(type, 1) };
  };
}

/** Counts the memory, and leaves the lengths on the stack as they were. `first`: index of as many variables of type int. */
export function countGrid(
  writer: BodyWriter,
  { rank, item }: Grid,
  { first, count, size }: { readonly first: number; readonly count: number; readonly size: (size: Size) => void },
): void {
  for (let i = rank - 1; i >= 0; i--) writer.withLocal(OP.stloc, first + i);
  for (let i = 0; i < rank; i++) {
    writer.withLocal(OP.ldloc, first + i);
    writer.op(OP.convI8);
    if (i > 0) writer.op(OP.mulOvf);
  }
  size(item);
  writer.withInt(OP.call, count);
  for (let i = 0; i < rank; i++) writer.withLocal(OP.ldloc, first + i);
}
