/** An incarnation of a run's schedule as something to debug: the one that was committed, or one that was taken back, on what it saw. */
import type { CellKey, CellValue } from '../../core/cell.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { TracedEffects } from '../../ledger/ledger.ts';
import type { RecordedBlock } from '../run/chain.ts';
import type { TrafficAbout } from '../run/report.ts';
import type { ScheduleRecorder } from '../schedule/schedule-recorder.ts';
import { seenCells } from '../schedule/seen-cells.ts';
import { statusOf } from '../../core/incarnation-status.ts';
import { isRecorded, recordedSteps } from '../trace/recorded-transaction.ts';
import type { DebugTarget } from './debug-target.ts';
import { recordNotes, targetBase } from './scenario-target.ts';

/** The error is a sentence. */
export function incarnationTarget(
  recorder: ScheduleRecorder,
  about: TrafficAbout,
  row: number,
): Result<DebugTarget, string> {
  const one = recorder.transactions[recorder.rows.tx[row] ?? -1];
  if (one === undefined) return err(`the run has no incarnation ${row}`);
  const { chain, names } = about;
  const block = chain.blocks.find(({ context }) => context.number === one.block);
  const transaction = block?.transactions[one.index];
  const receipt = block?.result.receipts[one.index];
  if (block === undefined || transaction === undefined || receipt === undefined)
    return err('its block has not been committed yet: wait for it, or stop the run');
  if (!recorder.accesses.has(row)) return err('it never came to run: there is nothing to step through');
  const hasRecord = isRecorded(block, one.index);
  const cells = seenCells(recorder, chain.ledger, row);
  const effects = block.result.trace?.effects[one.index] ?? effectsOfRecord(block, one.index, cells);
  const isFinal = ['committed', 'reverted'].includes(statusOf(recorder.rows.status[row] ?? 0));
  const incarnation = recorder.rows.incarnation[row] ?? 0;
  const steps = recordedSteps(block, one.index, incarnation);
  if (hasRecord && steps === undefined && (!isFinal || effects === undefined))
    return err(
      'its code is not deterministic and nothing was recorded of this incarnation: only what was committed is, unless the scenario says "recordSteps: true"',
    );
  return ok({
    ...targetBase(about, block, one.index),
    transaction,
    cells,
    title: names.call(transaction, receipt),
    ...(isFinal && { receipt }),
    ...(hasRecord && isFinal && effects && { recorded: effects }),
    ...(steps && { steps }),
    notes: [
      ...(hasRecord || steps ? recordNotes(block, steps) : []),
      ...(hasRecord && steps === undefined && block.result.trace === undefined ? [NO_CALLS] : []),
      ...(isFinal
        ? []
        : [
            `This is incarnation ${incarnation}, which was taken back: it ${steps ? 'ran' : 'is run'} on the stale values that it saw.`,
          ]),
    ],
  });
}

const NO_CALLS = 'Which calls it made was not kept: its effects stand in the transaction itself.';

/** Of a run without a trace: what its record says it wrote, on the cells that it saw. */
function effectsOfRecord(
  { result }: RecordedBlock,
  index: number,
  cells: ReadonlyMap<CellKey, CellValue>,
): TracedEffects | undefined {
  const record = result.records.find((one) => one.index === index);
  if (record === undefined) return undefined;
  const { writes, deltas } = record;
  return { reads: [...cells].map(([key, value]) => ({ key, value })), writes, deltas, frames: [] };
}
