/** The tree of blocks: every block has one parent, a branch is a name for a block, history is the way to the root. */
import type { DatabaseSync } from 'node:sqlite';
import { damaged } from './store-error.ts';

/** Ids from the block to its root, in this order. @throws StoreError where the chain breaks off. */
export function ancestors(db: DatabaseSync, id: number): number[] {
  const query = db.prepare(
    `WITH RECURSIVE up (id, parent) AS (
       SELECT id, parent FROM block WHERE id = ?
       -- A parent is older than its child: nothing that is damaged may lead round and round.
       UNION ALL SELECT block.id, block.parent FROM up JOIN block ON block.id = up.parent AND block.id < up.id
     ) SELECT id, parent FROM up`,
  );
  query.setReturnArrays(true);
  const rows = query.all(id) as unknown as readonly (readonly [number, number | null])[];
  const last = rows.at(-1);
  if (last !== undefined && last[1] !== null)
    throw damaged('the ledger', `block ${last[0]} does not lead to an older one`);
  return rows.map(([block]) => block);
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
