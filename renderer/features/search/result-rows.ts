import type { FileMatches, SearchMatch } from '../../../runtimes/service/contract/search.ts';
import type { TreeRow } from '../../ui/virtual-tree.tsx';

/** A file with what was found in it, or one such place. Its id is what the list leaves out by. */
export interface ResultRow extends TreeRow {
  readonly path: string;
  readonly match: SearchMatch | undefined;
  readonly count: number;
}

export function resultRows(
  found: readonly FileMatches[],
  closed: ReadonlySet<string>,
  leftOut: ReadonlySet<string>,
): readonly ResultRow[] {
  const rows: ResultRow[] = [];
  const files = found.filter(({ path }) => !leftOut.has(path));
  files.forEach(({ path, matches }, n) => {
    const shown = matches.flatMap((match, number) => {
      const id = `${path}#${number}`;
      return leftOut.has(id) ? [] : [{ id, match }];
    });
    if (shown.length === 0) return;
    const open = !closed.has(path);
    const text = `${path}, ${shown.length}`;
    rows.push({
      id: path,
      level: 1,
      text,
      open,
      position: n + 1,
      siblings: files.length,
      path,
      match: undefined,
      count: shown.length,
    });
    if (!open) return;
    shown.forEach(({ id, match }, at) =>
      rows.push({
        id,
        level: 2,
        text: `line ${match.line}: ${match.before}${match.text}${match.after}`,
        position: at + 1,
        siblings: shown.length,
        path,
        match,
        count: 0,
      }),
    );
  });
  return rows;
}
