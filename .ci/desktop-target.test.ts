import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { electronProgram, whyNoDesktop, type Machine } from './desktop-target.ts';

const machine = (given: Partial<Machine>): Machine => ({
  args: [],
  env: { DISPLAY: ':0' },
  platform: 'linux',
  uid: 1000,
  ...given,
});

it.each<[string, Partial<Machine>, string | undefined]>([
  ['a desktop', {}, undefined],
  ['Wayland alone', { env: { WAYLAND_DISPLAY: 'wayland-0' } }, undefined],
  ['no display', { env: {} }, 'there is no display'],
  ['an empty display', { env: { DISPLAY: '' } }, 'there is no display'],
  ['a Mac', { platform: 'darwin', env: {} }, undefined],
  ['a Mac from afar', { platform: 'darwin', env: { SSH_CONNECTION: '1' } }, 'you are here over SSH'],
  ['Windows', { platform: 'win32', env: {}, uid: undefined }, undefined],
  ['root', { uid: 0 }, "Chromium's sandbox does not run as root"],
  ['a port', { args: ['--port', '4711'] }, '--port is for browsers'],
  ['--json', { args: ['--workspace', 'x', '--json'] }, '--json is for browsers'],
  ['--browser', { args: ['--browser'] }, 'as asked for'],
])('%s', (_, given, why) => expect(whyNoDesktop(machine(given))).toBe(why));

it('finds the program that is named, and no other', () => {
  const folder = mkdtempSync(join(tmpdir(), 'interleave-electron-'));
  expect(electronProgram({ ELECTRON_OVERRIDE_DIST_PATH: folder })).toBeUndefined();
  if (process.platform === 'linux') {
    writeFileSync(join(folder, 'electron'), '');
    expect(electronProgram({ ELECTRON_OVERRIDE_DIST_PATH: folder })).toBe(join(folder, 'electron'));
  }
  rmSync(folder, { recursive: true });
});
