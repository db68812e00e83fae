import type { DatabaseSync } from 'node:sqlite';
import type { CellKey, CellValue } from '../../core/cell.ts';

export type Cell = readonly [CellKey, CellValue];

/** Reads the cells that a block changed, as they were before it or after it. */
export function changedCells(db: DatabaseSync, side: 'before' | 'value'): (block: number) => readonly Cell[] {
  const query = db.prepare(
    `SELECT key, change.${side} AS value FROM change JOIN cell ON cell.id = change.cell WHERE block = ?`,
  );
  query.setReturnArrays(true);
  return (block) => query.all(block) as unknown as readonly Cell[];
}

/** The same, each with what the cell holds at the head. */
export function changedCellsNow(
  db: DatabaseSync,
  side: 'before' | 'value',
): (block: number) => Iterable<readonly [CellKey, CellValue, CellValue]> {
  const query = db.prepare(
    `SELECT key, change.${side} AS value, cell.value AS now FROM change JOIN cell ON cell.id = change.cell WHERE block = ?`,
  );
  query.setReturnArrays(true);
  return (block) => query.iterate(block) as unknown as Iterable<readonly [CellKey, CellValue, CellValue]>;
}

/** What the table of cells has, but for those that hold nothing. */
export function presentCells(db: DatabaseSync): Iterable<Cell> {
  const query = db.prepare("SELECT key, value FROM cell WHERE value <> ''");
  // Half the time of rows that are objects.
  query.setReturnArrays(true);
  return query.iterate() as unknown as Iterable<Cell>;
}
