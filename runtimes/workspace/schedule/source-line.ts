/** Where something stands in a source, by its text: whatever the language, so that no compiler has to be asked. */

export interface FoundLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

const COMMENT = /^\s*(\/\/|\/\*|\*|#(?!\[))/;

/** A function by the name that the ABI has; C# and Rust write the same name in other ways. */
export function declarationLine(text: string, name: string): FoundLine | undefined {
  const lines = text.split('\n');
  return found(lines, lineOfFunction(lines, name));
}

/** The first line of code that names a variable. */
export function variableLine(text: string, name: string): FoundLine | undefined {
  const lines = text.split('\n');
  return found(
    lines,
    lines.findIndex((line) => isCode(line) && names(line, name)),
  );
}

/**
 * Where a function, or one that it calls in the same file, names a variable: the first line; of a write the last that looks like one, where
 * any does.
 */
export function accessLine(
  text: string,
  name: string,
  variable: string,
  kind: 'read' | 'write',
): FoundLine | undefined {
  const lines = text.split('\n');
  const seen = new Set<number>();
  const named: number[] = [];
  const visit = (begin: number): void => {
    if (begin < 0 || seen.has(begin)) return;
    seen.add(begin);
    for (const [at, code] of bodyOf(lines, begin)) {
      if (names(code, variable)) named.push(at);
      for (const [, called] of code.matchAll(/\b(\w+)\s*\(/g)) if (called) visit(lineOfFunction(lines, called));
    }
  };
  visit(lineOfFunction(lines, name));
  if (kind === 'read') return found(lines, named[0] ?? -1);
  return found(lines, named.findLast((at) => changes(lines[at] ?? '', variable)) ?? named[0] ?? -1);
}

/** Lines of code of a function's body, without what stands in quotes and comments. */
function* bodyOf(lines: readonly string[], begin: number): Iterable<readonly [number, string]> {
  for (let at = begin, depth = 0, opened = false; at < lines.length; at++) {
    const line = bare(lines[at] ?? '');
    // What the declaration itself says of a parameter is no access, unless the body is on the same line.
    yield [at, opened ? line : line.slice(bodyBegin(line))];
    opened ||= bodyBegin(line) < line.length;
    depth += count(line, '{') - count(line, '}');
    if (opened && depth <= 0) return;
  }
}

/** Whether the line assigns to the variable, or calls something of it that changes it. */
function changes(line: string, variable: string): boolean {
  const code = bare(line);
  return [...code.matchAll(/\w+/g)].some(({ 0: word, index }) => {
    if (plain(word) !== plain(variable)) return false;
    const after = code.slice(index + word.length);
    return /^[^;=!<>]*([-+*/]?=(?!=|>)|\+\+|--)|^[^;]*\.(set|insert|add|sub|push|pop|remove|update|write)\w*\(/i.test(
      after,
    );
  });
}

function lineOfFunction(lines: readonly string[], name: string): number {
  const wanted = plain(name);
  return lines.findIndex((line) => {
    const declared = declares(line);
    return declared !== undefined && plain(declared) === wanted;
  });
}

/** Modifiers, attributes and a type, or nothing: what may stand in front of a method that has no keyword. */
const FRONT = /^\s*(?:(?:@\w+(?:\([^)]*\))?|\[[^\]]*\]|[\w<>,[\]?.]+)\s+)*$/;
const NO_FRONT =
  /\b(?:return|new|record|class|struct|if|else|while|for|foreach|switch|catch|await|emit|throw|event|error)\b/;

/** The function that the line declares. */
function declares(line: string): string | undefined {
  const code = bare(line);
  const keyword = code.match(/\b(?:function|fn)\s+(\w+)/);
  if (keyword) return keyword[1];
  const method = code.match(/^([^(]*?)\b(\w+)\s*(?:<[^>(]*>)?\s*\(/);
  const [, front = '', name] = method ?? [];
  if (name === undefined || !FRONT.test(front) || NO_FRONT.test(`${front}${name}`)) return undefined;
  // A call without its end on the line looks the same but for its front.
  const ends = /(?:\{|=>)[^}]*\}?\s*$/.test(code) || (front.trim() !== '' && /[(),]\s*$/.test(code));
  return ends ? name : undefined;
}

/** Where a body begins in the line; its length where it does not. */
function bodyBegin(line: string): number {
  const at = line.search(/\{|=>/);
  return at < 0 ? line.length : at;
}

/** Without quoted text and what follows `//`. */
const bare = (line: string): string =>
  isCode(line) ? line.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""').replace(/\/\/.*$/, '') : '';
const isCode = (line: string): boolean => !COMMENT.test(line);
const names = (line: string, name: string): boolean =>
  (line.match(/\w+/g) ?? []).some((word) => plain(word) === plain(name));
const count = (line: string, char: string): number => line.split(char).length - 1;
const found = (lines: readonly string[], at: number): FoundLine | undefined =>
  at < 0 ? undefined : { line: at + 1, text: (lines[at] ?? '').trim() };
const plain = (name: string): string => name.replaceAll('_', '').toLowerCase();
