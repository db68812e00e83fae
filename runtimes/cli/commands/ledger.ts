import { type Command, Option } from 'commander';
import type { Answer } from '../answer.ts';
import { jsonFlag, parseCount, parseInteger } from '../flags.ts';
import type { Host } from '../host.ts';

const EXAMPLES = `
A POSITION is a branch (main), a block of its history (main@12, main~3), a number (12: of the current branch), or a hash.

Examples:
  npm run -s cli -- ledger info market.ledger
  npm run -s cli -- ledger show market.ledger main~1
  npm run -s cli -- ledger branch market.ledger try --at main~3
  npm run -s cli -- ledger revert market.ledger 12
  npm run -s cli -- ledger undo market.ledger
  npm run -s cli -- ledger check market.ledger

Ledger files are made by "run --ledger" and "snapshot import"; "snapshot diff" compares two of their blocks.
Exit codes: 0 done, 1 the disk refused, 2 bad input.`;

// The commands are loaded when they are needed: help and usage errors come at once.

const look = async () => import('../ledger/look.ts');

const change = async () => import('../ledger/change.ts');

export function addLedgerCommand(program: Command, host: Host, answer: (answer: Answer) => void): void {
  const ledger = program
    .command('ledger')
    .summary('look into the history of a ledger file, and change where it stands')
    .description('Shows blocks and branches of a ledger file, goes back to any block and forward again.')
    .helpCommand(false)
    .addHelpText('after', EXAMPLES);
  const add = (name: string, summary: string, ...more: readonly [string, string][]): Command => {
    const command = ledger
      .command(name)
      .summary(summary)
      .description(`${summary[0]?.toUpperCase()}${summary.slice(1)}.`);
    command.argument('<file>', 'a ledger file');
    for (const [argument, what] of more) command.argument(argument, what);
    return command.addOption(jsonFlag()).addHelpText('after', EXAMPLES);
  };

  add('info', 'say where the ledger stands, its branches and contracts').action(async (file: string) =>
    answer((await look()).infoAnswer(file, host)),
  );
  add('log', 'list blocks, the newest first', ['[position]', 'the block to begin at'])
    .addOption(new Option('--limit <n>', 'blocks to list').argParser(parseCount).default(20))
    .action(async (file: string, position: string | undefined, { limit }: { readonly limit: number }) =>
      answer((await look()).logAnswer(file, position, limit, host)),
    );
  add('show', 'show a block: its transactions and the cells it changed', ['<position>', 'the block']).action(
    async (file: string, position: string) => answer((await look()).showAnswer(file, position, host)),
  );
  add('check', 'read the whole file and say what in it is not as it was written').action(async (file: string) =>
    answer(await (await import('../ledger/check.ts')).checkAnswer(file, host)),
  );
  add('revert', 'take the current branch back to a block; nothing is lost', ['<position>', 'the block']).action(
    async (file: string, position: string) => answer(await (await change()).revertAnswer(file, position, host)),
  );
  add('undo', 'take back the last revert, switch or branch; again: the one before').action(async (file: string) =>
    answer(await (await change()).undoAnswer(file, 'undo', host)),
  );
  add('redo', 'do again what was taken back last').action(async (file: string) =>
    answer(await (await change()).undoAnswer(file, 'redo', host)),
  );
  add('branch', 'name a block, so that blocks can be added there as well', ['<name>', 'of the branch'])
    .addOption(new Option('--at <position>', 'the block (default: where the ledger stands)'))
    .addOption(new Option('--drop', 'drop the branch instead'))
    .action(
      async (file: string, name: string, { at, drop = false }: { readonly at?: string; readonly drop?: boolean }) =>
        answer(await (await change()).branchAnswer(file, name, at, drop, host)),
    );
  add('switch', 'go to a branch', ['<branch>', 'where blocks go from now on']).action(
    async (file: string, branch: string) => answer(await (await change()).switchAnswer(file, branch, host)),
  );
  add('prune', 'drop for good what no branch leads to, and old traces')
    .addOption(
      new Option('--traces <n>', 'newest blocks whose schedules and effects stay')
        .argParser((text) => parseInteger(text, 0, Number.MAX_SAFE_INTEGER))
        .default(1_000),
    )
    .action(async (file: string, { traces }: { readonly traces: number }) =>
      answer(await (await change()).pruneAnswer(file, traces, host)),
    );
}
