/** Builds the renderer where it is older than its sources, or not there: what `npm start` does first. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runCommand } from './run-command.ts';

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
  const { code, stdout, stderr } = await runCommand('npm', ['run', '--silent', 'build', '--', '--logLevel', 'warn']);
  process.stderr.write(stdout + stderr);
  process.exitCode = code === 0 ? 0 : 1;
}
