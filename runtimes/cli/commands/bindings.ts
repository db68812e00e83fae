import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Command, Option } from 'commander';
import { isBinding } from '../../workspace/bindings/binding.ts';
import { BINDING_LANGUAGES, type BindingLanguage } from '../../workspace/bindings/generators.ts';
import { refusal, type Answer } from '../answer.ts';
import { EXIT } from '../exit-code.ts';
import { jsonFlag } from '../flags.ts';
import type { Host } from '../host.ts';
import { runFailure } from '../run-failure.ts';
import { findFile } from '../scenario-file.ts';

interface BindingsFlags {
  readonly to: BindingLanguage;
  readonly name?: string;
  readonly contract?: string;
  readonly out?: string;
}

const EXAMPLES = `
Examples:
  npm run -s cli -- bindings contracts/token.rs --to solidity --out contracts/IToken.sol
  npm run -s cli -- bindings contracts/Pool.sol --contract Pool --to rust --name Pool
  npm run -s cli -- bindings artifacts/Vault.json --to assemblyscript

Exit codes: 0 done (what the language cannot call is left out, with a comment), 1 the file could not be written,
2 bad input, 130 cancelled.`;

export function addBindingsCommand(program: Command, host: Host, answer: (answer: Answer) => void): void {
  program
    .command('bindings')
    .summary('write the interface of a contract for another language')
    .description('Writes what a contract in another language needs to call this one, whatever language this one is in.')
    .argument('<file>', 'a contract, its ABI (JSON), or an artifact of Hardhat or Foundry')
    .addOption(
      new Option('--to <language>', 'the language of the caller').choices(BINDING_LANGUAGES).makeOptionMandatory(),
    )
    .addOption(new Option('--name <name>', 'of the interface (default: I and the name of the contract)'))
    .addOption(new Option('--contract <name>', 'which contract, where the file has several'))
    .addOption(new Option('--out <file>', 'where to write it (default: stdout)'))
    .addOption(jsonFlag())
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, flags: BindingsFlags) => answer(await bindings(file, flags, host)));
}

async function bindings(given: string, { to, name, contract, out }: BindingsFlags, host: Host): Promise<Answer> {
  const file = findFile(given, host.base, 'file');
  if (!file.ok) return refusal(EXIT.input, file.error);
  const { makeBinding } = await import('../../workspace/bindings/make-binding.ts');
  const made = await makeBinding({
    file: file.value,
    workspace: host.base,
    to,
    ...(name === undefined ? {} : { name }),
    ...(contract === undefined ? {} : { contract }),
    signal: host.signal,
  });
  const advice = 'Nothing was written. Correct this and run the command again.';
  if (!made.ok) return runFailure(made.error, file.value, host, advice);
  const target = out === undefined ? undefined : path.resolve(host.base, out);
  if (target !== undefined) {
    const problem = await save(target, made.value.text);
    if (problem) return refusal(problem.exitCode, { message: problem.message, file: out });
  }
  const { text, omitted } = made.value;
  return {
    kind: 'report',
    exitCode: EXIT.ok,
    json: { language: to, name: made.value.name, contract: made.value.contract, file: out ?? null, omitted, text },
    text: () => (out === undefined ? text.trimEnd() : `${made.value.name} is in ${out}`),
    note:
      omitted.length === 0
        ? undefined
        : omitted.map((one) => `warning: ${one.function} is left out: ${one.reason}`).join('\n'),
  };
}

/** Replaces only what this command has written. */
async function save(file: string, text: string): Promise<{ exitCode: number; message: string } | undefined> {
  try {
    const there = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (there !== undefined && there.trim() !== '' && !isBinding(there))
      return {
        exitCode: EXIT.input,
        message: 'there is a file that is no binding; it is left as it is: choose another --out',
      };
    await writeFile(file, text);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { exitCode: EXIT.failed, message: `could not be written: ${message}` };
  }
}
