/** Finds and replaces in one text. Pure; how long a pattern may take is for whoever calls it to say. */

export interface Query {
  readonly text: string;
  readonly regex: boolean;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
}

export interface Match {
  readonly line: number;
  readonly column: number;
  readonly before: string;
  readonly text: string;
  readonly after: string;
  readonly replaced?: string;
}

/** Of one line, beside what was found. */
const AROUND = 120;
const SHOWN = 250;

/** Throws where the pattern is none. */
export function patternOf({ text, regex, matchCase, wholeWord }: Query): RegExp {
  const source = regex ? text : text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const whole = wholeWord ? `(?<![\\p{L}\\p{N}_$])(?:${source})(?![\\p{L}\\p{N}_$])` : source;
  return new RegExp(whole, `gmu${matchCase ? '' : 'i'}`);
}

export function findInText(
  text: string,
  pattern: RegExp,
  limit: number,
  replacement?: (match: RegExpExecArray) => string,
): readonly Match[] {
  const found: Match[] = [];
  let [line, lineStart, seen] = [1, 0, 0];
  for (const match of text.matchAll(pattern)) {
    // A pattern that fits nothing fits everywhere.
    if (match[0] === '') continue;
    for (let at = text.indexOf('\n', seen); at >= 0 && at < match.index; at = text.indexOf('\n', at + 1)) {
      line++;
      lineStart = at + 1;
    }
    seen = match.index;
    const end = match.index + match[0].length;
    const lineEnd = text.indexOf('\n', end);
    found.push({
      line,
      column: match.index - lineStart + 1,
      before: text.slice(Math.max(lineStart, match.index - AROUND), match.index).trimStart(),
      text: match[0].slice(0, SHOWN),
      after: text.slice(end, Math.min(lineEnd < 0 ? text.length : lineEnd, end + AROUND)).trimEnd(),
      ...(replacement && { replaced: replacement(match).slice(0, SHOWN) }),
    });
    if (found.length >= limit) break;
  }
  return found;
}

/** @param except matches to leave alone, by number. */
export function replaceInText(
  text: string,
  pattern: RegExp,
  replacement: (match: RegExpExecArray) => string,
  except: ReadonlySet<number>,
): { readonly text: string; readonly count: number } {
  let [result, from, number, count] = ['', 0, 0, 0];
  for (const match of text.matchAll(pattern)) {
    if (match[0] === '') continue;
    if (except.has(number++)) continue;
    result += text.slice(from, match.index) + replacement(match);
    from = match.index + match[0].length;
    count++;
  }
  return { text: result + text.slice(from), count };
}

/** What takes the place of a match. With a pattern `$1`, `$<name>`, `$&` and `$$` mean what they do in JavaScript. */
export function replacementOf(template: string, regex: boolean): (match: RegExpExecArray) => string {
  if (!regex) return () => template;
  return (match) =>
    template.replaceAll(/\$(?:(\$)|(&)|(\d{1,2})|<([^>]*)>)/g, (all, dollar, whole, number, name) => {
      if (dollar !== undefined) return '$';
      if (whole !== undefined) return match[0];
      if (number !== undefined) return Number(number) < match.length ? (match[Number(number)] ?? '') : all;
      return match.groups?.[String(name)] ?? '';
    });
}
