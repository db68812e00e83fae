import { type Command, Option } from 'commander';
import { installed } from '../../registry.ts';
import type { Answer } from '../answer.ts';
import { jsonFlag } from '../flags.ts';
import type { Host } from '../host.ts';
import type { RootFlags } from '../proofs/root.ts';

const EXAMPLES = `
Examples:
  npm run -s cli -- root market.ledger
  npm run -s cli -- root market.ledger --at main~3 --ethereum --json

Exit codes: 0 done, 1 the disk refused, 2 bad input (or cells that do not have the root that was noted for them).`;

export function addRootCommand(program: Command, host: Host, answer: (answer: Answer) => void): void {
  const command = program
    .command('root')
    .summary('work out the root of a state')
    .description(
      'Works out the state root of a ledger file from all its cells, and on demand the root that others would give to a part of them.',
    )
    .argument('<ledger>', 'a ledger file')
    .addOption(
      new Option('--at <position>', 'after this block: main~3, 12, a hash (default: where the ledger stands)'),
    );
  for (const { foreignRoot } of installed.runtimes)
    if (foreignRoot !== undefined)
      command.addOption(new Option(`--${foreignRoot.name}`, `also the ${foreignRoot.title}`));
  command
    .addOption(jsonFlag())
    .addHelpText('after', EXAMPLES)
    .action(async (ledger: string, flags: RootFlags) => {
      const { rootAnswer } = await import('../proofs/root.ts');
      answer(await rootAnswer(ledger, flags, host));
    });
}
