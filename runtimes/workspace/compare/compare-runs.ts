/** The same workload under several policies, lanes, seeds or sources, one run after the other, each on a ledger of its own in memory. */
import { availableParallelism } from 'node:os';
import { err, ok, type Result } from '../../core/result.ts';
import type { PolicyName } from '../../core/policy.ts';
import type { Registry } from '../../registry.ts';
import type { Expected, Phase, RunFailure, RunOptions } from '../run/report.ts';
import type { TracedRun } from '../schedule/find-access.ts';
import type { ScheduleRecorder } from '../schedule/schedule-recorder.ts';
import { statusNumber } from '../../core/incarnation-status.ts';
import type { CellNamer } from '../run/name-cells.ts';
import { settledTransaction, type AccessRecord, type SettledTransaction } from './access-recorder.ts';
import { dependencyGraph, type DependencyGraph } from './dependency-graph.ts';
import { measure, type Recording } from './record-run.ts';
import { simulateRecording } from './simulate-recording.ts';
import type { LaneCounts } from '../scenario/lane-counts.ts';
import { gasMs } from './simulate.ts';
import { speedBounds, type SpeedBounds } from './speed-bounds.ts';

export type Clock = 'measured' | 'simulated';

export interface Variant {
  /** What is run: as written, or what a what-if has made of it. */
  readonly source: string;
  /** Its scenario, absolute. */
  readonly file: string;
  readonly policy: PolicyName;
  /** undefined, and what is not named: as the scenario has it. */
  readonly lanes: LaneCounts | undefined;
  readonly seed: number | undefined;
}

export interface Figures {
  readonly elapsedMs: number;
  /** Committed transactions per second, reverted ones included: what was invalidated is not done. */
  readonly throughput: number;
  readonly submitted: number;
  readonly committed: number;
  readonly reverted: number;
  readonly invalidated: number;
  readonly incarnations: number;
  readonly aborts: number;
  readonly committedMs: number;
  readonly wastedMs: number;
  readonly lanes: number;
  /** Share of lane time in which something was executed, 0 to 1. */
  readonly occupancy: number;
  readonly criticalMs: number;
  readonly criticalLength: number;
  /** Its throughput over that of serial execution of the same source and seed; null: that was not run. */
  readonly speedup: number | null;
}

export interface ComparedRun {
  readonly variant: Variant;
  readonly clock: Clock;
  readonly seed: number;
  readonly scenario: string;
  readonly figures: Figures;
  readonly bounds: SpeedBounds;
  readonly recorder: ScheduleRecorder;
  /** In the order of the ledger; the graph goes by their places in it. */
  readonly transactions: readonly SettledTransaction[];
  readonly graph: DependencyGraph;
  readonly cellName: CellNamer;
  /** The execution that it comes from: its own, or where it is simulated the recorded one. */
  readonly recorded: TracedRun;
  /** Of the recorded execution where the run is simulated. */
  readonly expectations: readonly Expected[];
  /** null: simulated. */
  readonly stateRoot: string | null;
}

export interface ComparisonObserver {
  /** The n-th run begins, of those to come. */
  onRun?(n: number, total: number, variant: Variant): void;
  onPhase?(phase: Phase | 'simulate'): void;
  onProgress?(done: number, total: number): void;
  onDone?(run: ComparedRun): void;
}

export interface ComparisonOptions extends Pick<RunOptions, 'launch' | 'executors' | 'workspace'> {
  readonly registry: Registry;
  readonly clock: Clock;
  readonly variants: readonly Variant[];
  readonly observer?: ComparisonObserver;
  readonly signal?: AbortSignal;
}

export async function compareRuns(options: ComparisonOptions): Promise<Result<readonly ComparedRun[], RunFailure>> {
  const { variants, clock, observer = {} } = options;
  const runs: ComparedRun[] = [];
  const recordings = new Map<string, Recording>();
  for (const [n, variant] of variants.entries()) {
    if (options.signal?.aborted) return err({ kind: 'cancelled', message: 'cancelled' });
    observer.onRun?.(n, variants.length, variant);
    const ran = clock === 'measured' ? await measured(variant, options) : await simulated(variant, options, recordings);
    if (!ran.ok) return ran;
    runs.push(ran.value);
    observer.onDone?.(ran.value);
  }
  return ok(withSpeedups(runs));
}

