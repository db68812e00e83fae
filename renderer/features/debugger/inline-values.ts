/** What variables hold, at the end of the lines that name them: of the function that runs, down to where it stands. */
import type { VariableNode } from './variable-rows.ts';

export interface InlineValue {
  readonly line: number;
  readonly text: string;
}

/** What the source calls by a name; the machine's scopes are none of these. */
const SCOPES = ['Arguments', 'Returns', 'Locals', 'State'];
/** Lines that are looked at above the one where it stands. */
const ABOVE = 60;
const MOST_VALUES = 4;
const LONGEST = 40;
const WORD = /[A-Za-z_$][\w$]*/g;
/** A function begins: in Solidity, Rust, TypeScript, and C#. */
const BEGINS =
  /\b(?:function|fn|constructor|modifier|receive|fallback)\b|^\s*(?:public|private|internal|protected|static|export)\b[^;=]*\(/;

/** @param children of scopes, by their ids. Of namesakes the first one: an inner variable hides an outer. */
export function namedValues(
  scopes: readonly VariableNode[],
  children: Readonly<Record<string, readonly VariableNode[]>>,
): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const { id, name: scope } of scopes) {
    if (!SCOPES.includes(scope)) continue;
    for (const { kind, name, shown } of children[id] ?? [])
      if (kind === 'variable' && !values.has(name)) values.set(name, shown.value);
  }
  return values;
}

/** @param here from 1. @param textOf a line's. */
export function inlineValues(
  here: number,
  textOf: (line: number) => string,
  values: ReadonlyMap<string, string>,
): readonly InlineValue[] {
  if (values.size === 0) return [];
  let first = here;
  while (first > Math.max(1, here - ABOVE) && !BEGINS.test(textOf(first))) first--;
  // Which function it is cannot be told: names above may be those of another.
  if (!BEGINS.test(textOf(first))) first = here;
  const found: InlineValue[] = [];
  for (let line = first; line <= here; line++) {
    const code = textOf(line).replace(/\/\/.*$/, '');
    const names = [...new Set([...code.matchAll(WORD)].map(([name]) => name))].filter((name) => values.has(name));
    const text = names.slice(0, MOST_VALUES).map((name) => `${name} = ${shortened(values.get(name) ?? '')}`);
    if (text.length > 0) found.push({ line, text: text.join(', ') });
  }
  return found;
}

const shortened = (value: string): string => (value.length > LONGEST ? `${value.slice(0, LONGEST - 1)}…` : value);
