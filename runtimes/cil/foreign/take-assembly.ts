/**
 * An assembly that our compiler has not made, from a file or from the ledger: checked, and in the form in which lanes run it. All of it depends on
 * the bytes alone. What is no assembly at all can make any of the readers fail: that is the answer then.
 */
import { err, ok, type Result } from '../../core/result.ts';
import { checkAssembly } from '../allowed/check-assembly.ts';
import type { ClassLibrary } from '../allowed/class-library.ts';
import { boundProblem } from '../bounds/assembly-bounds.ts';
import { LIMITS } from '../bounds/limits.ts';
import { decode, tokenIn } from '../meter/instruction.ts';
import type { Library } from '../meter/library.ts';
import { meter } from '../meter/meter.ts';
import { handleOf, Metadata } from '../meter/metadata.ts';
import { readBody } from '../meter/method-body.ts';
import { OP } from '../meter/opcodes.ts';
import { PeFile } from '../meter/pe-file.ts';
import { TABLE } from '../meter/schema.ts';
import { typeText } from '../meter/signature-text.ts';

/** As it is deployed, it must fit into a source (envelope.ts). */
export const MOST_BYTES = 3 << 20;
/** Told of an assembly that is not allowed. */
const PROBLEMS = 5;
const METER = 'Interleave.Runtime.Gas';
/** Refers to all of the meter, and is never run. */
const METERS = 'Interleave.Generated.Meters';

/** The metered assembly; the error is one sentence, the same everywhere. */
export function takeAssembly(image: Uint8Array, library: Library, allowed: ClassLibrary): Result<Uint8Array, string> {
  if (image.length > MOST_BYTES)
    return err(`the assembly has ${image.length} bytes, more than the ${MOST_BYTES} that it may have`);
  try {
    const file = new PeFile(Buffer.from(image));
    const metadata = new Metadata(file.metadata);
    const first = tableProblem(metadata) ?? meterProblem(file, metadata);
    if (first !== undefined) return err(first);
    const metered = meter(image, library);
    const beyond = boundProblem(metered);
    if (beyond !== undefined) return err(beyond.message);
    const problems = checkAssembly(metered, allowed);
    if (problems.length === 0) return ok(metered);
    const more = problems.length > PROBLEMS ? `; and ${problems.length - PROBLEMS} more` : '';
    return err(`the assembly does what no contract may: ${problems.slice(0, PROBLEMS).join('; ')}${more}`);
  } catch (error) {
    return err(`it is no .NET assembly that can be metered: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Before anything counts on the tables: how many rows there are, and that each belongs to one type. */
function tableProblem(metadata: Metadata): string | undefined {
  for (const [table, most, what] of [
    [TABLE.typeDef, LIMITS.types, 'types'],
    [TABLE.methodDef, LIMITS.methods, 'methods'],
  ] as const)
    if (metadata.count(table) > most)
      return `there are ${metadata.count(table)} ${what}, more than the ${most} that a contract may have`;
  for (const column of [4, 5] as const) {
    let next = 1;
    for (let type = 1; type <= metadata.count(TABLE.typeDef); type++) {
      const { from, to } = metadata.owned(type, column);
      if (from !== next || to < from) return 'it is no .NET assembly: its tables do not fit together';
      next = to;
    }
    if (next !== metadata.count(column === 4 ? TABLE.field : TABLE.methodDef) + 1)
      return 'it is no .NET assembly: its tables do not fit together';
  }
  return undefined;
}

const OF_TYPES = new Set<number>([OP.call, OP.callvirt, OP.newobj, OP.ldftn, OP.ldvirtftn]);
const OF_FIELDS = new Set<number>([OP.ldsfld, OP.stsfld, 0x7b, 0x7c, 0x7d, 0x7f]);

/** The meter is put in by us; code that comes with it would set it back. */
function meterProblem(file: PeFile, metadata: Metadata): string | undefined {
  const references = new Set<number>();
  for (let row = 1; row <= metadata.count(TABLE.memberRef); row++) {
    const parent = metadata.coded(TABLE.memberRef, row, 0);
    if (parent.table === TABLE.typeRef && metadata.typeName(parent) === METER) references.add(row);
  }
  for (let method = 1; method <= metadata.count(TABLE.methodDef); method++) {
    const address = metadata.value(TABLE.methodDef, method, 0);
    if (address === 0) continue;
    const type = typeText(metadata, { table: TABLE.typeDef, row: metadata.ownerOfMethod(method) });
    if (type === METERS) continue;
    for (const one of decode(readBody(file.bytes, file.offsetOf(address)).il)) {
      if (!OF_TYPES.has(one.op) && !OF_FIELDS.has(one.op)) continue;
      const handle = handleOf(tokenIn(one));
      const { table, row } =
        handle.table === TABLE.methodSpec ? metadata.coded(TABLE.methodSpec, handle.row, 0) : handle;
      if (table === TABLE.memberRef && references.has(row))
        return `${type}.${metadata.text(TABLE.methodDef, method, 3)} uses ${METER}, which is the meter's: deploy the assembly as it was before it was metered`;
    }
  }
  return undefined;
}