/** Each run against the serial one of the same source and seed. */
export function withSpeedups(runs: readonly ComparedRun[]): readonly ComparedRun[] {
  const keyOf = ({ variant, seed }: ComparedRun): string => `${seed}\n${variant.source}`;
  const serial = new Map<string, number>();
  for (const run of runs)
    if (run.variant.policy === 'serial' && !serial.has(keyOf(run))) serial.set(keyOf(run), run.figures.throughput);
  return runs.map((run) => {
    const base = serial.get(keyOf(run));
    const speedup = base === undefined || base === 0 ? null : run.figures.throughput / base;
    return { ...run, figures: { ...run.figures, speedup } };
  });
}

async function measured(variant: Variant, options: ComparisonOptions): Promise<Result<ComparedRun, RunFailure>> {
  const recording = await measure(variant, options);
  if (!recording.ok) return recording;
  const { recorder, elapsedMs, records, submitted, expectations, stateRoot } = recording.value;
  return ok(
    compared(variant, recording.value, {
      clock: 'measured',
      recorder,
      elapsedMs,
      records,
      submitted,
      expectations,
      stateRoot,
      graph: dependencyGraph(records, ({ ms }) => ms),
    }),
  );
}

async function simulated(
  variant: Variant,
  options: ComparisonOptions,
  recordings: Map<string, Recording>,
): Promise<Result<ComparedRun, RunFailure>> {
  const key = `${variant.seed}\n${variant.file}`;
  let recording = recordings.get(key);
  if (recording === undefined) {
    const recorded = await measure({ ...variant, policy: 'serial', lanes: undefined }, options);
    if (!recorded.ok) return recorded;
    recordings.set(key, (recording = recorded.value));
  }
  options.observer?.onPhase?.('simulate');
  const made = await simulateRecording(recording, variant, options.signal, (done, total) =>
    options.observer?.onProgress?.(done, total),
  );
  if (made === undefined) return err({ kind: 'cancelled', message: 'cancelled' });
  const { gas } = recording;
  return ok(
    compared(variant, recording, {
      clock: 'simulated',
      ...made,
      submitted: recording.submitted,
      expectations: recording.expectations,
      stateRoot: null,
      graph: dependencyGraph(made.records, ({ block, index, outcome }) =>
        outcome === 'invalidated' ? 0 : gasMs(gas(block, index)),
      ),
    }),
  );
}

interface Parts extends Pick<ComparedRun, 'clock' | 'recorder' | 'graph' | 'expectations' | 'stateRoot'> {
  readonly records: readonly AccessRecord[];
  readonly elapsedMs: number;
  readonly submitted: number;
}

const INVALIDATED = statusNumber('invalidated');
const REVERTED = statusNumber('reverted');

function compared(variant: Variant, recording: Recording, parts: Parts): ComparedRun {
  const { seed, scenario, cellName } = recording;
  const { recorder, elapsedMs, graph, clock, records } = parts;
  const { sums, rows } = recorder;
  const lanes = recorder.lanes.length;
  const countOf = (status: number): number => rows.status.reduce((sum, one) => sum + (one === status ? 1 : 0), 0);
  const reverted = countOf(REVERTED);
  const invalidated = countOf(INVALIDATED);
  const room = lanes * elapsedMs;
  const figures: Figures = {
    elapsedMs,
    throughput: elapsedMs > 0 ? (records.length - invalidated) / (elapsedMs / 1000) : 0,
    submitted: parts.submitted,
    committed: sums.committed - reverted,
    reverted,
    invalidated,
    incarnations: rows.tx.length,
    aborts: sums.aborts,
    committedMs: sums.committedMs,
    wastedMs: sums.wastedMs,
    lanes,
    occupancy: room > 0 ? Math.min(1, (sums.committedMs + sums.wastedMs) / room) : 0,
    criticalMs: graph.criticalWeight,
    criticalLength: graph.critical.length,
    speedup: null,
  };
  const [hottest] = graph.chains;
  const bounds = speedBounds({
    ...figures,
    policy: variant.policy,
    cores: clock === 'measured' ? availableParallelism() : undefined,
    transactions: records.length,
    hottest:
      hottest === undefined ? null : { cell: cellName(hottest.cell), length: hottest.length, ms: hottest.weight },
  });
  const { expectations, stateRoot } = parts;
  return {
    variant,
    seed,
    scenario,
    cellName,
    recorded: { recorder: recording.recorder, about: recording.about },
    figures,
    bounds,
    recorder,
    transactions: records.map(settledTransaction),
    graph,
    clock,
    expectations,
    stateRoot,
  };
}
