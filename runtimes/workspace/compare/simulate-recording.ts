/** A recorded run once more under other circumstances, on the virtual clock. */
import type { Transaction } from '../../core/transaction.ts';
import type { AccessForecast } from '../../scheduler/declared.ts';
import type { AccessLearner } from '../../sdk/access-learner.ts';
import { lanesOf, type LaneCounts } from '../scenario/lane-counts.ts';
import type { ScheduleLane } from '../schedule/schedule-rows.ts';
import { ScheduleRecorder } from '../schedule/schedule-recorder.ts';
import { AccessRecorder, type AccessRecord } from './access-recorder.ts';
import type { Variant } from './compare-runs.ts';
import type { Recording } from './record-run.ts';
import { simulate, type SimulatedBlock } from './simulate.ts';

export interface Simulated {
  readonly recorder: ScheduleRecorder;
  readonly records: readonly AccessRecord[];
  readonly elapsedMs: number;
}

/** undefined: it was cancelled. */
export async function simulateRecording(
  recording: Recording,
  { policy, lanes }: Pick<Variant, 'policy' | 'lanes'>,
  signal: AbortSignal | undefined,
  onProgress: (done: number, total: number) => void,
): Promise<Simulated | undefined> {
  const placed = withLanes(recording.lanes, lanes);
  const recorder = new ScheduleRecorder(placed);
  const access = new AccessRecorder();
  const blocks = blocksOf(recording);
  const total = blocks.reduce((sum, { transactions }) => sum + transactions.length, 0);
  const elapsedMs = await simulate({
    blocks,
    policy,
    lanes: placed,
    forecast: forecaster(recording),
    onBlock: ({ number, transactions }, at) => {
      recorder.block(number, transactions, at);
      access.block(number, transactions);
    },
    onEvent: (block, event, at) => {
      recorder.event(block, event, at);
      access.event(block, event);
      if (event.kind === 'commit' && access.records.length % 500 === 0) onProgress(access.records.length, total);
    },
    signal,
  });
  if (elapsedMs === undefined) return undefined;
  recorder.close(elapsedMs);
  return { recorder, records: access.records, elapsedMs };
}

/** The same executors, each with so many lanes. */
function withLanes(recorded: readonly ScheduleLane[], lanes: LaneCounts | undefined): readonly ScheduleLane[] {
  if (lanes === undefined) return recorded;
  const had = new Map<string, number>();
  for (const { executor } of recorded) had.set(executor, (had.get(executor) ?? 0) + 1);
  return recorded
    .filter(({ lane }) => lane === 0)
    .flatMap((first) => {
      const count = lanesOf(lanes, first.runtime) ?? had.get(first.executor) ?? 1;
      return Array.from({ length: count }, (_, lane) => ({ ...first, lane }));
    });
}

function blocksOf({ blocks, records, recorder }: Recording): SimulatedBlock[] {
  const byPlace = new Map(records.map((record) => [`${record.block}:${record.index}`, record]));
  return blocks.map(({ context: { number }, transactions, result }) => ({
    number,
    transactions: transactions.flatMap((transaction, index) => {
      const record = byPlace.get(`${number}:${index}`);
      const receipt = result.receipts[index];
      if (record === undefined || receipt === undefined) return [];
      const { label, sender, reads, writes, deltas } = record;
      const runtime = record.runtime === '' ? (recorder.lanes[0]?.runtime ?? '') : record.runtime;
      return [
        { label, sender, runtime, transaction, reads, writes, deltas, outcome: receipt.outcome, gas: receipt.gasUsed },
      ];
    }),
  }));
}

/** Learns while the simulation goes on, as the kernel of a real run does. */
function forecaster({ registry, preimages }: Recording): (block: SimulatedBlock) => AccessForecast {
  const learners = new Map<string, AccessLearner | undefined>();
  const learnerOf = ({ runtime }: Transaction): AccessLearner | undefined => {
    if (!learners.has(runtime)) learners.set(runtime, registry.byId(runtime)?.createAccessLearner?.());
    return learners.get(runtime);
  };
  return ({ transactions }) => ({
    expect: (index, wanted) => {
      const tx = transactions[index]?.transaction;
      return (tx && learnerOf(tx)?.expect(tx, wanted)) ?? { reads: [], writes: [] };
    },
    observe: (index, effects) => {
      const tx = transactions[index]?.transaction;
      if (tx) learnerOf(tx)?.observe(tx, effects, preimages);
    },
  });
}
