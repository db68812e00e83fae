/** Runs a variant and keeps what comparing needs: its schedule, what was read and written, and the gas of each transaction. */
import { ok, type Result } from '../../core/result.ts';
import type { Registry } from '../../registry.ts';
import type { CellNamer } from '../run/name-cells.ts';
import type { RecordedBlock } from '../run/chain.ts';
import type { Expected, RunFailure, TrafficAbout } from '../run/report.ts';
import { execute } from '../run/run-scenario.ts';
import type { ScheduleLane } from '../schedule/schedule-rows.ts';
import { ScheduleRecorder } from '../schedule/schedule-recorder.ts';
import { AccessRecorder, type AccessRecord } from './access-recorder.ts';
import type { ComparisonOptions, Variant } from './compare-runs.ts';

export interface Recording {
  readonly registry: Registry;
  readonly scenario: string;
  readonly seed: number;
  readonly recorder: ScheduleRecorder;
  readonly about: TrafficAbout | undefined;
  readonly records: readonly AccessRecord[];
  readonly elapsedMs: number;
  readonly submitted: number;
  readonly expectations: readonly Expected[];
  readonly stateRoot: string;
  readonly lanes: readonly ScheduleLane[];
  /** Those of the traffic. */
  readonly blocks: readonly RecordedBlock[];
  readonly preimages: ReadonlyMap<string, Uint8Array>;
  readonly cellName: CellNamer;
  /** Of a transaction of the traffic. */
  gas(block: number, index: number): bigint;
}

export async function measure(
  { file, policy, lanes, seed }: Pick<Variant, 'file' | 'policy' | 'lanes' | 'seed'>,
  { registry, launch, executors, workspace, observer = {}, signal }: ComparisonOptions,
): Promise<Result<Recording, RunFailure>> {
  const access = new AccessRecorder();
  let recorder = new ScheduleRecorder();
  let about: TrafficAbout | undefined;
  const executed = await execute({
    registry,
    file,
    policy,
    exports: false,
    ...(workspace !== undefined && { workspace }),
    ...(lanes !== undefined && { lanes }),
    ...(seed !== undefined && { seed }),
    ...(executors && { executors }),
    ...(launch && { launch }),
    ...(signal && { signal }),
    observer: {
      onPhase: (phase) => observer.onPhase?.(phase),
      onProgress: (done, total) => observer.onProgress?.(done, total),
      onTraffic: (told) => {
        about = told;
        recorder = new ScheduleRecorder(told.lanes, (key) => told.chain.ledger.ahead.read(key).value);
      },
      onBlock: (number, transactions, at) => {
        recorder.block(number, transactions, at);
        access.block(number, transactions);
      },
      onEvent: (block, event, at) => {
        recorder.event(block, event, at);
        access.event(block, event);
      },
    },
  });
  if (!executed.ok) return executed;
  const { report, chain, names, base } = executed.value;
  chain.close();
  await base.close();
  recorder.close(report.elapsedMs);
  const numbers = new Set(recorder.blocks.map(({ number }) => number));
  const blocks = chain.blocks.filter(({ context }) => numbers.has(context.number));
  const byNumber = new Map(blocks.map((block) => [block.context.number, block]));
  return ok({
    registry,
    scenario: report.scenario,
    seed: report.seed,
    recorder,
    about,
    records: access.records,
    elapsedMs: report.elapsedMs,
    submitted: report.transactions.submitted,
    expectations: report.expectations,
    stateRoot: report.stateRoot,
    lanes: about?.lanes ?? [],
    blocks,
    preimages: chain.preimages,
    cellName: names.cell,
    gas: (block, index) => byNumber.get(block)?.result.receipts[index]?.gasUsed ?? 0n,
  });
}
