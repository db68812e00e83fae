/** Which types of an assembly may do what differs from run to run: those that say so. */
import { attributeName } from '../meter/library.ts';
import type { Handle, Metadata } from '../meter/metadata.ts';
import { TABLE } from '../meter/schema.ts';
import { SignatureReader } from '../meter/signature-text.ts';

const ATTRIBUTE = 'Interleave.NonDeterministicAttribute';

/** Rows of TypeDef of the types with [NonDeterministic], of what is in them and of what derives from them. */
export function nonDeterministicTypes(metadata: Metadata): ReadonlySet<number> {
  const marked = new Set<number>();
  for (let row = 1; row <= metadata.count(TABLE.customAttribute); row++) {
    const parent = metadata.coded(TABLE.customAttribute, row, 0);
    if (parent.table === TABLE.typeDef && attributeName(metadata, row) === ATTRIBUTE) marked.add(parent.row);
  }
  if (marked.size === 0) return marked;
  // A type may stand before what it is in or derives from.
  let before: number;
  do {
    before = marked.size;
    for (let type = 1; type <= metadata.count(TABLE.typeDef); type++) {
      const base = typeDefOf(metadata, metadata.coded(TABLE.typeDef, type, 3));
      if (marked.has(metadata.outerType(type)) || (base !== undefined && marked.has(base))) marked.add(type);
    }
  } while (marked.size > before);
  return marked;
}

/** The row of TypeDef that a handle of a type means, where the assembly itself declares it; of a generic instance what it is one of. */
export function typeDefOf(metadata: Metadata, { table, row }: Handle): number | undefined {
  if (table === TABLE.typeDef) return row;
  if (table !== TABLE.typeSpec) return undefined;
  const generic = new SignatureReader(metadata, metadata.blob(TABLE.typeSpec, row, 0)).genericType();
  return generic?.table === TABLE.typeDef ? generic.row : undefined;
}
