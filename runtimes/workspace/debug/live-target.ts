/** A transaction of the workspace's ledger as something to debug. */
import type { CellKey, CellValue } from '../../core/cell.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { History } from '../../ledger/store/history.ts';
import type { LiveLedger } from '../live/live-ledger.ts';
import type { Planned } from '../live/live-request.ts';
import { createCallNamer } from '../run/name-calls.ts';
import type { DebugTarget } from './debug-target.ts';
import { RECORDED } from './scenario-target.ts';

/** @param number of the block, on the branch where the ledger stands. The error is a sentence. */
export function liveTarget(live: LiveLedger, number: number, index: number): Result<DebugTarget, string> {
  const { file } = live;
  const history = new History(file.reader);
  const summary = history
    .log(file.at, Math.max(1, file.head().number - number + 1))
    .find((one) => one.number === number);
  const stored = summary && history.stored(summary.id);
  const [transaction, receipt] = [stored?.transactions[index], stored?.receipts[index]];
  if (summary === undefined || stored === undefined || transaction === undefined || receipt === undefined)
    return err(`block ${number} has no transaction ${index} on this branch`);
  const effects = history.effects(summary.id)?.[index];
  if (effects === undefined) return err('what the transaction read is not kept any more: it cannot be run once more');
  const isRecorded = stored.records.some((one) => one.index === index);
  const { parent } = summary;
  return ok({
    config: file.config,
    context: stored.context,
    transaction,
    receipt,
    ...(isRecorded && { recorded: effects }),
    cells: new Map<CellKey, CellValue>(effects.reads.map(({ key, value }) => [key, value])),
    // Of a block with several only the first stands where its parent left the state.
    ...(index === 0 && parent !== undefined && { before: (key: CellKey) => history.cell(parent, key) }),
    ...knownTo(live, history),
    title: createCallNamer(live.contracts.resolve)(transaction, receipt),
    notes: isRecorded ? [RECORDED] : [],
  });
}

/** A call that nobody has sent, on the state as it is. */
export function plannedTarget(live: LiveLedger, { transaction, context, parent }: Planned): DebugTarget {
  const { file } = live;
  const history = new History(file.reader);
  const known = new Map<CellKey, CellValue>();
  return {
    config: file.config,
    context,
    transaction,
    isPlanned: true,
    cells: new Map(),
    // The state of a block stays what it was, whatever is sent meanwhile.
    before: (key) => {
      let value = known.get(key);
      if (value === undefined) known.set(key, (value = history.cell(parent, key)));
      return value;
    },
    ...knownTo(live, history),
    title: createCallNamer(live.contracts.resolve)(transaction, undefined),
    notes: [
      `This call is planned: it ran on the state after block ${context.number - 1}, and nothing of what it did is kept.`,
    ],
  };
}

/** What the workspace's ledger knows, whatever the transaction. */
const knownTo = (
  { file, contracts, names }: LiveLedger,
  history: History,
): Pick<DebugTarget, 'code' | 'preimages' | 'contracts' | 'labels'> => ({
  code: (hash) => file.code(hash),
  preimages: history.preimages(),
  contracts: new Map(contracts.all.map(({ address, artifact, abi }) => [address, { artifact, abi, siblings: [] }])),
  labels: new Map([...names].map(([name, account]) => [account, name])),
});
