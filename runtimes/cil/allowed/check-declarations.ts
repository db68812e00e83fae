/** What an assembly must not declare, whatever it is used for: code that is not .NET's, what runs by itself, state that stays. */
import type { Metadata } from '../meter/metadata.ts';
import { TABLE } from '../meter/schema.ts';
import { typeText } from '../meter/signature-text.ts';

const GENERATED = 'Interleave.Generated';
const RESERVED = /^(System|Microsoft|Interleave)(\.|$)/;
/** Attributes that the C# compiler puts into an assembly where the class library lacks them. */
const EMBEDDED = /^(System\.Runtime\.CompilerServices|Microsoft\.CodeAnalysis)\.\w+Attribute$/;
const FORBIDDEN_TABLES: readonly (readonly [table: number, what: string])[] = [
  [TABLE.moduleRef, 'libraries that are not .NET'],
  [TABLE.implMap, 'methods that are not .NET'],
  [TABLE.file, 'other files'],
  [TABLE.exportedType, 'types of other assemblies'],
  [TABLE.manifestResource, 'resources'],
];
const EXPLICIT_LAYOUT = 0x10;
const LAYOUT = 0x18;
const STATIC = 0x10;
const INIT_ONLY = 0x20;
const LITERAL = 0x40;
const P_INVOKE = 0x2000;
/** What implements a method: 0 is IL, 3 the engine, as for delegates. */
const CODE_TYPE = 3;
/** Unmanaged, forwarded, synchronized, internal to the engine. */
const FOREIGN_CODE = 0x4 | 0x10 | 0x20 | 0x1000;

export function declarationProblems(metadata: Metadata): string[] {
  const problems = FORBIDDEN_TABLES.filter(([table]) => metadata.count(table) > 0).map(
    ([, what]) => `the assembly has ${what}`,
  );
  const module = metadata.owned(1, 5);
  if (module.to > module.from) problems.push('the assembly has code that runs when it is loaded');
  for (let type = 2; type <= metadata.count(TABLE.typeDef); type++) {
    const name = typeText(metadata, { table: TABLE.typeDef, row: type });
    const space = metadata.text(TABLE.typeDef, type, 2);
    const isCompilers = name.split('/').some((part) => part.startsWith('<'));
    if (RESERVED.test(space) && space !== GENERATED && !EMBEDDED.test(name))
      problems.push(`the assembly declares ${name}, a name of the system`);
    if ((metadata.value(TABLE.typeDef, type, 0) & LAYOUT) === EXPLICIT_LAYOUT && !isCompilers)
      problems.push(`${name} lays out its fields itself`);
    if (!isCompilers && !name.startsWith(`${GENERATED}.`)) problems.push(...fieldProblems(metadata, type, name));
    problems.push(...methodProblems(metadata, type, name));
  }
  return problems;
}

function fieldProblems(metadata: Metadata, type: number, name: string): string[] {
  const { from, to } = metadata.owned(type, 4);
  const problems: string[] = [];
  for (let row = from; row < to; row++) {
    const flags = metadata.value(TABLE.field, row, 0);
    if ((flags & STATIC) !== 0 && (flags & (INIT_ONLY | LITERAL)) === 0)
      problems.push(`${name}.${metadata.text(TABLE.field, row, 1)} is static and can be changed`);
  }
  return problems;
}

function methodProblems(metadata: Metadata, type: number, name: string): string[] {
  const { from, to } = metadata.owned(type, 5);
  const problems: string[] = [];
  const base = metadata.coded(TABLE.typeDef, type, 3);
  const isDelegate = base.table === TABLE.typeRef && metadata.typeName(base) === 'System.MulticastDelegate';
  for (let row = from; row < to; row++) {
    const [implementation, flags] = [metadata.value(TABLE.methodDef, row, 1), metadata.value(TABLE.methodDef, row, 2)];
    const method = `${name}.${metadata.text(TABLE.methodDef, row, 3)}`;
    const isOfEngine = (implementation & CODE_TYPE) === CODE_TYPE && isDelegate;
    const isForeign = (implementation & CODE_TYPE) !== 0 && !isOfEngine;
    if ((flags & P_INVOKE) !== 0 || isForeign || (implementation & FOREIGN_CODE) !== 0)
      problems.push(`${method} is not written in IL`);
    if (metadata.text(TABLE.methodDef, row, 3) === 'Finalize')
      problems.push(`${method} would run when memory is collected`);
  }
  return problems;
}
