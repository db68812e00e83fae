import path from 'node:path';
import { type Command, Option } from 'commander';
import { hardforks, installed } from '../../registry.ts';
import { formatsOf } from '../../workspace/formats/formats.ts';
import type { Answer } from '../answer.ts';
import { jsonFlag, parseCount, parseInteger } from '../flags.ts';
import type { Host } from '../host.ts';
import { diffAnswer } from '../snapshot/diff.ts';
import { exportAnswer, type ExportFlags } from '../snapshot/export.ts';
import { importAnswer, type ImportFlags } from '../snapshot/import.ts';
import { infoAnswer } from '../snapshot/info.ts';

const FORMATS = formatsOf(installed);
const names = FORMATS.map(({ name }) => name);
const formatFlag = (defaultIs: string): Option =>
  new Option('--format <format>', `${names.join(', ')} (default: ${defaultIs})`).choices(names);

const LEDGER = 'a ledger file; FILE@main~3, FILE@12, FILE@<hash>: as it was after that block';

const EXAMPLES = `
Formats:
${FORMATS.map(({ name, extensions, summary }) => `  ${name.padEnd(10)}${summary} (${extensions.map((end) => `*${end}`).join(', ')})`).join('\n')}
What a format has no place for is said, on stderr too.

Examples:
  npm run -s cli -- snapshot export market.ledger --out market.ilsnap
  npm run -s cli -- snapshot export market.ledger@main~3 --out part.ilsnap --accounts token,0x7070707070707070707070707070707070707070
  npm run -s cli -- snapshot export market.ledger --out market.anvil.json
  npm run -s cli -- snapshot import market.ilsnap --ledger copy.ledger
  npm run -s cli -- snapshot import state.json --ledger node.ledger --hardfork prague
  npm run -s cli -- snapshot diff market.ilsnap copy.ledger@main~1
  npm run -s cli -- snapshot info market.ilsnap`;

const EXIT_CODES = `
Exit codes: 0 done, 1 the disk refused, 2 bad input (a file that is refused: nothing was changed), 130 cancelled.`;

export function addSnapshotCommand(program: Command, host: Host, answer: (answer: Answer) => void): void {
  const snapshot = program
    .command('snapshot')
    .summary('carry states away and bring them back')
    .description('Writes the state of a ledger to a file, makes a ledger of such a file, and compares states.')
    .helpCommand(false)
    .addHelpText('after', `${EXAMPLES}\n${EXIT_CODES}`);

  snapshot
    .command('export')
    .summary('write a state to a file')
    .description('Writes the state of a ledger, of all accounts or of some, with or without its history.')
    .argument('<ledger>', LEDGER)
    .addOption(new Option('--out <file>', 'where to write it').makeOptionMandatory())
    .addOption(new Option('--accounts <list>', 'only these: addresses or names of contracts, with commas'))
    .addOption(new Option('--history', 'also the blocks that led there'))
    .addOption(new Option('--force', 'replace a file that is there'))
    .addOption(formatFlag(`by the file's ending, else ${names[0]}`))
    .addOption(jsonFlag())
    .addHelpText('after', EXIT_CODES)
    .action(async (ledger: string, flags: ExportFlags) => answer(await exportAnswer(ledger, flags, host)));

  snapshot
    .command('import')
    .summary('make a ledger of a file')
    .description('Checks the file and makes a new ledger of it, whole or not at all.')
    .argument('<file>', 'what was exported')
    .addOption(new Option('--ledger <file>', 'the ledger file to make; there must be none yet').makeOptionMandatory())
    .addOption(formatFlag('what the file is'))
    .addOption(
      new Option(
        '--chain-id <n>',
        "of the ledger, where the file does not say (default: the file's, else 31337)",
      ).argParser((text) => BigInt(parseInteger(text, 1, Number.MAX_SAFE_INTEGER))),
    )
    .addOption(new Option('--hardfork <name>', "likewise (default: the file's, else the newest)").choices(hardforks))
    .addOption(new Option('--trust', 'you know where the file comes from: assemblies (.dll) in it may run'))
    .addOption(jsonFlag())
    .addHelpText('after', EXIT_CODES)
    .action(async (file: string, flags: ImportFlags) => answer(await importAnswer(file, flags, host)));

  snapshot
    .command('diff')
    .summary('compare two states')
    .description(
      'Lists the cells in which two states differ. Each is a snapshot, a file of another format or a ledger file.',
    )
    .argument('<first>', `a snapshot, a file of another format, or ${LEDGER}`)
    .argument('<second>', 'likewise')
    .addOption(new Option('--limit <n>', 'cells to list').argParser(parseCount).default(50))
    .addOption(jsonFlag())
    .addHelpText('after', EXIT_CODES)
    .action(async (first: string, second: string, flags: { readonly limit: number }) =>
      answer(await diffAnswer(first, second, flags.limit, host)),
    );

  snapshot
    .command('info')
    .summary('say what a file holds, and check it')
    .description('Reads a snapshot or a file of another format, checks it as an import would, and says what it holds.')
    .argument('<file>', 'what was exported')
    .addOption(jsonFlag())
    .addHelpText('after', EXIT_CODES)
    .action(async (file: string) => answer(await infoAnswer(path.resolve(host.base, file), host)));
}
