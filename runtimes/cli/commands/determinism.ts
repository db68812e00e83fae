import { Option, type Command } from 'commander';
import type { Answer } from '../answer.ts';
import { EXIT } from '../exit-code.ts';
import { addScenarioFlags, parseInteger, type ScenarioFlags } from '../flags.ts';
import type { Host } from '../host.ts';
import { determinismReportText } from '../report/determinism-report.ts';
import { withScenario } from '../with-scenario.ts';

const EXAMPLES = `
Examples:
  npm run -s cli -- determinism scenario.yaml
  npm run -s cli -- determinism contracts/Oracle.cs --runs 18 --json

Runs the scenario, then its blocks again: in new processes; with another clock; in another culture and time zone; with
other seeds of the engine; on more executors; after everything has run once. Effects (what was read, written, returned,
emitted, and gas) are compared call by call.

Exit codes: 0 nothing differed but what is marked as not deterministic, 1 something did, or a deployment failed,
2 bad input, 130 cancelled.`;

/** As many as there are conditions (workspace/determinism/conditions.ts), which is not loaded to print help. */
const RUNS = 6;
const MOST_RUNS = 1_000;

interface Flags extends ScenarioFlags {
  readonly runs: number;
}

export function addDeterminismCommand(program: Command, host: Host, answer: (answer: Answer) => void): void {
  const command = program
    .command('determinism')
    .summary('run a scenario again under changed conditions and name what differs')
    .description(
      'Says whether the contracts of a scenario do the same under another clock, culture, seed, and on other threads.',
    );
  addScenarioFlags(command)
    .addOption(
      new Option('--runs <k>', 'how often everything runs again; the conditions take turns')
        .argParser((text) => parseInteger(text, 1, MOST_RUNS))
        .default(RUNS),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (scenario: string, flags: Flags) => answer(await determinism(scenario, flags, host)));
}

const determinism = (scenario: string, { runs, ...flags }: Flags, host: Host): Promise<Answer> =>
  withScenario(
    scenario,
    flags,
    host,
    async (options) =>
      (await import('../../workspace/determinism/check-determinism.ts')).checkDeterminism({ ...options, runs }),
    (report) => ({
      kind: 'report',
      exitCode: report.deterministic ? EXIT.ok : EXIT.failed,
      json: report,
      text: (layout) => determinismReportText(report, layout),
    }),
  );
