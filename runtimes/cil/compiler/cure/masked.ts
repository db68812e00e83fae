/** A C# text of which comments and texts are blanks: what is left can be searched, and every place stays where it is. */
export interface Masked {
  readonly code: string;
  /** Texts alone, code and comments as blanks: what is interpolated stands in them. */
  readonly texts: string;
}

/** In this order: comments, raw texts, verbatim ones (also interpolated), other texts, characters. */
const PARTS =
  /(?<comment>\/\/[^\n]*|\/\*[^]*?(?:\*\/|$))|(?<text>\$*(?<quotes>"{3,})[^]*?\k<quotes>"*|(?:\$@|@\$?)"(?:[^"]|"")*"|\$?"(?:\\[^]|[^"\\\n])*")|(?<char>'(?:\\[^'\n]+|[^'\\\n])')/g;

const blank = (text: string): string => text.replaceAll(/[^\n]/g, ' ');

export function masked(text: string): Masked {
  let [code, texts, end] = ['', '', 0];
  for (const match of text.matchAll(PARTS)) {
    const before = text.slice(end, match.index);
    const [part] = match;
    code += before + blank(part);
    texts += blank(before) + (match.groups?.['text'] === undefined ? blank(part) : part);
    end = match.index + part.length;
  }
  return { code: code + text.slice(end), texts: texts + blank(text.slice(end)) };
}
