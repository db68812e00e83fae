/**
 * What Interleave.Sdk.dll has in the place of members of the class library: methods with [Replaces] (csharp/runtime/Attributes.cs), by a
 * text of the call that they take over.
 */
import { compressed, MeterError, type Metadata } from './metadata.ts';
import { TABLE } from './schema.ts';
import { SignatureReader, typeText, type MethodText } from './signature-text.ts';

export interface Replacement {
  /** Row of MethodDef in Interleave.Sdk.dll. */
  readonly method: number;
  readonly typeSpace: string;
  readonly typeName: string;
  readonly name: string;
}

export interface Replacements {
  /** By `callText`. */
  readonly byCall: ReadonlyMap<string, Replacement>;
  /** Rows of MethodDef in Interleave.Sdk.dll: what they call themselves is not redirected. */
  readonly methods: ReadonlySet<number>;
}

const ATTRIBUTE = 'Interleave.Runtime.ReplacesAttribute';
const STATIC = 'static ';

/**
 * How a call looks to the one who makes it: parameters from the instance on, type parameters of the type before those of the method.
 * `System.String.IndexOf`, `System.Span\`1.Fill`.
 */
export const callText = (member: string, { arity, parameters, result }: Omit<MethodText, 'isStatic'>): string =>
  `${member}!!${String(arity)}(${parameters.join(',')}):${result}`;

export const staticCallText = (call: string): string => STATIC + call;

export function readReplacements(sdk: Metadata): Replacements {
  const constructors = new Set<number>();
  const owners = new Map<number, number>();
  for (let type = 1; type <= sdk.count(TABLE.typeDef); type++) {
    const isAttribute = sdk.typeName({ table: TABLE.typeDef, row: type }) === ATTRIBUTE;
    const { from, to } = sdk.owned(type, 5);
    for (let row = from; row < to; row++) {
      owners.set(row, type);
      if (isAttribute) constructors.add(row);
    }
  }
  const byCall = new Map<string, Replacement>();
  const methods = new Set<number>();
  for (let row = 1; row <= sdk.count(TABLE.customAttribute); row++) {
    const attribute = sdk.coded(TABLE.customAttribute, row, 1);
    const parent = sdk.coded(TABLE.customAttribute, row, 0);
    if (attribute.table !== TABLE.methodDef || !constructors.has(attribute.row)) continue;
    const method = parent.row;
    const owner = owners.get(method) ?? 0;
    const { type, member, isStatic } = readValue(sdk.blob(TABLE.customAttribute, row, 2));
    const text = new SignatureReader(sdk, sdk.blob(TABLE.methodDef, method, 4)).method();
    const name = sdk.text(TABLE.methodDef, method, 3);
    const where = `${typeText(sdk, { table: TABLE.typeDef, row: owner })}.${name}`;
    if (!text.isStatic || sdk.outerType(owner) !== 0)
      throw new MeterError(`${where}: what replaces is a static method of a type that is in no other`);
    const call = callText(`${type}.${member}`, text);
    const key = isStatic ? staticCallText(call) : call;
    if (byCall.has(key)) throw new MeterError(`${where}: ${key} is replaced twice`);
    const typeSpace = sdk.text(TABLE.typeDef, owner, 2);
    byCall.set(key, { method, typeSpace, typeName: sdk.text(TABLE.typeDef, owner, 1), name });
    methods.add(method);
  }
  return { byCall, methods };
}

/** The value of the attribute (ECMA-335, II.23.3): a type by its name, a text, and perhaps `Static = true`. */
function readValue(blob: Buffer): { readonly type: string; readonly member: string; readonly isStatic: boolean } {
  let at = 2;
  const text = (): string => {
    const { length, bytes } = compressed(blob, at);
    at += bytes + length;
    return blob.toString('utf8', at - length, at);
  };
  const [type = ''] = text().split(',');
  const member = text();
  const named = blob.readUInt16LE(at);
  return { type: type.replaceAll('+', '/'), member, isStatic: named > 0 && blob.at(-1) === 1 };
}
