import type { DatabaseSync } from 'node:sqlite';
import type { CellKey, CellValue } from '../../core/cell.ts';

export type Cell = readonly [CellKey, CellValue];

/** Reads the cells that a block changed, as they were before it or after it. */
export function changedCells(db: DatabaseSync, side: 'before' | 'value'): (block: number) => readonly Cell[] {
  const query = db.prepare(
    `SELECT key, change.${side} AS value FROM change JOIN cell ON cell.id = change.cell WHERE block = ?`,
  );
  return (block) => query.all(block).map((row) => [row['key'] as CellKey, row['value'] as CellValue]);
}
