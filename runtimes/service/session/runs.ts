/** Runs of scenarios, each on a ledger of its own in memory. The last few are kept, with all that explains and verifies them. */
import { dirname, relative, resolve } from 'node:path';
import { err, ok, type Result } from '../../core/result.ts';
import type { PolicyName } from '../../core/schedule.ts';
import type { Registry } from '../../registry.ts';
import { replaySerially } from '../../workspace/run/replay.ts';
import type { RunFailure, TrafficAbout } from '../../workspace/run/report.ts';
import { RunGate } from '../../workspace/run/run-gate.ts';
import { execute, type Finished } from '../../workspace/run/run-scenario.ts';
import type { LaneCounts } from '../../workspace/scenario/lane-counts.ts';
import { lastWriter } from '../../workspace/schedule/last-writer.ts';
import { AccessFinder } from '../../workspace/schedule/find-access.ts';
import { Mempools } from '../../workspace/schedule/mempools.ts';
import type { RunState } from '../../workspace/state/run-state.ts';
import { ScheduleRecorder } from '../../workspace/schedule/schedule-recorder.ts';
import type { ServiceError } from '../contract/error.ts';
import type { Certificate, RunView } from '../contract/runs.ts';
import type { Emit } from '../server/handlers.ts';
import { gateView } from './gate-view.ts';
import { stateOfRun } from './state-of-run.ts';

/** Runs kept; a schedule of 100,000 incarnations takes some tens of megabytes. */
const KEPT = 4;
/** Between two tellings of progress, ms: bars that come thirty times a second look as if they grew. */
const TELL = 33;

export interface StartOptions {
  /** Absolute. */
  readonly file: string;
  /** In the workspace. */
  readonly path: string;
  readonly policy?: PolicyName | undefined;
  readonly seed?: number | undefined;
  readonly lanes?: LaneCounts | undefined;
  /** Before the first decision of the scheduler. */
  readonly paused?: boolean | undefined;
}

export interface Run {
  readonly id: number;
  readonly path: string;
  /** Its scenario, absolute, and where that stands. */
  readonly file: string;
  readonly folder: string;
  /** As asked for; undefined: as the scenario has it. */
  readonly lanes: LaneCounts | undefined;
  readonly cancel: AbortController;
  readonly gate: RunGate;
  mempools: Mempools;
  recorder: ScheduleRecorder;
  about: TrafficAbout | undefined;
  /** Undefined until its ledger is there. */
  state: RunState | undefined;
  finished: Finished | undefined;
  view: RunView;
  verifying: Promise<Result<Certificate, ServiceError>> | undefined;
  ended: Promise<void>;
}

export interface RunsOptions {
  readonly root: string;
  readonly registry: Registry;
  readonly emit: Emit;
}

const NOT_CHECKED: Certificate = { state: 'notChecked', text: '', serialMs: null, at: null };
const NO_SUMS = { committed: 0, committedMs: 0, wastedMs: 0, aborts: 0, criticalMs: 0, criticalLength: 0 };

export class Runs {
  /** Of source lines. */
  readonly finder = new AccessFinder();
  readonly #options: RunsOptions;
  readonly #runs = new Map<number, Run>();
  #last = 0;

  constructor(options: RunsOptions) {
    this.#options = options;
  }

  get(id: number): Result<Run, ServiceError> {
    const run = this.#runs.get(id);
    return run === undefined
      ? err({ code: 'notFound', message: `run ${id} is no longer kept; run its scenario again` })
      : ok(run);
  }

