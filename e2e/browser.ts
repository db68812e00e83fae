/** Which Chromium the journeys run in: the one named, the system's, or Playwright's own. */
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Path of its program; undefined where there is none. */
export function findChromium(env: Readonly<Record<string, string | undefined>> = process.env): string | undefined {
  const named = env['INTERLEAVE_CHROMIUM'] ?? '';
  return [...(named === '' ? [] : [named]), ...SYSTEM, chromium.executablePath()].find((path) => existsSync(path));
}

export const INSTALL =
  'apt-get install -y chromium, or npx playwright install chromium, or name one in INTERLEAVE_CHROMIUM';
