/** Members of the class library from its metadata, and how calls of them look to the meter. */
import type { Metadata } from '../meter/metadata.ts';
import { callText, staticCallText } from '../meter/replacements.ts';
import { TABLE } from '../meter/schema.ts';
import { SignatureReader, typeText, type MethodText } from '../meter/signature-text.ts';

export interface Member {
  readonly type: string;
  readonly name: string;
  /** `Name(parameters):result`; of a field its name. */
  readonly text: string;
  readonly signature: MethodText | undefined;
}

/** In the flags of types, and of methods and fields: who sees it. */
const SEEN = 7;
const PUBLIC_TYPES = [1, 2];
const PROTECTED = 4;

/** What a contract can see of the types that it can see, what is protected included. */
export function publicMembers(metadata: Metadata): Member[] {
  const found: Member[] = [];
  for (let type = 1; type <= metadata.count(TABLE.typeDef); type++) {
    if (!isPublic(metadata, type)) continue;
    const name = typeText(metadata, { table: TABLE.typeDef, row: type });
    const methods = metadata.owned(type, 5);
    for (let row = methods.from; row < methods.to; row++) {
      if ((metadata.value(TABLE.methodDef, row, 2) & SEEN) < PROTECTED) continue;
      const signature = new SignatureReader(metadata, metadata.blob(TABLE.methodDef, row, 4)).method();
      const method = metadata.text(TABLE.methodDef, row, 3);
      const text = `${method}(${signature.parameters.join(',')}):${signature.result}`;
      found.push({ type: name, name: method, text, signature });
    }
    const fields = metadata.owned(type, 4);
    for (let row = fields.from; row < fields.to; row++) {
      const field = metadata.text(TABLE.field, row, 1);
      if ((metadata.value(TABLE.field, row, 0) & SEEN) >= PROTECTED && field !== 'value__')
        found.push({ type: name, name: field, text: field, signature: undefined });
    }
  }
  return found;
}

function isPublic(metadata: Metadata, type: number): boolean {
  const outer = metadata.outerType(type);
  return (
    PUBLIC_TYPES.includes(metadata.value(TABLE.typeDef, type, 0) & SEEN) && (outer === 0 || isPublic(metadata, outer))
  );
}

/** The texts under which a method may be replaced (meter/redirect.ts). */
export function callsOf({ type, name, signature }: Member): string[] {
  if (signature === undefined) return [];
  const count = Number(/`(\d+)$/.exec(type)?.[1] ?? 0);
  const moved = (text: string, shift: number): string =>
    text.replaceAll(
      /(!!?)(\d+)/g,
      (_, kind: string, index: string) => `!!${String(Number(index) + shift + (kind === '!!' ? count : 0))}`,
    );
  const self = count === 0 ? type : `${type}<${Array.from({ length: count }, (_, i) => `!!${String(i)}`).join(',')}>`;
  const call = (instance: readonly string[], shift: number, result = moved(signature.result, shift)): string =>
    callText(`${type}.${name}`, {
      arity: shift + count + signature.arity,
      parameters: [...instance, ...signature.parameters.map((one) => moved(one, shift))],
      result,
    });
  if (name === '.ctor') return [call([], 0, self)];
  if (signature.isStatic) return [call([], 0), staticCallText(call([], 0))];
  return [call([self], 0), call([`${self}&`], 0), call(['!!0&'], 1)];
}