  /** The newest first. */
  list(): readonly RunView[] {
    return [...this.#runs.values()].reverse().map((run) => this.viewOf(run));
  }

  viewOf(run: Run): RunView {
    const { view, recorder, mempools } = run;
    const { lanes, blocks, sums, rows } = recorder;
    return {
      ...view,
      lanes: [...lanes],
      blocks: [...blocks],
      sums: { ...sums },
      incarnations: rows.tx.length,
      gate: gateView(run),
      mempools: [...mempools.counts],
    };
  }

  /** Ends a run that is under way: what it has committed stays. Before its traffic there is nothing to keep. */
  async stop(run: Run): Promise<void> {
    if (run.about === undefined) run.cancel.abort();
    run.gate.stop();
    await run.ended;
  }

  /** Ends an executor of a run that is under way as a crash would. */
  kill({ about, view }: Run, executor: string): Result<void, ServiceError> {
    if (view.state !== 'running' || about === undefined)
      return err({ code: 'refused', message: 'the run has no executors now: only while its traffic runs' });
    return about.chain.kernel.kill(executor)
      ? ok(undefined)
      : err({ code: 'notFound', message: `${executor} is no executor of this run, or is being started` });
  }

  start(options: StartOptions): Result<RunView, ServiceError> {
    // Two at once would take each other's processors, and neither would say anything about its policy.
    if ([...this.#runs.values()].some(({ view }) => view.state === 'running'))
      return err({ code: 'refused', message: 'a scenario is running: wait for its end, or cancel it' });
    const id = ++this.#last;
    let told = (): void => undefined;
    const run: Run = {
      id,
      path: options.path,
      file: options.file,
      folder: dirname(options.file),
      lanes: options.lanes,
      cancel: new AbortController(),
      gate: new RunGate({
        now: () => performance.now(),
        closed: options.paused === true,
        onChange: () => told(),
      }),
      mempools: new Mempools([], []),
      recorder: new ScheduleRecorder(),
      about: undefined,
      state: undefined,
      finished: undefined,
      verifying: undefined,
      ended: Promise.resolve(),
      view: {
        id,
        path: options.path,
        scenario: options.path,
        policy: options.policy ?? '',
        seed: options.seed ?? 0,
        state: 'running',
        phase: 'compile',
        done: 0,
        total: 0,
        elapsedMs: 0,
        lanes: [],
        blocks: [],
        incarnations: 0,
        sums: NO_SUMS,
        gate: { state: options.paused === true ? 'paused' : 'running', owed: 0, last: null, next: null },
        mempools: [],
        report: null,
        failure: null,
        certificate: NOT_CHECKED,
      },
    };
    this.#runs.set(id, run);
    const tell = this.#teller(run);
    told = () => tell(true);
    run.ended = this.#run(run, options, tell);
    void this.#drop();
    return ok(this.viewOf(run));
  }

  /** Serial execution of the same blocks on a fresh ledger. Asked for twice, it is done once. */
  verify(run: Run): Promise<Result<Certificate, ServiceError>> {
    run.verifying ??= this.#verify(run);
    return run.verifying;
  }

  async close(): Promise<void> {
    for (const run of this.#runs.values()) run.cancel.abort();
    await Promise.all([...this.#runs.values()].map((run) => this.#end(run)));
    this.#runs.clear();
    this.finder.close();
  }

  /** Tells windows how far a run is, `now` or when the last telling is long enough ago. */
  #teller(run: Run): (now: boolean) => void {
    let told = 0;
    return (now) => {
      const at = performance.now();
      if (run.view.state !== 'running' || (!now && at - told < TELL)) return;
      told = at;
      const { phase, done, total, elapsedMs, incarnations, sums, gate, mempools } = this.viewOf(run);
      const changes = run.recorder.changes.length;
      this.#options.emit('run.progress', {
        ...{ run: run.id, phase, done, total, changes, elapsedMs },
        ...{ incarnations, sums, gate, mempools },
      });
    };
  }

  async #run(run: Run, { file, policy, seed, lanes }: StartOptions, tell: (now: boolean) => void): Promise<void> {
    const { root, registry } = this.#options;
    const change = (fields: Partial<RunView>): void => void (run.view = { ...run.view, ...fields });
    const executed = await execute({
      registry,
      file,
      workspace: root,
      exports: false,
      signal: run.cancel.signal,
      gate: run.gate,
      ...(policy && { policy }),
      ...(seed !== undefined && { seed }),
      ...(lanes !== undefined && { lanes }),
      observer: {
        onPhase: (phase) => {
          change({ phase });
          tell(true);
        },
        onProgress: (done, total) => {
          change({ done, total });
          tell(false);
        },
        onChain: (chain) => {
          run.state = stateOfRun(run, chain);
        },
        onTraffic: (about) => {
          run.about = about;
          const { ledger } = about.chain;
          run.recorder = new ScheduleRecorder(about.lanes, (key) => ledger.ahead.read(key).value);
          const { scenario } = about;
          change({ scenario: scenario.name, policy: scenario.policy, seed: scenario.seed });
        },
        onMempools: (executors, transactions) => {
          run.mempools = new Mempools(executors, transactions);
        },
        onBlock: (number, transactions, at) => {
          run.recorder.block(number, transactions, at);
          run.mempools.block(
            number,
            transactions.map(({ pool }) => pool),
          );
        },
        onEvent: (block, event, at) => {
          run.recorder.event(block, event, at);
          run.mempools.event(block, event);
          change({ elapsedMs: at });
        },
        onLanes: (executor, isUp, reason, at) => {
          run.recorder.lanesChanged(executor, isUp, reason, at);
          tell(true);
        },
      },
    });
    run.mempools.close();
    if (executed.ok) this.#done(run, executed.value, change);
    else {
      const cancelled = run.cancel.signal.aborted || executed.error.kind === 'cancelled';
      run.recorder.close(run.view.elapsedMs);
      change({
        state: cancelled ? 'cancelled' : 'failed',
        failure: cancelled ? null : this.#failure(run, executed.error),
      });
    }
    this.#options.emit('run.done', this.viewOf(run));
  }

  #done(run: Run, finished: Finished, change: (fields: Partial<RunView>) => void): void {
    const { report, chain } = finished;
    chain.close();
    run.finished = finished;
    run.recorder.close(report.elapsedMs);
    const { scenario, policy, seed, stateRoot, throughput, transactions, expectations, elapsedMs } = report;
    const kept = {
      ...{ stateRoot, throughput, transactions },
      expectations: expectations.map(({ cells = [], ...one }) => ({
        ...one,
        row: lastWriter(run.recorder, cells) ?? null,
      })),
    };
    change({ scenario, policy, seed, elapsedMs, state: 'done', report: kept });
  }

  /** Files by their workspace paths. */
  #failure({ folder }: Run, { message, file, line, column, code }: RunFailure): NonNullable<RunView['failure']> {
    const place = file === undefined ? undefined : relative(this.#options.root, resolve(folder, file));
    return {
      message,
      ...(place !== undefined && !place.startsWith('..') && { file: place }),
      ...(line !== undefined && { line }),
      ...(column !== undefined && { column }),
      ...(code !== undefined && { code }),
    };
  }

  async #verify(run: Run): Promise<Result<Certificate, ServiceError>> {
    const { finished } = run;
    if (finished === undefined) {
      run.verifying = undefined;
      return err({ code: 'refused', message: 'only a run that is done can be verified' });
    }
    const settle = (certificate: Certificate): Result<Certificate, ServiceError> => {
      run.view = { ...run.view, certificate };
      this.#options.emit('run.done', this.viewOf(run));
      return ok(certificate);
    };
    settle({ ...NOT_CHECKED, state: 'checking' });
    const replay = await replaySerially(finished.chain, finished.names, {}, run.cancel.signal);
    if (!replay.ok) {
      run.verifying = undefined;
      return settle({ ...NOT_CHECKED, state: 'failed', text: replay.error.message });
    }
    const { differences, serialElapsedMs } = replay.value;
    const first = differences.join('\n').match(/block (\d+), transaction (\d+)/);
    const { committed, reverted } = finished.report.transactions;
    const what =
      finished.report.policy === 'first-committer-wins'
        ? `the ${committed + reverted} committed, in block order; invalidated ones only consume their nonce`
        : 'state root, receipts and events of every block';
    return settle({
      state: differences.length === 0 ? 'verified' : 'differs',
      text: differences.length === 0 ? what : differences.join('; '),
      serialMs: serialElapsedMs,
      at: first ? { block: Number(first[1]), index: Number(first[2]) } : null,
    });
  }

  async #drop(): Promise<void> {
    for (const run of [...this.#runs.values()].slice(0, -KEPT)) {
      if (run.view.state === 'running') continue;
      this.#runs.delete(run.id);
      await this.#end(run);
    }
  }

  async #end(run: Run): Promise<void> {
    run.cancel.abort();
    await run.ended;
    await run.verifying;
    await run.finished?.base.close();
  }
}
