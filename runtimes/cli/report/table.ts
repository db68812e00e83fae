import { printable, type Layout } from './layout.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Where its texts may be cut so that the table fits. */
  readonly cut?: 'middle' | 'end';
}

const INDENT = '  ';
const GAP = '  ';
const SHORTEST = 12;

/** Lines of a table without rules; the titles faint. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], layout: Layout): string[] {
  const texts = rows.map((row) => row.map(printable));
  const widths = columns.map(({ title }, i) => Math.max(title.length, ...texts.map((row) => row[i]?.length ?? 0)));
  fit(columns, widths, layout.width - INDENT.length - GAP.length * (columns.length - 1));
  const line = (cells: readonly string[]): string => {
    const padded = columns.map(({ align, cut: place }, i) => {
      const width = widths[i] ?? 0;
      const text = cut(cells[i] ?? '', width, place);
      return align === 'right' ? text.padStart(width) : text.padEnd(width);
    });
    return `${INDENT}${padded.join(GAP)}`.trimEnd();
  };
  return [layout.paint('faint', line(columns.map(({ title }) => title))), ...texts.map(line)];
}

/** Takes what is too much from the widest column that may shrink, one character at a time. */
function fit(columns: readonly Column[], widths: number[], room: number): void {
  for (let excess = widths.reduce((sum, width) => sum + width, 0) - room; excess > 0; excess--) {
    let widest = -1;
    columns.forEach(({ cut: place }, i) => {
      if (place && (widths[i] ?? 0) > (widths[widest] ?? SHORTEST)) widest = i;
    });
    if (widest < 0) return;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
}

/** In the middle where both ends say something, as in the name of a cell. */
export function cut(text: string, width: number, place: Column['cut'] = 'end'): string {
  if (text.length <= width) return text;
  const tail = place === 'middle' ? Math.floor((width - 1) / 3) : 0;
  return `${text.slice(0, width - 1 - tail)}…${tail > 0 ? text.slice(-tail) : ''}`;
}
