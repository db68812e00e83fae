import { type Command, InvalidArgumentError, Option } from 'commander';
import type { TracePick } from '../../workspace/trace/run-picked.ts';
import type { Answer } from '../answer.ts';
import { EXIT } from '../exit-code.ts';
import { addScenarioFlags, parseInteger, recordStepsFlag, type ScenarioFlags } from '../flags.ts';
import type { Host } from '../host.ts';
import { traceText } from '../report/trace-report.ts';
import { withScenario } from '../with-scenario.ts';

const EXAMPLES = `
Examples:
  npm run -s cli -- trace scenario.yaml --tx 3
  npm run -s cli -- trace scenario.yaml --tx 5:32          (transaction 32 of block 5)
  npm run -s cli -- trace scenario.yaml --tx 3 --json > trace.json

With --json the EVM's steps are in "structLogs", in the form of debug_traceTransaction; frames, cells and events are those of all runtimes.

Exit codes: 0 traced, 1 the replay is not what was recorded or a deployment failed, 2 bad input, 130 cancelled.`;

interface TraceFlags extends ScenarioFlags {
  readonly tx: TracePick;
  readonly memory?: boolean;
}

export function addTraceCommand(program: Command, host: Host, answer: (answer: Answer) => void): void {
  const command = program
    .command('trace')
    .summary('step through one transaction of a scenario')
    .description(
      'Runs a scenario, then one transaction of its traffic once more, by itself and step by step, on what it saw.',
    );
  addScenarioFlags(command)
    .addOption(
      new Option('--tx <n>', 'which: its number in the traffic, from 0 in block order, or BLOCK:INDEX')
        .argParser(parsePick)
        .makeOptionMandatory(),
    )
    .addOption(recordStepsFlag())
    .option('--memory', 'with all memory at each step, which makes long traces very long')
    .addHelpText('after', EXAMPLES)
    .action(async (scenario: string, flags: TraceFlags) => answer(await trace(scenario, flags, host)));
}

const trace = (scenario: string, { tx, memory = false, ...flags }: TraceFlags, host: Host): Promise<Answer> =>
  withScenario(
    scenario,
    flags,
    host,
    async (options) => (await import('../../workspace/trace/trace-scenario.ts')).traceScenario(options, tx, { memory }),
    (report) => ({
      kind: 'report',
      exitCode: EXIT.ok,
      json: report,
      text: (layout) => traceText(report, layout),
    }),
  );

/** `3`, or `5:32`. */
export function parsePick(text: string): TracePick {
  const parts = text.split(':');
  if (parts.length > 2) throw new InvalidArgumentError('Write a number, or BLOCK:INDEX: 3 or 5:32.');
  const numbers = parts.map((part) => parseInteger(part, 0, Number.MAX_SAFE_INTEGER));
  const [first = 0, second] = numbers;
  return second === undefined ? { index: first } : { block: first, index: second };
}
