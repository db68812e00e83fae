/**
 * Finds the version pragmas and imports of a Solidity source without a compiler: which compiler to take is only known from
 * them. One linear pass, no regular expressions over the source (it may be megabytes of anything).
 */
export interface Pragma {
  /** As written, without comments. */
  readonly range: string;
  /** Character offset of the word `pragma`. */
  readonly at: number;
}

export interface ImportPath {
  readonly path: string;
  /** Character offsets of the quoted path, quotes included. */
  readonly at: number;
  readonly end: number;
}

export interface SourceScan {
  readonly pragmas: readonly Pragma[];
  readonly imports: readonly ImportPath[];
}

type Token = { readonly kind: 'word' | 'string' | 'mark'; readonly at: number; readonly end: number };

const isWord = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code === 36;

/** The next token at or after `at`, comments and white space skipped. */
function nextToken(text: string, at: number): Token | undefined {
  let i = at;
  while (i < text.length) {
    const char = text[i];
    if (char === '/' && text[i + 1] === '/') {
      while (i < text.length && text[i] !== '\n' && text[i] !== '\r') i++;
    } else if (char === '/' && text[i + 1] === '*') {
      const close = text.indexOf('*/', i + 2);
      if (close < 0) return undefined;
      i = close + 2;
    } else if (char === '"' || char === "'") {
      let end = i + 1;
      while (end < text.length && text[end] !== char && text[end] !== '\n') end += text[end] === '\\' ? 2 : 1;
      return { kind: 'string', at: i, end: Math.min(end + 1, text.length) };
    } else if (isWord(text.charCodeAt(i))) {
      let end = i + 1;
      while (end < text.length && isWord(text.charCodeAt(end))) end++;
      return { kind: 'word', at: i, end };
    } else if (text.charCodeAt(i) > 32) {
      return { kind: 'mark', at: i, end: i + 1 };
    } else i++;
  }
  return undefined;
}

/** Only the outermost level counts: `import` inside a contract is somebody's identifier or an error. */
export function scanSource(text: string): SourceScan {
  const pragmas: Pragma[] = [];
  const imports: ImportPath[] = [];
  let depth = 0;
  let token = nextToken(text, 0);
  while (token) {
    const first = text[token.at];
    if (token.kind === 'mark') {
      if (first === '{') depth++;
      else if (first === '}') depth = Math.max(0, depth - 1);
    } else if (token.kind === 'word' && depth === 0) {
      const word = token.end - token.at > 6 ? '' : text.slice(token.at, token.end);
      if (word === 'import') {
        let part = nextToken(text, token.end);
        while (part && part.kind !== 'string' && text[part.at] !== ';') part = nextToken(text, part.end);
        if (part?.kind === 'string') {
          imports.push({ path: text.slice(part.at + 1, part.end - 1), at: part.at, end: part.end });
        }
        token = part ?? token;
      } else if (word === 'pragma') {
        const at = token.at;
        const subject = nextToken(text, token.end);
        let part = subject;
        let range = '';
        while (part && text[part.at] !== ';') {
          if (part !== subject) range += gap(text, range, part);
          part = nextToken(text, part.end);
        }
        if (subject && text.slice(subject.at, subject.end) === 'solidity') pragmas.push({ range: range.trim(), at });
        token = part ?? token;
      }
    }
    token = nextToken(text, token.end);
  }
  return { pragmas, imports };
}

/** A part of a version range, with a space before it if the source had one (`0.5.0 - 0.6.0`). */
function gap(text: string, before: string, part: Token): string {
  const own = text.slice(part.at, part.end).replaceAll(/["']/g, '');
  return before !== '' && text.charCodeAt(part.at - 1) <= 32 ? ` ${own}` : own;
}
