/** Positions in a text that was changed, as positions in the text before. */

export interface TextEdit {
  /** In UTF-16 units of the text before. */
  readonly start: number;
  readonly length: number;
  /** What stands there now. */
  readonly text: string;
}

export interface TextPosition {
  /** Lines and columns from 1, in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  /** It lies in what was put in: this is where. */
  readonly isInserted: boolean;
}

/** `edits`: in their order; none adds or removes a line. */
export function createPositions(
  text: string,
  edits: readonly TextEdit[],
): (line: number, column: number) => TextPosition {
  const starts = lineStarts(text);
  const byLine = new Map<number, { readonly column: number; readonly length: number; readonly inserted: number }[]>();
  for (const edit of edits) {
    const line = lineOf(starts, edit.start);
    const start = starts[line] ?? 0;
    const first = edit.text.indexOf('\n');
    const inserted = first < 0 ? edit.text.length : first;
    const rest = text.indexOf('\n', edit.start);
    const length = rest < 0 ? edit.length : Math.min(edit.length, rest - edit.start);
    byLine.set(line, [...(byLine.get(line) ?? []), { column: edit.start - start, length, inserted }]);
  }
  return (line, column) => {
    let at = column - 1;
    for (const edit of byLine.get(line - 1) ?? []) {
      if (at <= edit.column) break;
      if (at < edit.column + edit.inserted) return { line, column: edit.column + 1, isInserted: true };
      at += edit.length - edit.inserted;
    }
    return { line, column: at + 1, isInserted: false };
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineOf(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
