/** Names of metadata as C# writes them; what the compiler has made up by what it stands for. */
import type { Metadata } from '../meter/metadata.ts';
import { TABLE } from '../meter/schema.ts';

const KEYWORDS: Readonly<Record<string, string>> = {
  'System.Boolean': 'bool',
  'System.Byte': 'byte',
  'System.SByte': 'sbyte',
  'System.Char': 'char',
  'System.Int16': 'short',
  'System.UInt16': 'ushort',
  'System.Int32': 'int',
  'System.UInt32': 'uint',
  'System.Int64': 'long',
  'System.UInt64': 'ulong',
  'System.Single': 'float',
  'System.Double': 'double',
  'System.Decimal': 'decimal',
  'System.String': 'string',
  'System.Object': 'object',
  'System.Void': 'void',
};

/** Names of the parameters of a generic type, and of a generic method in it. */
export interface Generics {
  readonly type: readonly string[];
  readonly method: readonly string[];
}

/** A type as `signature-text.ts` writes it: `System.Collections.Generic.List`1<System.Int32>` is `List<int>`. */
export function typeName(text: string, { type, method }: Generics): string {
  const plain = text
    .replace(/!!(\d+)/g, (_, index: string) => method[Number(index)] ?? `T${index}`)
    .replace(/!(\d+)/g, (_, index: string) => type[Number(index)] ?? `T${index}`)
    .replace(/[A-Za-z_][\w.]*(?:`\d+)?(?:\/[\w.<>]+?(?:`\d+)?)*(?=[<>,[\]&*/]|$)/g, (name) => {
      return KEYWORDS[name] ?? (name.split(/[./]/).at(-1) ?? name).replace(/`\d+$/, '');
    })
    .replaceAll(',', ', ')
    .replace(/&$/, '');
  return shortened(plain);
}

/** Tuples and what may be null have brackets of their own, from the innermost on. */
function shortened(name: string): string {
  const shorter = name.replace(/\bNullable<([^<>]*)>/, '$1?').replace(/\bValueTuple<([^<>]*)>/, '($1)');
  return shorter === name ? name : shortened(shorter);
}

/** Classes that the compiler makes begin so: of lambdas, of what they capture, and of iterators. */
const isMadeUp = (name: string): boolean => name.startsWith('<');

/** An iterator's class. */
const ITERATOR = /^<(.*)>d__/;
/** `<Outer>g__Inner|0_1` is a local function, `<Outer>b__0_1` a lambda. */
const LOCAL_FUNCTION = /^<(.*)>g__(.+)\|/;
const LAMBDA = /^<(.*)>b__/;

/** `Token.Transfer`, `Token.Transfer lambda`; of a constructor `Token.Token`. */
export function methodName(metadata: Metadata, row: number): string {
  const owner = metadata.ownerOfMethod(row);
  const name = metadata.text(TABLE.methodDef, row, 3);
  const own = metadata.text(TABLE.typeDef, owner, 1);
  const type = declaringName(metadata, owner);
  const iterated = ITERATOR.exec(own);
  return `${type}.${iterated ? outermost(iterated[1] ?? '') : plainName(name, type)}`;
}

function plainName(name: string, type: string): string {
  if (name === '.ctor') return type;
  if (name === '.cctor') return 'static constructor';
  const local = LOCAL_FUNCTION.exec(name);
  if (local) return local[2] ?? name;
  const lambda = LAMBDA.exec(name);
  if (lambda) return `${outermost(lambda[1] ?? '')} lambda`;
  // An explicit implementation has the interface before its name.
  const plain = name.slice(name.lastIndexOf('.') + 1);
  return plain.replace(/^(get|set)_(.+)$/, '$2.$1').replace(/^op_(.+)$/, 'operator $1');
}

/** A lambda in a local function is named after both. */
const outermost = (name: string): string => {
  const local = LOCAL_FUNCTION.exec(name);
  if (local) return local[2] ?? name;
  return name === '.ctor' ? 'constructor' : name;
};

/** The innermost type that people declared. */
function declaringName(metadata: Metadata, type: number): string {
  let at = type;
  while (isMadeUp(metadata.text(TABLE.typeDef, at, 1)) && metadata.outerType(at) !== 0) at = metadata.outerType(at);
  return metadata.text(TABLE.typeDef, at, 1).replace(/`\d+$/, '');
}

/** A field as the source has it; undefined: the compiler keeps something of its own there. `<x>5__2` and `<Name>k__BackingField` have names. */
export function fieldName(name: string): string | undefined {
  if (!name.startsWith('<')) return name;
  const kept = /^<([^<>]+)>(5__\d+|k__BackingField|P)$/.exec(name);
  return kept?.[1];
}

/** A variable that holds what lambdas capture. */
export const isCapture = (type: string): boolean => type.includes('DisplayClass');
