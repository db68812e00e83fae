/**
 * Fields in which the C# compiler keeps delegates that it makes once. Whoever comes first fills them, in each lane anew: filling them must
 * cost nothing, or gas would depend on who came before.
 */
import { typeDefOrRef } from './called-methods.ts';
import { compressed, handleOf, type Handle, type Metadata } from './metadata.ts';
import { TABLE } from './schema.ts';

/** No name in C# can begin so: it is the compiler's. */
const COMPILERS = '<>';

/**
 * The class of the compiler's that has lambdas which capture nothing, by its name. The object on which they are called is made once, in a
 * generic method at its first use; so what constructs it is not metered.
 */
export const holdsLambdas = (typeName: string): boolean => /^<>c(__\d+)?(`\d+)?$/.test(typeName);

/** Tells by the token of a field. */
export function createCachedDelegates(metadata: Metadata): (token: number) => boolean {
  const known = new Map<number, boolean>();
  return (token) => {
    let cached = known.get(token);
    if (cached === undefined) known.set(token, (cached = isCache(metadata, handleOf(token))));
    return cached;
  };
}

function isCache(metadata: Metadata, field: Handle): boolean {
  const type =
    field.table === TABLE.field
      ? { table: TABLE.typeDef, row: metadata.ownerOf(field.row) }
      : metadata.coded(TABLE.memberRef, field.row, 0);
  return nameOf(metadata, type).startsWith(COMPILERS);
}

function nameOf(metadata: Metadata, type: Handle): string {
  if (type.table !== TABLE.typeSpec) return metadata.text(type.table, type.row, 1);
  // An instance of a generic type: after the two bytes that say so comes which.
  return nameOf(metadata, typeDefOrRef(compressed(metadata.blob(TABLE.typeSpec, type.row, 0), 2).length));
}
