/** Comparisons of an open workspace: one at a time, and the newest is kept. Each run has a ledger of its own in memory. */
import { dirname, relative, resolve } from 'node:path';
import { err, ok, type Result } from '../../core/result.ts';
import type { Registry } from '../../registry.ts';
import {
  compareRuns,
  withSpeedups,
  type Clock,
  type ComparedRun,
  type Variant,
} from '../../workspace/compare/compare-runs.ts';
import { timingOf } from '../../workspace/compare/comparison-report.ts';
import type { RunFailure } from '../../workspace/run/report.ts';
import { lanesText, plainLaneCounts } from '../../workspace/scenario/lane-counts.ts';
import type { ComparedRunView, ComparisonProgress, ComparisonView } from '../contract/comparisons.ts';
import type { ServiceError } from '../contract/error.ts';
import type { Emit } from '../server/handlers.ts';
import { hotCells } from './hot-cells.ts';

/** Between two tellings of progress, ms. */
const TELL = 100;

export interface Comparison {
  readonly id: number;
  readonly path: string;
  readonly file: string;
  readonly clock: Clock;
  readonly variants: readonly Variant[];
  readonly cancel: AbortController;
  state: ComparisonView['state'];
  runs: readonly ComparedRun[];
  failure: string | null;
  ended: Promise<void>;
}

export interface ComparisonsOptions {
  readonly root: string;
  readonly registry: Registry;
  readonly emit: Emit;
  /** Whether something else takes the processors that a comparison measures. */
  readonly isBusy: () => boolean;
}

export class Comparisons {
  readonly #options: ComparisonsOptions;
  #last = 0;
  #newest: Comparison | undefined;

  constructor(options: ComparisonsOptions) {
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#newest?.state === 'running';
  }

  get newest(): ComparisonView | null {
    return this.#newest === undefined ? null : viewOf(this.#newest);
  }

  get(id: number): Result<Comparison, ServiceError> {
    return this.#newest?.id === id
      ? ok(this.#newest)
      : err({ code: 'notFound', message: 'this comparison is no longer kept; compare again' });
  }

  run(id: number, run: number): Result<ComparedRun, ServiceError> {
    const comparison = this.get(id);
    if (!comparison.ok) return comparison;
    const found = comparison.value.runs[run];
    return found === undefined
      ? err({ code: 'notFound', message: `run ${run + 1} of the comparison is not done` })
      : ok(found);
  }

  start(path: string, file: string, clock: Clock, variants: readonly Variant[]): Result<ComparisonView, ServiceError> {
    if (this.isRunning)
      return err({ code: 'refused', message: 'a comparison is running: wait for its end, or cancel it' });
    if (this.#options.isBusy())
      return err({ code: 'refused', message: 'a scenario is running: wait for its end, or cancel it' });
    const comparison: Comparison = {
      id: ++this.#last,
      path,
      file,
      clock,
      variants,
      cancel: new AbortController(),
      state: 'running',
      runs: [],
      failure: null,
      ended: Promise.resolve(),
    };
    this.#newest = comparison;
    comparison.ended = this.#run(comparison);
    return ok(viewOf(comparison));
  }

  async cancel(id: number): Promise<Result<void, ServiceError>> {
    const comparison = this.get(id);
    if (!comparison.ok) return comparison;
    comparison.value.cancel.abort();
    await comparison.value.ended;
    return ok(undefined);
  }

  async close(): Promise<void> {
    this.#newest?.cancel.abort();
    await this.#newest?.ended;
  }

  async #run(comparison: Comparison): Promise<void> {
    const { emit, registry, root } = this.#options;
    const { id, clock, variants, cancel } = comparison;
    const tell = progressTeller(id, variants.length, (progress) => emit('compare.progress', progress));
    const compared = await compareRuns({
      registry,
      clock,
      variants,
      workspace: root,
      signal: cancel.signal,
      observer: {
        onRun: (n, _, one) => tell({ run: n + 1, name: variantName(one), phase: 'compile', done: 0, outOf: 0 }, true),
        onPhase: (phase) => tell({ phase, done: 0, outOf: 0 }, true),
        onProgress: (done, outOf) => tell({ done, outOf }, false),
        onDone: (run) => {
          comparison.runs = withSpeedups([...comparison.runs, run]);
          emit('compare.changed', viewOf(comparison));
        },
      },
    });
    if (compared.ok) comparison.state = 'done';
    else {
      const cancelled = cancel.signal.aborted || compared.error.kind === 'cancelled';
      comparison.state = cancelled ? 'cancelled' : 'failed';
      comparison.failure = cancelled ? null : failureText(compared.error, comparison.file, root);
    }
    emit('compare.changed', viewOf(comparison));
  }
}

type Told = Omit<ComparisonProgress, 'comparison' | 'total'>;

function progressTeller(
  comparison: number,
  total: number,
  emit: (progress: ComparisonProgress) => void,
): (change: Partial<Told>, now: boolean) => void {
  let told: Told = { run: 0, name: '', phase: '', done: 0, outOf: 0 };
  let at = 0;
  return (change, now) => {
    told = { ...told, ...change };
    if (!now && performance.now() - at < TELL) return;
    at = performance.now();
    emit({ comparison, total, ...told });
  };
}

export const variantName = ({ source, policy, lanes, seed }: Variant): string =>
  [
    source === 'as written' ? policy : `${source}, ${policy}`,
    ...(lanes === undefined ? [] : [lanesText(lanes)]),
    ...(seed === undefined ? [] : [`seed ${seed}`]),
  ].join(', ');

/** With the place, by its workspace path. */
function failureText({ message, file, line }: RunFailure, scenario: string, root: string): string {
  if (file === undefined) return message;
  const place = relative(root, resolve(dirname(scenario), file));
  return `${place.startsWith('..') ? file : place}${line === undefined ? '' : `:${line}`}: ${message}`;
}

const viewOf = ({ id, path, clock, state, variants, runs, failure }: Comparison): ComparisonView => ({
  id,
  path,
  scenario: runs[0]?.scenario ?? path,
  clock,
  timing: timingOf(clock),
  state,
  total: variants.length,
  runs: runs.map(runView),
  failure,
});

const runView = (one: ComparedRun, run: number): ComparedRunView => ({
  run,
  source: one.variant.source,
  policy: one.variant.policy,
  lanes: one.variant.lanes === undefined ? null : plainLaneCounts(one.variant.lanes),
  seed: one.seed,
  figures: one.figures,
  bounds: one.bounds,
  hot: hotCells(one),
  expectations: [...one.expectations],
  stateRoot: one.stateRoot,
});
