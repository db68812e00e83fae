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
}

/** `sdk`: Interleave.Sdk.dll. `classLibrary`: the assemblies of .NET. */
export function readLibrary(sdk: Uint8Array, classLibrary: readonly Uint8Array[]): Library {
  const own = new Metadata(new PeFile(Buffer.from(sdk)).metadata);
  const all = [own, ...classLibrary.map((image) => new Metadata(new PeFile(Buffer.from(image)).metadata))];
  const valueTypes = new Set(all.flatMap(valueTypesIn));
  return { replacements: readReplacements(own), isValueType: (name) => valueTypes.has(name) };
}

const BASES = new Set(['System.ValueType', 'System.Enum']);

/** `row`: of TypeDef. */
export function isValueType(metadata: Metadata, row: number): boolean {
  const base = metadata.coded(TABLE.typeDef, row, 3);
  return base.row !== 0 && base.table !== TABLE.typeSpec && BASES.has(metadata.typeName(base));
}

const valueTypesIn = (metadata: Metadata): string[] =>
  Array.from({ length: metadata.count(TABLE.typeDef) }, (_, i) => i + 1)
    .filter((row) => isValueType(metadata, row))
    .map((row) => typeText(metadata, { table: TABLE.typeDef, row }))
    .filter((name) => !BASES.has(name));
