import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { err, ok, type Result } from '../../core/result.ts';
import { POLICIES, type PolicyName } from '../../core/schedule.ts';
import type { Clock, ComparedRun, Variant } from '../../workspace/compare/compare-runs.ts';
import type { ComparisonReport } from '../../workspace/compare/comparison-report.ts';
import type { RunFailure, RunOptions } from '../../workspace/run/report.ts';
import { LIMITS } from '../../workspace/scenario/defaults.ts';
import type { Answer } from '../answer.ts';
import { EXIT } from '../exit-code.ts';
import { jsonFlag, parseExecutors, parseLaneCount, parsePolicy, parseSeed } from '../flags.ts';
import type { Host } from '../host.ts';
import { createProgress } from '../progress.ts';
import { comparisonText } from '../report/comparison-report.ts';
import { withScenario } from '../with-scenario.ts';

const EXAMPLES = `
Examples:
  npm run -s cli -- compare scenario.yaml
  npm run -s cli -- compare scenario.yaml --policies optimistic,serial --lanes 1,2,4,8
  npm run -s cli -- compare scenario.yaml --seeds 1,2,3 --time measured --json > comparison.json
  npm run -s cli -- compare scenario.yaml --traces traces   (a Chrome trace-event file per run, for ui.perfetto.dev)

Simulated time is exactly repeatable: the scheduler runs under a virtual clock, and a transaction takes what its gas says.

Exit codes: 0 the expectations hold, 1 one does not or a deployment failed, 2 bad input, 130 cancelled.`;

/** More would keep a machine busy for hours; whoever wants them calls several times. */
const MOST_RUNS = 64;
const CLOCKS: readonly Clock[] = ['simulated', 'measured'];

interface CompareFlags {
  readonly policies: readonly PolicyName[];
  readonly lanes?: readonly number[];
  readonly seeds?: readonly number[];
  readonly time: Clock;
  readonly executors?: ReadonlyMap<string, number>;
  readonly traces?: string;
  readonly trust?: boolean;
}

export function addCompareCommand(program: Command, host: Host, answer: (answer: Answer) => void): void {
  program
    .command('compare')
    .summary('run a scenario under several policies, lanes and seeds, and compare')
    .description(
      'Runs the same workload under each combination, one after the other and each on a fresh ledger in memory, and says what bounds each of them.',
    )
    .argument('<scenario>', 'scenario file (YAML) or contract, relative to where you call from')
    .addOption(
      new Option('--policies <list>', 'with commas between them')
        .argParser(listOf(parsePolicy))
        .default([...POLICIES], 'all'),
    )
    .addOption(
      new Option('--lanes <list>', `lanes per executor, 1 to ${LIMITS.lanes} each`).argParser(listOf(parseLaneCount)),
    )
    .addOption(new Option('--seeds <list>', "orders and arguments (default: the file's)").argParser(listOf(parseSeed)))
    .addOption(new Option('--time <how>', 'which time is compared').choices(CLOCKS).default('simulated'))
    .addOption(new Option('--executors <list>', 'instances by runtime: evm=2,wasm=1').argParser(parseExecutors))
    .addOption(new Option('--traces <folder>', 'write the schedule of each run as Chrome trace-event JSON'))
    .addOption(
      new Option('--trust', "trust the scenario's folder from now on: assemblies in it (.dll) may be deployed"),
    )
    .addOption(jsonFlag())
    .addHelpText('after', EXAMPLES)
    .action(async (scenario: string, flags: CompareFlags) => answer(await compare(scenario, flags, host)));
}

const compare = (scenario: string, flags: CompareFlags, host: Host): Promise<Answer> => {
  const { executors, trust } = flags;
  const scenarioFlags = { ...(executors && { executors }), ...(trust === true && { trust }) };
  return withScenario(scenario, scenarioFlags, host, (options) => run(options, flags, host), reportAnswer);
};

const reportAnswer = (report: ComparisonReport): Answer => ({
  kind: 'report',
  // Which transactions first-committer-wins keeps depends on what ran at the same time.
  exitCode: report.runs.every(
    ({ policy, expectations }) => policy === 'first-committer-wins' || expectations.every((one) => one.ok),
  )
    ? EXIT.ok
    : EXIT.failed,
  json: report,
  text: (layout) => comparisonText(report, layout),
});

async function run(
  { file, workspace, executors, signal }: RunOptions,
  { policies, lanes, seeds, time, traces }: CompareFlags,
  host: Host,
): Promise<Result<ComparisonReport, RunFailure>> {
  const variants = (seeds ?? [undefined]).flatMap((seed) =>
    (lanes ?? [undefined]).flatMap((count) =>
      policies.map((policy): Variant => ({ source: 'as written', file, policy, lanes: count, seed })),
    ),
  );
  if (variants.length > MOST_RUNS)
    return err({
      kind: 'input',
      message: `these are ${variants.length} runs; at most ${MOST_RUNS} are compared at once`,
    });
  const { compareRuns } = await import('../../workspace/compare/compare-runs.ts');
  const { comparisonReport } = await import('../../workspace/compare/comparison-report.ts');
  const { installed } = await import('../../registry.ts');
  const progress = createProgress(host);
  try {
    const compared = await compareRuns({
      registry: installed,
      clock: time,
      variants,
      ...(workspace !== undefined && { workspace }),
      ...(executors && { executors }),
      ...(signal && { signal }),
      observer: {
        onRun: (n, total, { policy, lanes: count }) =>
          progress.begin(`run ${n + 1} of ${total}: ${policy}${count === undefined ? '' : `, lanes ${count}`}`),
        onProgress: (done, total) => progress.onProgress(done, total),
      },
    });
    if (!compared.ok) return compared;
    const written =
      traces === undefined ? undefined : await writeTraces(compared.value, path.resolve(host.base, traces));
    if (written !== undefined) return err(written);
    return ok(comparisonReport(time, compared.value));
  } finally {
    progress.clear();
  }
}

async function writeTraces(runs: readonly ComparedRun[], folder: string): Promise<RunFailure | undefined> {
  const { comparedTrace } = await import('../../workspace/compare/compared-trace.ts');
  try {
    await mkdir(folder, { recursive: true });
    for (const [n, one] of runs.entries()) {
      const { name, json } = comparedTrace(one, n + 1);
      await writeFile(path.join(folder, name), json);
    }
    return undefined;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { kind: 'export', message: `the runs are done, but their traces cannot be written: ${why}` };
  }
}

/** Of values with commas between them, each once. */
const listOf =
  <T>(parse: (text: string) => T) =>
  (text: string): readonly T[] => {
    const values = [...new Set(text.split(',').map((part) => parse(part.trim())))];
    if (values.length === 0) throw new InvalidArgumentError('Name at least one.');
    return values;
  };
