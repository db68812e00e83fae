/** What a transaction found in the cells that it touched, and what it left there. */
import type { CellKey, CellValue } from '../../core/cell.ts';
import { leftBy } from './cell-history.ts';
import { byKey } from './sorted-keys.ts';
import type { StateSource } from './state-source.ts';

export interface TouchedCell {
  readonly key: CellKey;
  /** At the transaction's place in the block. */
  readonly before: CellValue;
  readonly after: CellValue;
  readonly isRead: boolean;
  readonly isWritten: boolean;
}

/** What it wrote first, each in the order of the keys; undefined where what it did is not kept (any more). */
export function transactionCells(source: StateSource, id: number, index: number): readonly TouchedCell[] | undefined {
  const accesses = source.accesses(id);
  const own = accesses?.[index];
  const parent = source.line(id, 1)[0]?.id;
  if (accesses === undefined || own === undefined || parent === undefined) return undefined;
  const written = new Set([...own.writes, ...own.deltas].map(({ key }) => key));
  const reads = new Set(own.reads.map(({ key }) => key));
  const values = new Map([...written, ...reads].map((key) => [key, source.read(parent, key)]));
  // The block's transactions up to this one, over the state before the block.
  for (const earlier of accesses.slice(0, index))
    for (const { key } of [...earlier.writes, ...earlier.deltas]) {
      const value = values.get(key);
      if (value !== undefined) values.set(key, leftBy(earlier, key, value) ?? value);
    }
  const cells = [...values].map(([key, before]) => ({
    key,
    before,
    after: leftBy(own, key, before) ?? before,
    isRead: reads.has(key),
    isWritten: written.has(key),
  }));
  return cells.sort((a, b) => Number(b.isWritten) - Number(a.isWritten) || byKey(a.key, b.key));
}
