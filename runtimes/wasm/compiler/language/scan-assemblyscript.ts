import type { SymbolKind } from '../../../sdk/language-service.ts';
import { Brackets, commentBefore, masked, MOST_CHARS, oneLine, parametersIn, type Declared } from './declared.ts';

const ITEM =
  /(?<export>\bexport\s+)?(?:default\s+|declare\s+|abstract\s+)*\b(?<word>class|interface|namespace|enum|function|type|const|let|var)\s+(?<name>[A-Za-z_$][\w$]*)/g;
const KINDS: Readonly<Record<string, SymbolKind>> = {
  class: 'class',
  interface: 'interface',
  namespace: 'namespace',
  enum: 'enum',
  function: 'method',
  type: 'struct',
  const: 'constant',
};
const MEMBER =
  /(?<=^|[;{}\n])[ \t]*(?<marks>(?:@[\w.]+(?:\([^)]*\))?\s+)*)(?<words>(?:(?:public|private|protected|static|readonly|override|abstract|get|set)\s+)*)(?<name>[A-Za-z_$][\w$]*)[ \t]*[!?]?[ \t]*(?:<[^>(]*>)?[ \t]*(?<next>[(:;=])/g;

/** What an AssemblyScript file declares at its outermost level and in its namespaces, with members of its classes. */
export function scanAssemblyScript(text: string): readonly Declared[] {
  if (text.length > MOST_CHARS) return [];
  const mask = masked(text, false);
  const brackets = new Brackets(mask);
  const found: Declared[] = [];
  const items = [...mask.matchAll(ITEM)].filter(({ index }) => isOutermost(brackets, index));
  for (const match of items) {
    const { word = '', name = '' } = match.groups ?? {};
    const start = match.index;
    const nameAt = start + match[0].length - name.length;
    const end = brackets.headEnd(nameAt);
    const close = mask[end] === '{' ? brackets.closeOf(end) : end;
    const marks = marksBefore(text, start);
    const isContract = word === 'class' && /@contract\b/.test(marks);
    found.push({
      name,
      kind: KINDS[word] ?? 'variable',
      container: undefined,
      at: [nameAt, nameAt + name.length],
      range: [start, Math.max(close, nameAt + name.length)],
      declaration: oneLine(text.slice(start, end)),
      documentation:
        commentBefore(text, start - (marks.length - marks.trimStart().length)) ??
        commentBefore(text, start - marks.length),
      isPublic: match.groups?.['export'] !== undefined,
      type: /^\s*:\s*([A-Za-z_$][\w$]*)/.exec(mask.slice(nameAt + name.length, end))?.[1],
      entry: isContract ? { contract: name } : undefined,
    });
    if (mask[end] === '{' && brackets.isClosed(end) && ['class', 'interface', 'enum'].includes(word))
      found.push(...members(text, brackets, name, word, end, isContract));
  }
  return found;
}

/** Not in the body of a function or a class. */
function isOutermost(brackets: Brackets, at: number): boolean {
  for (const open of brackets.around(at))
    if (!/\bnamespace\s+[\w$]+\s*$/.test(brackets.mask.slice(Math.max(0, open - 100), open))) return false;
  return true;
}

/** Decorators on the lines above, or before it on its own. */
const marksBefore = (text: string, at: number): string =>
  /(?:@[\w.]+(?:\([^)]*\))?\s+)*$/.exec(text.slice(Math.max(0, at - 500), at))?.[0] ?? '';

function members(
  text: string,
  brackets: Brackets,
  container: string,
  word: string,
  open: number,
  isContract: boolean,
): readonly Declared[] {
  const { mask } = brackets;
  const inside = brackets.directly(open);
  if (word === 'enum')
    return [...inside.matchAll(/(?<=^|,)\s*(?<name>[A-Za-z_$][\w$]*)/g)].map((match) => {
      const name = match.groups?.['name'] ?? '';
      const nameAt = open + 1 + match.index + match[0].indexOf(name);
      const at = [nameAt, nameAt + name.length] as const;
      const documentation = commentBefore(text, nameAt);
      return {
        name,
        kind: 'enumMember',
        container,
        at,
        range: at,
        declaration: `${container}.${name}`,
        documentation,
        isPublic: true,
        type: undefined,
        entry: undefined,
      };
    });
  return [...inside.matchAll(MEMBER)].flatMap((match): readonly Declared[] => {
    const { name = '', words = '', next } = match.groups ?? {};
    const before = match[0].slice(0, match[0].length - 1).lastIndexOf(name);
    const nameAt = open + 1 + match.index + before;
    const start = open + 1 + match.index + (match[0].length - match[0].trimStart().length);
    const end = next === '(' ? brackets.headEnd(nameAt) : Math.min(brackets.headEnd(nameAt), lineEnd(mask, nameAt));
    const isMethod = next === '(';
    const marks = text.slice(start, nameAt) + marksBefore(text, start);
    const isOpen =
      isContract && isMethod && name !== 'constructor' && !/private|protected|static|\bget\b|\bset\b/.test(words);
    const isEntry = isOpen && !/@(?:internal|fallback|receive)\b/.test(marks);
    const given = /@name\(\s*['"]([^'"]+)['"]\s*\)/.exec(marks)?.[1];
    const opens = mask.indexOf('(', nameAt);
    const closes = isMethod ? brackets.closeOf(opens) - 1 : nameAt;
    const parameters = isMethod ? parametersIn(mask.slice(opens + 1, closes)).length : 0;
    return [
      {
        name,
        kind: isMethod ? 'method' : 'property',
        container,
        at: [nameAt, nameAt + name.length],
        range: [start, mask[end] === '{' ? brackets.closeOf(end) : end],
        declaration: oneLine(text.slice(start, end)),
        documentation: commentBefore(text, start),
        isPublic: !/private|protected/.test(words),
        type: /[):]\s*:?\s*([A-Za-z_$][\w$]*)/.exec(mask.slice(closes, end))?.[1],
        entry: isEntry ? { contract: container, function: { name: given ?? name, parameters } } : undefined,
      },
    ];
  });
}

const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};
