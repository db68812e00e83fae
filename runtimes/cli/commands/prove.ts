import { type Command, InvalidArgumentError, Option } from 'commander';
import { refusal, type Answer } from '../answer.ts';
import { EXIT } from '../exit-code.ts';
import { jsonFlag } from '../flags.ts';
import type { Host } from '../host.ts';
import type { ProveFlags } from '../proofs/prove.ts';

const EXAMPLES = `
A cell is meant by its name (token.balances[alice], accounts[3].@balance, 0xa1ce….@nonce, token.[0x<slot in hex>]) or by its key (a1ce…/b). An
account alone stands for its balance, nonce, code, storage epoch and existence.

Examples:
  npm run -s cli -- prove market.ledger 'token.balances[accounts[1]]' --out alice.proof.json
  npm run -s cli -- prove market.ledger token.totalSupply --at main~3 --json
  npm run -s cli -- prove --check alice.proof.json --root 0x5f…

Exit codes: 0 done, or all proofs hold; 1 a proof does not hold, or the disk refused; 2 bad input.`;

export function addProveCommand(program: Command, host: Host, answer: (answer: Answer) => void): void {
  program
    .command('prove')
    .summary('prove what a cell holds, and check such proofs')
    .description(
      'Prints a proof of what a cell of a ledger file holds, or that it holds nothing, under the state root; checks one without the ledger.',
    )
    .argument('[ledger]', 'a ledger file')
    .argument('[cell]', 'a cell or an account')
    .addOption(new Option('--at <position>', 'after this block: main~3, 12, a hash (default: where the ledger stands)'))
    .addOption(new Option('--out <file>', 'write the proof to a file; none that is there is overwritten'))
    .addOption(new Option('--check <file>', 'check the proofs in a file instead'))
    .addOption(
      new Option('--root <root>', 'the state root that you trust (default: the one in the file)').argParser(parseRoot),
    )
    .addOption(jsonFlag())
    .addHelpText('after', EXAMPLES)
    .action(async (ledger: string | undefined, cell: string | undefined, flags: ProveFlags) => {
      const misused = misuse(ledger, cell, flags);
      if (misused !== undefined)
        return answer(refusal(EXIT.input, { message: misused, advice: 'See npm run -s cli -- prove --help.' }));
      const { checkAnswer, proveAnswer } = await import('../proofs/prove.ts');
      answer(
        flags.check === undefined
          ? await proveAnswer(ledger ?? '', cell ?? '', flags, host)
          : checkAnswer(flags.check, flags.root, host),
      );
    });
}

function parseRoot(text: string): string {
  const digits = /^(?:0x)?([0-9a-fA-F]{64})$/.exec(text)?.[1];
  if (digits === undefined) throw new InvalidArgumentError('It must be 64 hex digits, with or without 0x.');
  return digits.toLowerCase();
}

function misuse(ledger: string | undefined, cell: string | undefined, flags: ProveFlags): string | undefined {
  if (flags.check === undefined) {
    if (flags.root !== undefined) return '--root goes with --check';
    return cell === undefined ? 'name a ledger file and a cell, or a file with --check' : undefined;
  }
  if (ledger !== undefined) return `--check needs no ledger, but ${ledger} is given`;
  return flags.at !== undefined || flags.out !== undefined ? '--at and --out do not go with --check' : undefined;
}
