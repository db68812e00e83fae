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
