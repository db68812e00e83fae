/** `npm run soak`: what takes too long for every change: many more random blocks and crashes, all conformance cases, every example. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ALL, conformance } from './conformance.ts';
import { ROOT, runCommand } from './run-command.ts';
import { NOTHING, sum, verdict, type Tally } from './tally.ts';

const RUNS = process.env['INTERLEAVE_PROPERTY_RUNS'] ?? '20000';
const CRASHES = process.env['INTERLEAVE_CRASH_RUNS'] ?? '1000';
const DAMAGES = process.env['INTERLEAVE_DAMAGE_RUNS'] ?? '3000';
const SEEDS = ['1', '2', '3'];
const POLICIES = ['optimistic', 'declared', 'first-committer-wins', 'serial'];

async function live(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Tally> {
  console.log(`\n$ ${[command, ...args].join(' ')}`);
  const { code } = await runCommand(command, args, { live: true, env });
  return code === 0 ? { ...NOTHING, passed: 1 } : { ...NOTHING, failed: 1 };
}

const tallies = [
  await live('npx', ['vitest', 'run', 'runtimes/testkit'], { INTERLEAVE_PROPERTY_RUNS: RUNS }),
  await live('npx', ['vitest', 'run', 'runtimes/ledger/store/crash'], { INTERLEAVE_CRASH_RUNS: CRASHES }),
  await live('npx', ['vitest', 'run', 'runtimes/ledger/store/faults/damage.test.ts'], {
    INTERLEAVE_DAMAGE_RUNS: DAMAGES,
  }),
];
for (const example of readdirSync(join(ROOT, 'resources/examples'))) {
  const scenario = `resources/examples/${example}/scenario.yaml`;
  if (!existsSync(join(ROOT, scenario))) continue;
  for (const policy of POLICIES) {
    for (const seed of SEEDS) {
      const args = ['runtimes/cli/main.ts', 'verify', scenario, '--policy', policy, '--seed', seed];
      tallies.push(await live('node', args));
    }
  }
}
tallies.push(await conformance(ALL));
const { lines, ok } = verdict(sum(tallies), false);
console.log(`\n${lines.join('\n')}`);
process.exit(ok ? 0 : 1);
