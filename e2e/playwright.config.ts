import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { findChromium, INSTALL } from './browser.ts';

const executablePath = findChromium();
if (executablePath === undefined) throw new Error(`no Chromium was found: ${INSTALL}`);

/** Each starts compilers and executors of its own. */
const MOST_WORKERS = 4;

export default defineConfig({
  testDir: '.',
  testMatch: '*.journey.ts',
  outputDir: join(tmpdir(), 'interleave-e2e'),
  // Each has a program, a workspace and a browser of its own, and waits for them half of the time; compilers share what is already compiled.
  workers: Math.min(MOST_WORKERS, Math.max(2, availableParallelism() - 1)),
  fullyParallel: true,
  forbidOnly: true,
  // Never what makes a journey fail on a slow machine; only a hang gets this far.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  // A real browser and real compilers: what fails once and then passes is reported as flaky, to be looked at.
  retries: 1,
  reporter: [['list']],
  projects: [
    { name: 'browser' },
    // Skipped, with the reason, where there is no Electron; what stands in for it is no part of it.
    { name: 'electron', testIgnore: 'desktop.journey.ts' },
  ],
  use: {
    viewport: { width: 1280, height: 800 },
    launchOptions: { executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] },
    actionTimeout: 30_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
});
