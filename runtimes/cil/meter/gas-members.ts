/** Tokens of the meters (Gas.cs) in the assembly that is to be metered. */
import { MeterError, tokenOf, type Handle, type Metadata } from './metadata.ts';
import { TABLE } from './schema.ts';

const TYPE = 'Interleave.Runtime.Gas';
const NAMES = [
  'Left',
  'Depth',
  'Nested',
  'Out',
  'Overflow',
  'Array',
  'Grid',
  'Bytes',
  'Guard',
  'Filter',
  'Made',
] as const;

export type GasMembers = Readonly<Record<(typeof NAMES)[number], number>>;

/** References, which the generated class Meters sees to; in Interleave.Sdk.dll the members themselves. */
export function gasMembers(metadata: Metadata): GasMembers {
  const own = ownMembers(metadata);
  const found = own.size > 0 ? own : foreignMembers(metadata);
  const token = (name: string): number => {
    const one = found.get(name);
    if (one === undefined) throw new MeterError(`nothing refers to Gas.${name}`);
    return one;
  };
  return Object.fromEntries(NAMES.map((name) => [name, token(name)])) as Record<(typeof NAMES)[number], number>;
}

function ownMembers(metadata: Metadata): Map<string, number> {
  const members = new Map<string, number>();
  for (let type = 1; type <= metadata.count(TABLE.typeDef); type++) {
    if (metadata.typeName({ table: TABLE.typeDef, row: type }) !== TYPE) continue;
    const fields = metadata.owned(type, 4);
    for (let row = fields.from; row < fields.to; row++)
      members.set(metadata.text(TABLE.field, row, 1), tokenOf(TABLE.field, row));
    const methods = metadata.owned(type, 5);
    for (let row = methods.from; row < methods.to; row++)
      members.set(metadata.text(TABLE.methodDef, row, 3), tokenOf(TABLE.methodDef, row));
  }
  return members;
}

function foreignMembers(metadata: Metadata): Map<string, number> {
  const members = new Map<string, number>();
  for (let row = 1; row <= metadata.count(TABLE.memberRef); row++) {
    const parent: Handle = metadata.coded(TABLE.memberRef, row, 0);
    if (parent.table !== TABLE.typeRef || metadata.typeName(parent) !== TYPE) continue;
    members.set(metadata.text(TABLE.memberRef, row, 1), tokenOf(TABLE.memberRef, row));
  }
  return members;
}
