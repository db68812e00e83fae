import { type Command, Option } from 'commander';
import type { Answer } from '../answer.ts';
import { jsonFlag, parseCount } from '../flags.ts';
import type { Host } from '../host.ts';
import type { StateFlags } from '../state/state.ts';

const EXAMPLES = `
A cell is meant by its name (token.balances[alice], accounts[3].@balance) or by its key (a1ce…/b).

Examples:
  npm run -s cli -- state show market.ledger --account token
  npm run -s cli -- state show market.ledger --at main~3 --json
  npm run -s cli -- state history market.ledger 'token.balances[accounts[1]]'

"snapshot diff" compares the states after two blocks.
Exit codes: 0 done, 1 the disk refused, 2 bad input.`;

const load = async () => import('../state/state.ts');

export function addStateCommand(program: Command, host: Host, answer: (answer: Answer) => void): void {
  const state = program
    .command('state')
    .summary('look at what the cells of a ledger file hold, and how they came to it')
    .description('Shows cells of a ledger file by name and in words, after any block, and the history of one of them.')
    .helpCommand(false)
    .addHelpText('after', EXAMPLES);
  const add = (name: string, summary: string, items: string): Command =>
    state
      .command(name)
      .summary(summary)
      .description(`${summary[0]?.toUpperCase()}${summary.slice(1)}.`)
      .argument('<ledger>', 'a ledger file')
      .addOption(
        new Option('--at <position>', 'after this block: main~3, 12, a hash (default: where the ledger stands)'),
      )
      .addOption(new Option('--limit <n>', `${items} to list`).argParser(parseCount).default(100))
      .addOption(jsonFlag())
      .addHelpText('after', EXAMPLES);

  add('show', 'list cells by name, with what they hold', 'cells')
    .addOption(new Option('--account <account>', 'only of this one: an address, or the name of a contract or account'))
    .action(async (ledger: string, flags: StateFlags) => answer((await load()).stateAnswer(ledger, flags, host)));
  add('history', 'list the versions of a cell and who wrote them', 'versions')
    .argument('<cell>', 'a cell')
    .action(async (ledger: string, cell: string, flags: StateFlags) =>
      answer((await load()).cellHistoryAnswer(ledger, cell, flags, host)),
    );
}
