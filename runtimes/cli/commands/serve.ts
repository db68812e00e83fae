import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Command, Option } from 'commander';
import type { Answer } from '../answer.ts';
import { EXIT } from '../exit-code.ts';
import { jsonFlag, parseInteger } from '../flags.ts';
import type { Host } from '../host.ts';
import type { Serving } from '../serve/serve.ts';
import { write } from '../write-answer.ts';

const EXAMPLES = `
Examples:
  npm run -s cli -- serve
  npm run -s cli -- serve --workspace my-contracts
  npm run -s cli -- serve --workspace my-contracts --port 4711 --json

It answers on 127.0.0.1 alone, and only who has the address with its token gets in. A workspace is open once at a time: a second
start says where. Ctrl+C ends it.

Exit codes: 0 ended by a signal, or open elsewhere already, 2 bad input.`;

interface ServeFlags {
  readonly workspace?: string;
  readonly port: number;
  readonly json?: boolean;
}

export function addServeCommand(program: Command, host: Host, answer: (answer: Answer) => void): void {
  program
    .command('serve')
    .summary('open the workbench in a browser')
    .description('Serves the workbench on this machine and prints its address.')
    .option('--workspace <dir>', 'folder to open, made where there is none (else the welcome page asks)')
    .addOption(
      new Option('--port <n>', '0: any that is free').argParser((text) => parseInteger(text, 0, 65_535)).default(0),
    )
    .addOption(jsonFlag())
    .addHelpText('after', EXAMPLES)
    .action(async (_flags: ServeFlags, command: Command) =>
      // --json is an option of the whole program, which takes it.
      answer(await run(command.optsWithGlobals<ServeFlags>(), host)),
    );
}

async function run({ workspace, port, json = false }: ServeFlags, host: Host): Promise<Answer> {
  const { serve } = await import('../serve/serve.ts');
  const folder = workspace === undefined ? undefined : path.resolve(host.base, workspace);
  const { version } = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  // Who waits for the address would wait for ever, were it said at the end.
  return serve({ workspace: folder, port, version }, host, (serving) =>
    write({ kind: 'report', exitCode: EXIT.ok, json: serving, text: () => servingText(serving) }, json, host),
  );
}

const servingText = ({ address, workspace, running }: Serving): string =>
  running
    ? `${workspace ?? ''} is open already, at\n\n  ${address}`
    : `The workbench is open${workspace === null ? '' : ` on ${workspace}`}, at\n\n  ${address}\n\nCtrl+C ends it.`;
