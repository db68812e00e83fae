import type { CellKey, CellValue } from '../../core/cell.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { ScheduleRecorder } from './schedule-recorder.ts';

/** What an incarnation read, by cell: also values that were stale. */
export function seenCells(recorder: ScheduleRecorder, ledger: Ledger, row: number): Map<CellKey, CellValue> {
  const cells = new Map<CellKey, CellValue>();
  for (const read of recorder.accesses.reads(row)) {
    const value = read.value ?? recorder.valueRead(read.key, read.version) ?? ledger.read(read.key).value;
    // Only that it is not zero was asked.
    cells.set(read.key, read.zero === undefined ? value : read.zero ? '' : value === '' ? '1' : value);
  }
  return cells;
}
