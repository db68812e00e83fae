/** The name under the pointer, as something to be worked out. */

/** Columns from 1; `to` is exclusive. */
export interface ExpressionAt {
  /** What it may be called, the most telling first. */
  readonly expressions: readonly string[];
  readonly from: number;
  readonly to: number;
}

const WORD = /[A-Za-z_$][\w$]*/g;
/** The contract itself: its variables go by their own names. */
const SELF = /^(?:self|this)\./;

/** Of `a[i].b` what stands up to the word, then with the index that follows it, if there is one. */
export function expressionsAt(line: string, column: number): ExpressionAt | undefined {
  const word = [...line.matchAll(WORD)].find(
    ({ index, 0: text }) => index < column && column <= index + text.length + 1 && !/\d/.test(line[index - 1] ?? ''),
  );
  if (word === undefined) return undefined;
  const from = beginOf(line, word.index);
  if (from === undefined) return undefined;
  const end = word.index + word[0].length;
  const index = indexAt(line, end);
  const text = line.slice(from, end);
  const expressions = [...new Set([text, text.replace(SELF, '')])].flatMap((one) =>
    index === '' ? [one] : [one + index, one],
  );
  return { expressions, from: from + 1, to: end + index.length + 1 };
}

/** Where the thing begins that the word at `at` is a member of; undefined: it is something that a call gives. */
function beginOf(line: string, at: number): number | undefined {
  if (line[at - 1] !== '.') return at;
  let before = at - 1;
  while (line[before - 1] === ']') {
    let depth = 0;
    do {
      before--;
      if (line[before] === ']') depth++;
      if (line[before] === '[') depth--;
    } while (depth > 0 && before > 0);
  }
  const [name] = /[A-Za-z_$][\w$]*$/.exec(line.slice(0, before)) ?? [];
  return name === undefined ? undefined : beginOf(line, before - name.length);
}

/** `[a][b]` that begins there, whole; else nothing. */
function indexAt(line: string, from: number): string {
  let depth = 0;
  let end = from;
  for (let at = from; at < line.length; at++) {
    const letter = line[at];
    if (letter === '[') depth++;
    else if (depth === 0) break;
    else if (letter === ']' && --depth === 0) end = at + 1;
  }
  return line.slice(from, end);
}
