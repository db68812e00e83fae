import { Command, CommanderError } from 'commander';
import { refusal, type Answer } from './answer.ts';
import { addBindingsCommand } from './commands/bindings.ts';
import { addCompareCommand } from './commands/compare.ts';
import { addConformanceCommand } from './commands/conformance.ts';
import { addDeterminismCommand } from './commands/determinism.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addLedgerCommand } from './commands/ledger.ts';
import { addProveCommand } from './commands/prove.ts';
import { addRootCommand } from './commands/root.ts';
import { addRunCommand } from './commands/run.ts';
import { addServeCommand } from './commands/serve.ts';
import { addStateCommand } from './commands/state.ts';
import { addTraceCommand } from './commands/trace.ts';
import { addDapCommand } from './commands/dap.ts';
import { addVerifyCommand } from './commands/verify.ts';
import { EXIT } from './exit-code.ts';
import { jsonFlag } from './flags.ts';
import type { Host } from './host.ts';

const PROGRAM = 'npm run -s cli --';

const COMMANDS = [
  addServeCommand,
  addRunCommand,
  addVerifyCommand,
  addCompareCommand,
  addTraceCommand,
  addDapCommand,
  addDeterminismCommand,
  addSnapshotCommand,
  addLedgerCommand,
  addStateCommand,
  addRootCommand,
  addProveCommand,
  addBindingsCommand,
  addDoctorCommand,
  addConformanceCommand,
];

const FOOTER = `
Examples:
  ${PROGRAM} serve --workspace my-contracts
  ${PROGRAM} run scenario.yaml
  ${PROGRAM} verify scenario.yaml --policy optimistic --executors evm=2
  ${PROGRAM} run --help

Results go to stdout, progress and errors to stderr. With --json stdout is exactly one JSON object, errors included.`;

/** Its help lists the formats of all runtimes, which take long to load: whoever asks for another command does not wait for them. */
async function addSnapshotCommand(
  program: Command,
  host: Host,
  answer: (answer: Answer) => void,
  args: readonly string[],
): Promise<void> {
  if (!args.includes('snapshot'))
    return void program.command('snapshot').summary('carry states away and bring them back');
  const { addSnapshotCommand: add } = await import('./commands/snapshot.ts');
  add(program, host, answer);
}

/** Runs one command line. Progress goes to stderr meanwhile; the answer is the caller's to write. */
export async function commandLine(args: readonly string[], host: Host): Promise<Answer> {
  let answer: Answer | undefined;
  let help = '';
  const program = new Command('cli')
    .usage('<command> [options]')
    .description('Contracts race on one ledger and equal serial execution.')
    .addOption(jsonFlag())
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeOut: (text) => (help += text), writeErr: () => undefined })
    .addHelpText('after', FOOTER);
  for (const add of COMMANDS) await add(program, host, (given) => (answer = given), args);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return answer ?? internalError('the command gave no answer', host.env);
  } catch (error) {
    if (!(error instanceof CommanderError)) return internalError(error, host.env);
    return error.exitCode === 0 ? { kind: 'help', exitCode: EXIT.ok, text: help } : usageError(error, args, program);
  }
}

export function internalError(error: unknown, env: Host['env']): Answer {
  const [message, stack] = error instanceof Error ? [error.message, error.stack] : [String(error), undefined];
  const isDebug = (env['INTERLEAVE_DEBUG'] ?? '') !== '';
  return refusal(EXIT.internal, {
    message: `internal error: ${isDebug ? (stack ?? message) : (message.split('\n', 1)[0] ?? '')}`,
    ...(isDebug ? {} : { advice: 'INTERLEAVE_DEBUG=1 shows where.' }),
  });
}

function usageError({ code, message }: CommanderError, args: readonly string[], program: Command): Answer {
  const namesOf = (one: Command): readonly string[] => one.commands.map((command) => command.name());
  const command = args.find((arg) => namesOf(program).includes(arg));
  const inner = namesOf(program.commands.find((one) => one.name() === command) ?? program);
  const names = inner.length > 0 ? inner : namesOf(program);
  return refusal(EXIT.input, {
    message:
      code === 'commander.help'
        ? `no command given; there are: ${names.join(', ')}`
        : message.replace(/^error: /, '').replaceAll('\n', ' '),
    advice: `See ${PROGRAM} ${command === undefined ? '' : `${command} `}--help.`,
  });
}
