/** A cell whose uses are shown over time. */
import type { CellUses } from '../../../runtimes/service/contract/runs.ts';
import { decodeColumn } from './column.ts';

export interface PinnedCell {
  /** As the ledger has it. */
  readonly key: string;
  readonly name: string;
  /** Incarnations that used it, in the order in which they ran. */
  readonly rows: Uint32Array;
  /** Of each: 1 it read, 2 it wrote, 3 both. */
  readonly uses: Uint8Array;
}

export const READS = 1;
export const WRITES = 2;

export const decodeUses = ({ row, use }: CellUses): Pick<PinnedCell, 'rows' | 'uses'> => ({
  rows: decodeColumn(Uint32Array, row) as Uint32Array,
  uses: decodeColumn(Uint8Array, use) as Uint8Array,
});

/** By row, 1: it uses a pinned cell. Undefined: none is pinned, all are lit. */
export function litRows(pinned: readonly PinnedCell[]): Uint8Array | undefined {
  if (pinned.length === 0) return undefined;
  const most = pinned.reduce((max, { rows }) => rows.reduce((row, one) => Math.max(row, one), max), -1);
  const lit = new Uint8Array(most + 1);
  for (const { rows } of pinned) for (const row of rows) lit[row] = 1;
  return lit;
}
