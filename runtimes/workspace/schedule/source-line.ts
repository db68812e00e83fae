/** Where something stands in a source, by its text: whatever the language, so that no compiler has to be asked. */

export interface FoundLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

const COMMENT = /^\s*(\/\/|\/\*|\*|#(?!\[))/;

/** A function by the name that the ABI has; C# and Rust write the same name in other ways. */
export function declarationLine(text: string, name: string): FoundLine | undefined {
  const wanted = plain(name);
  return firstLine(text, (line) => {
    const declared = line.match(/\b(?:function|fn)\s+(\w+)|\b(\w+)\s*(?:<[^>]*>)?\s*\([^;]*(?:\{|=>|,|\)?\s*$)/);
    const found = declared?.[1] ?? declared?.[2];
    return found !== undefined && plain(found) === wanted && !/^\s*(return|if|while|for|await)\b/.test(line);
  });
}

/** The first line of code that names a variable. */
export function variableLine(text: string, name: string): FoundLine | undefined {
  const wanted = plain(name);
  return firstLine(text, (line) => (line.match(/\w+/g) ?? []).some((word) => plain(word) === wanted));
}

function firstLine(text: string, fits: (line: string) => boolean): FoundLine | undefined {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => !COMMENT.test(line) && fits(line));
  return at < 0 ? undefined : { line: at + 1, text: (lines[at] ?? '').trim() };
}

const plain = (name: string): string => name.replaceAll('_', '').toLowerCase();
