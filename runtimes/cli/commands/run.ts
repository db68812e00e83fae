import path from 'node:path';
import type { Command } from 'commander';
import type { Answer } from '../answer.ts';
import { EXIT } from '../exit-code.ts';
import { addScenarioFlags, recordStepsFlag, type ScenarioFlags } from '../flags.ts';
import type { Host } from '../host.ts';
import { runReportText } from '../report/run-report.ts';
import { expectationsHold, withScenario } from '../with-scenario.ts';

const EXAMPLES = `
Examples:
  npm run -s cli -- run scenario.yaml
  npm run -s cli -- run scenario.yaml --policy declared --executors evm=2 --lanes 1
  npm run -s cli -- run scenario.yaml --seed 42 --json > report.json
  npm run -s cli -- run scenario.yaml --trace schedule.json   (opens in ui.perfetto.dev and chrome://tracing)

Exit codes: 0 the expectations hold, 1 one does not or a deployment failed, 2 bad input, 130 cancelled.`;

export function addRunCommand(program: Command, host: Host, answer: (answer: Answer) => void): void {
  const command = program
    .command('run')
    .summary('run a scenario and report what happened')
    .description('Deploys the contracts of a scenario, runs its setup and its traffic, and checks what it expects.');
  addScenarioFlags(command)
    .option('--trace <file>', 'write the schedule as Chrome trace-event JSON: every incarnation, lane and conflict')
    .addOption(recordStepsFlag())
    .addHelpText('after', EXAMPLES)
    .action(async (scenario: string, flags: RunFlags) => answer(await run(scenario, flags, host)));
}

interface RunFlags extends ScenarioFlags {
  readonly trace?: string;
}

const run = (scenario: string, { trace, ...flags }: RunFlags, host: Host): Promise<Answer> =>
  withScenario(
    scenario,
    flags,
    host,
    // The kernel is loaded when it is needed: help and usage errors come at once.
    async (options) =>
      trace === undefined
        ? (await import('../../workspace/run/run-scenario.ts')).runScenario(options)
        : (await import('../../workspace/schedule/run-traced.ts')).runTraced(options, path.resolve(host.base, trace)),
    (report) => ({
      kind: 'report',
      exitCode: expectationsHold(report) ? EXIT.ok : EXIT.failed,
      json: report,
      text: (layout) => runReportText(report, layout),
    }),
  );
