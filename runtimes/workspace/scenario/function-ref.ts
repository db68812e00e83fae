import { err, ok, type Result } from '../../core/result.ts';

const NAME = /^[A-Za-z_$][A-Za-z0-9_$]*$/;
const ELEMENTARY = /^(?:u?int(?:\d{1,3})?|address|bool|string|bytes(?:\d{1,2})?|function|u?fixed(?:\d{1,3}x\d{1,2})?)$/;

/** `name` or `name(type,..)`; the types come back in canonical form: `uint` is `uint256`, no blanks, no parameter names. */
export function parseFunctionRef(
  text: string,
): Result<{ readonly name: string; readonly types: string | undefined }, string> {
  const trimmed = text.trim();
  const open = trimmed.indexOf('(');
  const name = (open < 0 ? trimmed : trimmed.slice(0, open)).trim();
  const example = 'write a name or a signature, such as transfer or "transfer(address,uint256)"';
  if (!NAME.test(name)) return err(`"${name.slice(0, 60)}" is not the name of a function; ${example}`);
  if (open < 0) return ok({ name, types: undefined });
  const types = canonicalTypes(trimmed.slice(open));
  return types === undefined ? err(`"${trimmed.slice(0, 100)}" is not a signature; ${example}`) : ok({ name, types });
}

/** Canonical form of `(type name, ..)` without the outer parentheses; undefined for text that is no list of ABI types. */
export function canonicalTypes(list: string): string | undefined {
  if (list.length > 2000 || !list.startsWith('(') || !list.endsWith(')')) return undefined;
  const inner = list.slice(1, -1).trim();
  if (inner === '') return '';
  const parts = splitTopLevel(inner);
  const types = parts?.map(canonicalType);
  return types?.every((type) => type !== undefined) ? types.join(',') : undefined;
}

function canonicalType(text: string): string | undefined {
  const match = /^(?:tuple\s*)?(\(.*\)|[a-z][a-z0-9]*)((?:\[\d{0,9}\])*)(?:\s+[A-Za-z_$][\w$ ]*)?$/s.exec(text.trim());
  const [, base = '', suffix = ''] = match ?? [];
  if (base.startsWith('(')) {
    const inner = canonicalTypes(base);
    return inner === undefined ? undefined : `(${inner})${suffix}`;
  }
  if (!ELEMENTARY.test(base)) return undefined;
  return (base === 'uint' || base === 'int' ? `${base}256` : base) + suffix;
}

/** Parts between the commas that no bracket encloses; undefined where brackets do not match. */
function splitTopLevel(text: string): string[] | undefined {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '(' || char === '[') depth++;
    else if ((char === ')' || char === ']') && --depth < 0) return undefined;
    else if (char === ',' && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return depth === 0 ? parts : undefined;
}
