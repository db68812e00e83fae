/** Builds where the build is older than its sources, or not there: what `npm start` does first. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runCommand } from './run-command.ts';

const RENDERER = ['renderer', 'runtimes/core', 'runtimes/service/contract', 'runtimes/service/client'];
const SHARED = ['vite.config.ts', 'package-lock.json'];

function newest(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = readdirSync(path).filter((name) => name !== 'dist');
  return Math.max(0, ...inside.map((name) => newest(join(path, name))));
}

function isFresh(built: string, sources: readonly string[]): boolean {
  const file = join(ROOT, built);
  return existsSync(file) && Math.max(...sources.map((path) => newest(join(ROOT, path)))) <= statSync(file).mtimeMs;
}

/** What went wrong, if anything. */
async function build(script: string, what: string): Promise<string | undefined> {
  console.error(`building ${what}, once`);
  const { code, stdout, stderr } = await runCommand('npm', ['run', '--silent', script, '--', '--logLevel', 'warn']);
  return code === 0 ? undefined : `${what} was not built:\n${stdout}${stderr}`;
}

/** For browsers. */
export const buildRenderer = async (): Promise<string | undefined> =>
  isFresh('renderer/dist/index.html', [...RENDERER, ...SHARED]) ? undefined : build('build', 'the workbench');

/** Main, preload and renderer. */
export const buildDesktop = async (): Promise<string | undefined> =>
  isFresh('renderer/dist/index.html', [...RENDERER, ...SHARED]) &&
  isFresh('electron/dist/main/main.js', [
    'electron',
    'renderer/client',
    'runtimes/service',
    'runtimes/compiling',
    'runtimes/process',
    ...SHARED,
  ])
    ? undefined
    : build('build:desktop', 'the desktop program');
