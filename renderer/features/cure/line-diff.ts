/** What differs between two texts, line by line, with a few lines around it. */
export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added' | 'gap';
  readonly text: string;
  /** In the new text, from 1; of a line that is gone, in the old one; 0: a gap. */
  readonly line: number;
}

const AROUND = 2;
/** Longer texts are compared by their ends alone. */
const LONGEST = 3_000;

export function lineDiff(before: string, after: string): readonly DiffLine[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const lines: DiffLine[] = a.slice(0, head).map((text, n) => ({ kind: 'same', text, line: n + 1 }));
  lines.push(...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail), head));
  for (let n = b.length - tail; n < b.length; n++) lines.push({ kind: 'same', text: b[n] ?? '', line: n + 1 });
  return withGaps(lines);
}

/** The longest common subsequence. */
function middle(a: readonly string[], b: readonly string[], at: number): DiffLine[] {
  const out = (n: number): DiffLine => ({ kind: 'removed', text: a[n] ?? '', line: at + n + 1 });
  const come = (n: number): DiffLine => ({ kind: 'added', text: b[n] ?? '', line: at + n + 1 });
  if (a.length > LONGEST || b.length > LONGEST) return [...a.map((_, n) => out(n)), ...b.map((_, n) => come(n))];
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] =
        a[i] === b[j]
          ? (common[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(common[(i + 1) * width + j] ?? 0, common[i * width + j + 1] ?? 0);
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ kind: 'same', text: b[j] ?? '', line: at + j + 1 });
      i++;
      j++;
    } else if (
      i < a.length &&
      (j >= b.length || (common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0))
    )
      lines.push(out(i++));
    else lines.push(come(j++));
  }
  return lines;
}

function withGaps(lines: readonly DiffLine[]): DiffLine[] {
  const near = new Set<number>();
  for (const [n, { kind }] of lines.entries())
    if (kind !== 'same') for (let k = n - AROUND; k <= n + AROUND; k++) near.add(k);
  const shown: DiffLine[] = [];
  for (const [n, line] of lines.entries()) {
    if (near.has(n)) shown.push(line);
    else if (shown.at(-1)?.kind !== 'gap') shown.push({ kind: 'gap', text: '', line: 0 });
  }
  return shown;
}
