import type { Command } from 'commander';
import type { Answer } from '../answer.ts';
import { EXIT } from '../exit-code.ts';
import { addScenarioFlags, type ScenarioFlags } from '../flags.ts';
import type { Host } from '../host.ts';
import { verifyReportText } from '../report/verify-report.ts';
import { expectationsHold, withScenario } from '../with-scenario.ts';

const EXAMPLES = `
Examples:
  npm run -s cli -- verify scenario.yaml
  npm run -s cli -- verify scenario.yaml --policy optimistic --executors evm=4 --seed 7 --json

Under first-committer-wins the run is compared with its own oracle: the transactions that were not invalidated, run
serially, and the nonces of the others.

Exit codes: 0 equivalent and the expectations hold, 1 not, or a deployment failed, 2 bad input, 130 cancelled.`;

export function addVerifyCommand(program: Command, host: Host, answer: (answer: Answer) => void): void {
  const command = program
    .command('verify')
    .summary('run a scenario and compare it with serial execution')
    .description('Runs a scenario under its policy and serially, and compares state root, receipts and events.');
  addScenarioFlags(command)
    .addHelpText('after', EXAMPLES)
    .action(async (scenario: string, flags: ScenarioFlags) => answer(await verify(scenario, flags, host)));
}

const verify = (scenario: string, flags: ScenarioFlags, host: Host): Promise<Answer> =>
  withScenario(
    scenario,
    flags,
    host,
    async (options) => (await import('../../workspace/run/run-scenario.ts')).verifyScenario(options),
    (report) => ({
      kind: 'report',
      exitCode: report.equivalent && expectationsHold(report) ? EXIT.ok : EXIT.failed,
      json: report,
      text: (layout) => verifyReportText(report, layout),
    }),
  );
