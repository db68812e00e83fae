import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ROOT, runCommand } from './run-command.ts';
import { NOTHING, skipped, type Tally } from './tally.ts';

/** The share of GeneralStateTests that every change runs, and how many cases that is at least; `npm run soak` runs them all. */
export const SHARE = { shard: '1/4', cases: 1_366 };
export const ALL = { shard: '1/1', cases: 4_938 };

/** Runs Cancun cases of Ethereum's GeneralStateTests in INTERLEAVE_FIXTURES through the command line. */
export async function conformance({
  shard,
  cases,
}: {
  readonly shard: string;
  readonly cases: number;
}): Promise<Tally> {
  const folder = process.env['INTERLEAVE_FIXTURES'];
  if (!folder) return skipped('conformance: INTERLEAVE_FIXTURES does not say where general-state-tests.tar.xz is');
  const fixtures = join(resolve(ROOT, folder), 'general-state-tests.tar.xz');
  if (!existsSync(fixtures)) return skipped(`conformance: there is no ${fixtures}`);
  const args = ['conformance', 'evm', '--fixtures', fixtures, '--fork', 'Cancun', '--shard', shard, '--json'];
  const { stdout, stderr, code, seconds } = await runCommand('node', ['runtimes/cli/main.ts', ...args]);
  const report = parse(stdout);
  if (!report) {
    console.log(`conformance gave no report (exit ${code})\n${stdout}${stderr}`);
    return { ...NOTHING, failed: 1 };
  }
  console.log(`conformance ${shard}: ${report.passed} of ${report.cases} cases passed in ${seconds.toFixed(1)} s`);
  for (const failure of report.failures) console.log(`  ${JSON.stringify(failure)}`);
  const missing = report.passed + report.failed < cases;
  if (missing) console.log(`conformance ${shard}: fewer cases ran than the ${cases} expected`);
  return { ...NOTHING, passed: report.passed, failed: report.failed + (missing ? 1 : 0) };
}

interface Report {
  readonly cases: number;
  readonly passed: number;
  readonly failed: number;
  readonly failures: readonly unknown[];
}

function parse(text: string): Report | undefined {
  try {
    const value = JSON.parse(text) as Partial<Report>;
    const counts = [value.cases, value.passed, value.failed].every(Number.isInteger);
    return counts && Array.isArray(value.failures) ? (value as Report) : undefined;
  } catch {
    return undefined;
  }
}
