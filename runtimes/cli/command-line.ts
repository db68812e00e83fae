import { Command, CommanderError } from 'commander';
import { refusal, type Answer, type Failure, type Problem } from './answer.ts';
import { addBindingsCommand } from './commands/bindings.ts';
import { addConformanceCommand } from './commands/conformance.ts';
import { addDeterminismCommand } from './commands/determinism.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addLedgerCommand } from './commands/ledger.ts';
import { addProveCommand } from './commands/prove.ts';
import { addRootCommand } from './commands/root.ts';
import { addRunCommand } from './commands/run.ts';
import { addSnapshotCommand } from './commands/snapshot.ts';
import { addVerifyCommand } from './commands/verify.ts';
import { EXIT } from './exit-code.ts';
import { jsonFlag } from './flags.ts';
import type { Host } from './host.ts';
import { failureText } from './report/failure-text.ts';
import { layoutOf } from './report/layout.ts';

const PROGRAM = 'npm run -s cli --';

const COMMANDS = [
  addRunCommand,
  addVerifyCommand,
  addDeterminismCommand,
  addSnapshotCommand,
  addLedgerCommand,
  addRootCommand,
  addProveCommand,
  addBindingsCommand,
  addDoctorCommand,
  addConformanceCommand,
];

const FOOTER = `
Examples:
  ${PROGRAM} run scenario.yaml
  ${PROGRAM} verify scenario.yaml --policy optimistic --executors evm=2
  ${PROGRAM} run --help

Results go to stdout, progress and errors to stderr. With --json stdout is exactly one JSON object, errors included.`;

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
  for (const add of COMMANDS) add(program, host, (given) => (answer = given));
  try {
    await program.parseAsync([...args], { from: 'user' });
    return answer ?? internalError('the command gave no answer', host.env);
  } catch (error) {
    if (!(error instanceof CommanderError)) return internalError(error, host.env);
    return error.exitCode === 0 ? { kind: 'help', exitCode: EXIT.ok, text: help } : usageError(error, args, program);
  }
}

/** Known before the command line is understood: an error in it is JSON too. */
export function isJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).includes('--json');
}

/** The one place that writes to stdout. */
export function write(answer: Answer, wantsJson: boolean, { out, err, env }: Host): void {
  switch (answer.kind) {
    case 'help':
      out.write(wantsJson ? json({ help: answer.text }) : answer.text);
      break;
    case 'failure':
      // For people the error goes to stderr: a file that stdout is redirected to holds reports only.
      if (wantsJson) out.write(json({ error: errorObject(answer.failure) }));
      else err.write(`${failureText(answer.failure, layoutOf(err, env))}\n`);
      break;
    case 'report':
      out.write(wantsJson ? json(answer.json) : `${answer.text(layoutOf(out, env))}\n`);
      if (answer.note !== undefined) err.write(`${answer.note}\n`);
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

/** Every field always stands there; null where it is not known. */
function errorObject({ more = [], checks, ...first }: Failure): object {
  const problem = ({ message, file, line, column }: Problem) => ({
    message,
    file: file ?? null,
    line: line ?? null,
    column: column ?? null,
  });
  return { ...problem(first), more: more.map(problem), ...(checks && { checks }) };
}

/** One line. A bigint that got this far becomes a decimal string, like all amounts. */
const json = (value: object): string =>
  `${JSON.stringify(value, (_key, field: unknown) => (typeof field === 'bigint' ? field.toString() : field))}\n`;
