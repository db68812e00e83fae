/** `npm test`: everything that a change must pass, and one count at the end. What cannot run here says why. */
import { startVitest } from 'vitest/node';
import { conformance, SHARE } from './conformance.ts';
import { journeys } from './journeys.ts';
import { ROOT, runCommand } from './run-command.ts';
import { NOTHING, sum, verdict, type Tally } from './tally.ts';

async function check(script: string): Promise<Tally> {
  const { code, stdout, stderr, seconds } = await runCommand('npm', ['run', '--silent', script]);
  console.log(`${script}: ${code === 0 ? 'ok' : 'failed'} (${seconds.toFixed(1)} s)`);
  if (code === 0) return { ...NOTHING, passed: 1 };
  console.log(stdout + stderr);
  return { ...NOTHING, failed: 1 };
}

/** A test that spins cannot be timed out from inside: after this long its name is the most useful thing left to say. */
const LONGEST_MINUTES = 30;

async function unitTests(): Promise<Tally> {
  const watchdog = setTimeout(() => {
    console.log(
      `unit tests: still running after ${LONGEST_MINUTES} minutes, given up; see above which files have not ended`,
    );
    process.exit(1);
  }, LONGEST_MINUTES * 60_000);
  const vitest = await startVitest('test', [], { root: ROOT, watch: false });
  clearTimeout(watchdog);
  const modules = vitest.state.getTestModules();
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const inState = (state: string): typeof tests => tests.filter((test) => test.result().state === state);
  // A file that cannot be loaded has no tests that could fail.
  const broken =
    modules.filter((module) => module.errors().length > 0).length + vitest.state.getUnhandledErrors().length;
  const why = (test: (typeof tests)[number]): string => {
    const result = test.result();
    const note = result.state === 'skipped' ? result.note : undefined;
    return `${test.module.relativeModuleId}: ${test.fullName}${note ? ` (${note})` : ''}`;
  };
  await vitest.close();
  return {
    passed: inState('passed').length,
    failed: inState('failed').length + broken,
    skipped: inState('skipped').map(why),
  };
}

const checks = await Promise.all(['format:check', 'lint', 'typecheck'].map(check));
const tally = sum([...checks, await unitTests(), await journeys(), await conformance(SHARE)]);
const { lines, ok } = verdict(tally, process.env['INTERLEAVE_REQUIRE_ALL'] === '1');
console.log(`\n${lines.join('\n')}`);
process.exit(ok ? 0 : 1);
