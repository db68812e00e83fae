/** The tables of .NET metadata and their columns (ECMA-335, II.22 and II.24.2.6). */

export type Column =
  | { readonly kind: 'fixed'; readonly size: 2 | 4 }
  | { readonly kind: 'heap'; readonly heap: 'strings' | 'guid' | 'blob' }
  | { readonly kind: 'table'; readonly table: number }
  | { readonly kind: 'coded'; readonly bits: number; readonly tables: readonly number[] };

export const TABLE = {
  typeRef: 1,
  typeDef: 2,
  field: 4,
  methodDef: 6,
  interfaceImpl: 9,
  memberRef: 10,
  constant: 11,
  customAttribute: 12,
  classLayout: 15,
  standAloneSig: 17,
  moduleRef: 26,
  typeSpec: 27,
  implMap: 28,
  assemblyRef: 35,
  file: 38,
  exportedType: 39,
  manifestResource: 40,
  nestedClass: 41,
  genericParam: 42,
  methodSpec: 43,
} as const;

const u2: Column = { kind: 'fixed', size: 2 };
const u4: Column = { kind: 'fixed', size: 4 };
const string: Column = { kind: 'heap', heap: 'strings' };
const guid: Column = { kind: 'heap', heap: 'guid' };
const blob: Column = { kind: 'heap', heap: 'blob' };
const to = (table: number): Column => ({ kind: 'table', table });
const coded = (bits: number, ...tables: readonly number[]): Column => ({ kind: 'coded', bits, tables });

/** In a coded index: no table has this tag. */
const NONE = -1;

const typeDefOrRef = coded(2, 2, 1, 27);
const hasConstant = coded(2, 4, 8, 23);
const hasCustomAttribute = coded(
  5,
  ...[6, 4, 1, 2, 8, 9, 10, 0, 14, 23, 20, 17, 26, 27, 32, 35, 38, 39, 40, 42, 44, 43],
);
const methodDefOrRef = coded(1, 6, 10);
const implementation = coded(2, 38, 35, 39);

/** By the number of the table. */
export const SCHEMA: readonly (readonly Column[])[] = [
  [u2, string, guid, guid, guid],
  [coded(2, 0, 26, 35, 1), string, string],
  [u4, string, string, typeDefOrRef, to(4), to(6)],
  [to(4)],
  [u2, string, blob],
  [to(6)],
  [u4, u2, u2, string, blob, to(8)],
  [to(8)],
  [u2, u2, string],
  [to(2), typeDefOrRef],
  [coded(3, 2, 1, 26, 6, 27), string, blob],
  [u2, hasConstant, blob],
  [hasCustomAttribute, coded(3, NONE, NONE, 6, 10), blob],
  [coded(1, 4, 8), blob],
  [u2, coded(2, 2, 6, 32), blob],
  [u2, u4, to(2)],
  [u4, to(4)],
  [blob],
  [to(2), to(20)],
  [to(20)],
  [u2, string, typeDefOrRef],
  [to(2), to(23)],
  [to(23)],
  [u2, string, blob],
  [u2, to(6), coded(1, 20, 23)],
  [to(2), methodDefOrRef, methodDefOrRef],
  [string],
  [blob],
  [u2, coded(1, 4, 6), string, to(26)],
  [u4, to(4)],
  [u4, u4],
  [u4],
  [u4, u2, u2, u2, u2, u4, blob, string, string],
  [u4],
  [u4, u4, u4],
  [u2, u2, u2, u2, u4, blob, string, string, blob],
  [u4, to(35)],
  [u4, u4, u4, to(35)],
  [u4, string, blob],
  [u4, u4, string, string, implementation],
  [u4, u4, string, implementation],
  [to(2), to(2)],
  [u2, u2, coded(1, 2, 6), string],
  [methodDefOrRef, blob],
  [to(42), typeDefOrRef],
];
