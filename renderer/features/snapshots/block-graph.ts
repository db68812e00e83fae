/** Which block follows which, as lines beside the list of blocks. */
import type { TimelineBlock } from '../../../runtimes/service/contract/history.ts';

/** What is drawn beside one block. Columns from 0, at the left. */
export interface GraphRow {
  readonly column: number;
  /** Columns that come from above and end at the block: its children. */
  readonly joins: readonly number[];
  /** Columns that go by. */
  readonly passes: readonly number[];
  readonly hasParent: boolean;
}

/**
 * The line that led to where the ledger stands is the leftmost column; what was left by going back, and other branches, are beside it.
 * @param timeline parents after their children.
 */
export function blockGraph(timeline: readonly TimelineBlock[], at: number | undefined): readonly GraphRow[] {
  /** By column: the block that comes next there. */
  const due: (number | undefined)[] = [at];
  return timeline.map(({ id, parent }) => {
    // The column of the current line is nobody else's, above where the ledger stands as well.
    const joins = due.flatMap((next, column) => (next === id && !(column === 0 && id === at) ? [column] : []));
    const free = due.findIndex((next, column) => column > 0 && next === undefined);
    const column = due[0] === id ? 0 : (joins[0] ?? (free < 0 ? Math.max(due.length, 1) : free));
    for (const joined of joins) due[joined] = undefined;
    due[column] = parent ?? undefined;
    const passes = due.flatMap((next, other) =>
      next !== undefined && other !== column && !(other === 0 && next === at) ? [other] : [],
    );
    return { column, joins, passes, hasParent: parent !== null };
  });
}
