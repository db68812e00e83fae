/** The workbench in a real browser and, where there is one, in Electron: builds it, then walks the journeys of e2e/. */
import { findChromium, INSTALL } from '../e2e/browser.ts';
import { whyNoElectron } from '../e2e/electron.ts';
import { runCommand } from './run-command.ts';
import { NOTHING, skipped, type Tally } from './tally.ts';

export async function journeys(): Promise<Tally> {
  if (findChromium() === undefined) return skipped(`journeys: no Chromium was found: ${INSTALL}`);
  const built = await runCommand('npm', ['run', '--silent', 'build:desktop']);
  if (built.code !== 0) {
    console.log(`the workbench was not built\n${built.stdout}${built.stderr}`);
    return { ...NOTHING, failed: 1 };
  }
  const walked = await runCommand('npm', ['run', '--silent', 'e2e']);
  const count = (word: string): number => Number(new RegExp(`^\\s*(\\d+) ${word}`, 'm').exec(walked.stdout)?.[1] ?? 0);
  const passed = count('passed');
  // What did not get as far as a count has failed as well.
  const failed = Math.max(count('failed'), walked.code === 0 && passed > 0 ? 0 : 1);
  // No part of the count: nobody's machine has to have Electron's program.
  const why = whyNoElectron();
  if (why !== undefined) console.log(`journeys in Electron: skipped: ${why}`);
  const flaky = count('flaky');
  console.log(`journeys: ${passed} passed, ${flaky} flaky, ${failed} failed in ${walked.seconds.toFixed(1)} s`);
  if (failed + flaky > 0) console.log(walked.stdout + walked.stderr);
  return { ...NOTHING, passed, failed };
}
