/** Builds the renderer where it is older than its sources, or not there: what `npm start` does first. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const BUILT = join(ROOT, 'renderer', 'dist', 'index.html');
/** What goes into the build. */
const SOURCES = [
  'renderer',
  'vite.config.ts',
  'runtimes/core',
  'runtimes/service/contract',
  'runtimes/service/client',
  'package-lock.json',
];

function newest(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = readdirSync(path).filter((name) => name !== 'dist');
  return Math.max(0, ...inside.map((name) => newest(join(path, name))));
}

if (!existsSync(BUILT) || Math.max(...SOURCES.map((path) => newest(join(ROOT, path)))) > statSync(BUILT).mtimeMs) {
  console.error('building the workbench, once');
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--logLevel', 'warn'];
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}
