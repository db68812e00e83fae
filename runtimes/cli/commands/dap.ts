import type { Command } from 'commander';
import type { Answer } from '../answer.ts';
import { EXIT } from '../exit-code.ts';
import type { Host } from '../host.ts';

const EXAMPLES = `
A client sends "launch" with
  scenario   the scenario file or contract, absolute or relative to "cwd" (or to where the adapter was started)
  tx         which transaction of its traffic: a number from 0, or "BLOCK:INDEX" (default 0)
  call       a call after the setup, instead of the traffic, as scenarios write one: { "to": "bank", "call": "move", "args": ["$bob", 5] }
  optimizer  whether Solidity is optimised, whatever foundry.toml says; steps and locals are exact where it is not
  recordSteps  whether steps of code that is not deterministic are recorded as it runs, to be shown
  policy, seed, lanes, stopOnEntry

VS Code can start it through any extension that lets you name a debug adapter's command:
  npm run -s cli -- dap

It steps backwards as well (stepBack, reverseContinue). At the end of the transaction it stops once more ("end"), from where one can go
back; whoever goes on from there ends the session.

Exit codes: 0 the client has left.`;

export function addDapCommand(program: Command, host: Host, answer: (answer: Answer) => void): void {
  program
    .command('dap')
    .summary('serve the debugger to an editor')
    .description('Speaks the Debug Adapter Protocol on stdin and stdout, for VS Code and other clients.')
    .addHelpText('after', EXAMPLES)
    .action(async () => {
      const { serveDap } = await import('../dap/serve-dap.ts');
      await serveDap({ input: process.stdin, write: (bytes) => void process.stdout.write(bytes) }, host.base);
      answer({ kind: 'told', exitCode: EXIT.ok });
    });
}
