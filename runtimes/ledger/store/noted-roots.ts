/** State roots as they are noted with the blocks, and what it takes to check them against the cells. */
import type { DatabaseSync } from 'node:sqlite';
import type { CellKey, CellValue } from '../../core/cell.ts';
import { damaged } from './store-error.ts';

type Cell = readonly [CellKey, CellValue];

/** Blocks from one back to the first whose root is noted, that one not included; the newest first. */
export function rootless(db: DatabaseSync, head: number): readonly number[] {
  const missing: number[] = [];
  const one = db.prepare('SELECT parent, state_root FROM block WHERE id = ?');
  for (let id: number | null = head; id !== null;) {
    const row = one.get(id);
    if (row === undefined || row['state_root'] !== null) break;
    missing.push(id);
    const parent = row['parent'] as number | null;
    if (parent !== null && parent >= id) throw damaged('the ledger', `block ${id} does not lead to an older one`);
    id = parent;
  }
  return missing;
}

/** The root that is noted for a block, with the block's number. */
export function notedRoot(
  db: DatabaseSync,
  block: number,
): { readonly number: number; readonly root: string } | undefined {
  const row = db.prepare('SELECT number, state_root FROM block WHERE id = ?').get(block);
  if (row === undefined || row['state_root'] === null) return undefined;
  return { number: row['number'] as number, root: row['state_root'] as string };
}

/** The block before one; undefined for the first. */
export const parentOf = (db: DatabaseSync, block: number): number | undefined =>
  (db.prepare('SELECT parent FROM block WHERE id = ?').get(block)?.['parent'] as number | null | undefined) ??
  undefined;

/** Cells that a block changed, as they were before it or after it. */
export const changedCells = (db: DatabaseSync, block: number, side: 'before' | 'value'): readonly Cell[] =>
  db
    .prepare(
      `SELECT cell.key AS key, change.${side} AS value FROM change JOIN cell ON cell.id = change.cell WHERE block = ?`,
    )
    .all(block)
    .map((row) => [row['key'] as CellKey, row['value'] as CellValue]);

/** The cells as they were before these blocks, the newest of which left what the table of cells has. */
export function cellsBefore(db: DatabaseSync, blocks: readonly number[]): ReadonlyMap<CellKey, CellValue> {
  const cells = new Map<CellKey, CellValue>();
  for (const row of db.prepare("SELECT key, value FROM cell WHERE value <> ''").iterate())
    cells.set(row['key'] as CellKey, row['value'] as CellValue);
  for (const block of blocks) for (const [key, value] of changedCells(db, block, 'before')) cells.set(key, value);
  return cells;
}
