/** What the meter must know of the assemblies that a contract refers to. */
import { Metadata } from './metadata.ts';
import { PeFile } from './pe-file.ts';
import { readReplacements, type Replacements } from './replacements.ts';
import { TABLE } from './schema.ts';
import { typeText } from './signature-text.ts';

export interface Library {
  readonly replacements: Replacements;
  /** By full name. */
  isValueType(name: string): boolean;
  /** It lies on the stack and nowhere else, and can be no type argument. By full name. */
  isRefStruct(name: string): boolean;
}

/** `sdk`: Interleave.Sdk.dll. `classLibrary`: the assemblies of .NET. */
export function readLibrary(sdk: Uint8Array, classLibrary: readonly Uint8Array[]): Library {
  const own = new Metadata(new PeFile(Buffer.from(sdk)).metadata);
  const all = [own, ...classLibrary.map((image) => new Metadata(new PeFile(Buffer.from(image)).metadata))];
  const valueTypes = new Set(all.flatMap(valueTypesIn));
  const refStructs = new Set(all.flatMap(refStructsIn));
  return {
    replacements: readReplacements(own),
    isValueType: (name) => valueTypes.has(name),
    isRefStruct: (name) => refStructs.has(name),
  };
}

const BASES = new Set(['System.ValueType', 'System.Enum']);

/** `row`: of TypeDef. */
export function isValueType(metadata: Metadata, row: number): boolean {
  const base = metadata.coded(TABLE.typeDef, row, 3);
  return base.row !== 0 && base.table !== TABLE.typeSpec && BASES.has(metadata.typeName(base));
}

const REF_STRUCT = 'System.Runtime.CompilerServices.IsByRefLikeAttribute';

/** Full names of the ref structs that an assembly declares. */
export function refStructsIn(metadata: Metadata): string[] {
  const names: string[] = [];
  for (let row = 1; row <= metadata.count(TABLE.customAttribute); row++) {
    const parent = metadata.coded(TABLE.customAttribute, row, 0);
    if (parent.table === TABLE.typeDef && attributeName(metadata, row) === REF_STRUCT)
      names.push(typeText(metadata, parent));
  }
  return names;
}

/** Namespace and name of the attribute in a row of CustomAttribute. */
export function attributeName(metadata: Metadata, row: number): string {
  const { table, row: constructor } = metadata.coded(TABLE.customAttribute, row, 1);
  const type =
    table === TABLE.memberRef
      ? metadata.coded(TABLE.memberRef, constructor, 0)
      : { table: TABLE.typeDef, row: metadata.ownerOfMethod(constructor) };
  return type.table === TABLE.typeRef || type.table === TABLE.typeDef ? metadata.typeName(type) : '';
}

const valueTypesIn = (metadata: Metadata): string[] =>
  Array.from({ length: metadata.count(TABLE.typeDef) }, (_, i) => i + 1)
    .filter((row) => isValueType(metadata, row))
    .map((row) => typeText(metadata, { table: TABLE.typeDef, row }))
    .filter((name) => !BASES.has(name));
