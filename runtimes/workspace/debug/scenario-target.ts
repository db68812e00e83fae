/** A transaction of a scenario's run as something to debug. */
import type { AccountId, CellKey, CellValue } from '../../core/cell.ts';
import { accountId } from '../../core/cell.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { RecordedSteps } from '../../kernel/block-steps.ts';
import type { RecordedBlock } from '../run/chain.ts';
import type { TrafficAbout } from '../run/report.ts';
import { isRecorded, recordedSteps, recordedTransaction } from '../trace/recorded-transaction.ts';
import type { DebugTarget } from './debug-target.ts';

/** The error is a sentence. The chain must have been run with a trace. */
export function scenarioTarget(about: TrafficAbout, block: RecordedBlock, index: number): Result<DebugTarget, string> {
  const recorded = recordedTransaction(block, index);
  if (!recorded.ok) return err(recorded.error.message);
  const { transaction, receipt, effects } = recorded.value;
  const hasRecord = isRecorded(block, index);
  const steps = recordedSteps(block, index);
  return ok({
    ...targetBase(about, block, index),
    transaction,
    receipt,
    cells: new Map<CellKey, CellValue>(effects.reads.map(({ key, value }) => [key, value])),
    title: about.names.call(transaction, receipt),
    notes: hasRecord ? recordNotes(block, steps) : [],
    ...(steps && { steps }),
    ...(hasRecord && { recorded: effects }),
  });
}

export const RECORDED =
  'Its code is not deterministic and is never run again: what is shown are its frames and its effects, as they were recorded when it ran.';

/** What its user should know of a transaction that cannot be run again. */
export const recordNotes = ({ result }: RecordedBlock, steps: RecordedSteps | undefined): readonly string[] => [
  ...(steps === undefined ? [RECORDED] : [STEPS]),
  ...(steps !== undefined ? [] : [result.steps === undefined ? SWITCH : NOT_KEPT]),
];

const STEPS =
  'Its code is not deterministic and is never run again: these are its steps, as they were recorded when it ran.';
const SWITCH =
  'To step through its statements, switch recording on and run the scenario again: "recordSteps: true" in the scenario, or --record-steps.';
const NOT_KEPT = 'Its steps are not there: the run has recorded more than is kept.';

/** What all transactions at a place have in common. */
export function targetBase(
  about: TrafficAbout,
  { context }: RecordedBlock,
  index: number,
): Pick<DebugTarget, 'config' | 'context' | 'before' | 'code' | 'preimages' | 'contracts' | 'labels'> {
  const { chain, contracts } = about;
  let before: ((key: CellKey) => CellValue | undefined) | undefined;
  return {
    config: chain.ledger.config,
    context,
    before: (key) => (before ??= stateBefore(about, context.number, index))(key),
    code: (hash) => chain.ledger.code(hash),
    preimages: chain.preimages,
    contracts,
    labels: labelsOf(about),
  };
}

/** Storage as it was at a place, by what was written before it; what nothing has written is what it is now. */
function stateBefore({ chain }: TrafficAbout, number: number, index: number): (key: CellKey) => CellValue | undefined {
  // What was written is not known of a run without a trace.
  if (chain.blocks.some(({ result }) => result.trace === undefined)) return () => undefined;
  const written = new Map<CellKey, CellValue>();
  const later = new Set<CellKey>();
  // Sums of what was added are not worked out here.
  const added = new Set<CellKey>();
  for (const { context, result } of chain.blocks)
    result.trace?.effects.forEach(({ writes, deltas }, at) => {
      const isBefore = context.number < number || (context.number === number && at < index);
      for (const { key, value } of writes) {
        if (isBefore) written.set(key, value);
        else later.add(key);
      }
      for (const { key } of deltas) added.add(key);
    });
  return (key) =>
    added.has(key) ? undefined : (written.get(key) ?? (later.has(key) ? undefined : chain.ledger.read(key).value));
}

/** Contracts of the ledger that the scenario does not name go by the names that they were given there. */
const labelsOf = ({ named, chain }: TrafficAbout): ReadonlyMap<AccountId, string> =>
  new Map([...chain.notes.map(({ account, name }) => [accountId(account), name] as const), ...named.labels]);
