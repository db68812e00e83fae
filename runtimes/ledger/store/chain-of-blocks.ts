/** The tree of blocks: every block has one parent, a branch is a name for a block, history is the way to the root. */
import type { DatabaseSync } from 'node:sqlite';

/** Ids from the block to its root, in this order. */
export function ancestors(db: DatabaseSync, id: number): number[] {
  const rows = db
    .prepare(
      `WITH RECURSIVE up (id, parent) AS (
         SELECT id, parent FROM block WHERE id = ?
         UNION ALL SELECT block.id, block.parent FROM up JOIN block ON block.id = up.parent
       ) SELECT id FROM up`,
    )
    .all(id);
  return rows.map((row) => row['id'] as number);
}

/** What must be taken back, newest first, and what must be done then, oldest first, to come from one block to the other. */
export function wayBetween(
  db: DatabaseSync,
  from: number,
  to: number,
): { readonly undo: number[]; readonly redo: number[] } {
  if (from === to) return { undo: [], redo: [] };
  const up = ancestors(db, from);
  const target = ancestors(db, to);
  while (up.length > 0 && target.length > 0 && up.at(-1) === target.at(-1)) {
    up.pop();
    target.pop();
  }
  return { undo: up, redo: target.toReversed() };
}
