/** State roots as they are noted with the blocks, and what it takes to check them against the cells. */
import type { DatabaseSync } from 'node:sqlite';
import { changedCells, presentCells, type Cell } from './changed-cells.ts';
import { damaged } from './store-error.ts';

export interface NewestRoot {
  /** undefined: none is noted on the way back from the block that was asked about. */
  readonly noted: { readonly number: number; readonly root: string } | undefined;
  /** Ids of the blocks after it, of which none is noted; the newest first. */
  readonly missing: readonly number[];
}

/** The newest root that is noted on the way back from a block, that one included. */
export function newestRoot(db: DatabaseSync, head: number): NewestRoot {
  const missing: number[] = [];
  const one = db.prepare('SELECT number, parent, state_root FROM block WHERE id = ?');
  for (let id: number | null = head; id !== null;) {
    const row = one.get(id);
    if (row === undefined) break;
    if (row['state_root'] !== null)
      return { noted: { number: row['number'] as number, root: row['state_root'] as string }, missing };
    missing.push(id);
    const parent = row['parent'] as number | null;
    if (parent !== null && parent >= id) throw damaged('the ledger', `block ${id} does not lead to an older one`);
    id = parent;
  }
  return { noted: undefined, missing };
}

/** The cells as they were before these blocks, the newest of which left what the table of cells has; what comes later of a cell counts. */
export function* cellsBefore(db: DatabaseSync, blocks: readonly number[]): Generator<Cell> {
  yield* presentCells(db);
  const before = changedCells(db, 'before');
  for (const block of blocks) yield* before(block);
}
