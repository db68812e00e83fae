/**
 * Methods that say themselves what they cost: those of the meters, and what Interleave.Sdk.dll marks with [Trusted]. What makes the
 * object that lambdas are called on costs nothing.
 */
import { holdsLambdas } from './cached-delegates.ts';
import { tokenOf, type Metadata } from './metadata.ts';
import { TABLE } from './schema.ts';

const RUNTIME = 'Interleave.Runtime';
const ATTRIBUTE = `${RUNTIME}.TrustedAttribute`;

/** Rows of MethodDef. `isSdk`: the assembly is Interleave.Sdk.dll; no other can have trusted methods, whatever it declares. */
export function trustedMethods(metadata: Metadata, isSdk: boolean): ReadonlySet<number> {
  const marked = markedBy(metadata, constructorsOf(metadata));
  const outer = new Map<number, number>();
  for (let row = 1; row <= metadata.count(TABLE.nestedClass); row++)
    outer.set(metadata.value(TABLE.nestedClass, row, 0), metadata.value(TABLE.nestedClass, row, 1));
  const isTrusted = (type: number): boolean => {
    if (marked.has(tokenOf(TABLE.typeDef, type)) || metadata.text(TABLE.typeDef, type, 2) === RUNTIME) return true;
    const enclosing = outer.get(type);
    return enclosing !== undefined && isTrusted(enclosing);
  };
  const trusted = new Set<number>();
  for (let type = 1; type <= metadata.count(TABLE.typeDef); type++) {
    const all = isSdk && isTrusted(type);
    const lambdas = holdsLambdas(metadata.text(TABLE.typeDef, type, 1));
    const { from, to } = metadata.owned(type, 5);
    for (let method = from; method < to; method++) {
      const makes = lambdas && metadata.text(TABLE.methodDef, method, 3).endsWith('ctor');
      if (all || makes || (isSdk && marked.has(tokenOf(TABLE.methodDef, method)))) trusted.add(method);
    }
  }
  return trusted;
}

/** Rows of MethodDef that construct the attribute, where the assembly itself declares it. */
function constructorsOf(metadata: Metadata): ReadonlySet<number> {
  for (let type = 1; type <= metadata.count(TABLE.typeDef); type++) {
    if (metadata.typeName({ table: TABLE.typeDef, row: type }) !== ATTRIBUTE) continue;
    const { from, to } = metadata.owned(type, 5);
    return new Set(Array.from({ length: to - from }, (_, i) => from + i));
  }
  return new Set();
}

/** Tokens of what has the attribute. */
function markedBy(metadata: Metadata, constructors: ReadonlySet<number>): ReadonlySet<number> {
  const marked = new Set<number>();
  for (let row = 1; row <= metadata.count(TABLE.customAttribute); row++) {
    const type = metadata.coded(TABLE.customAttribute, row, 1);
    if (type.table !== TABLE.methodDef || !constructors.has(type.row)) continue;
    const parent = metadata.coded(TABLE.customAttribute, row, 0);
    marked.add(tokenOf(parent.table, parent.row));
  }
  return marked;
}
