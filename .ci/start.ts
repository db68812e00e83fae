/**
 * `npm start`: opens the desktop program, or says in one line why not and serves the workbench to browsers. What follows `npm start --` is
 * for either; `--browser` and `--desktop` choose.
 */
import { spawn } from 'node:child_process';
import { buildDesktop, buildRenderer } from './build.ts';
import { findElectron, whyNoDesktop } from './desktop-target.ts';
import { ROOT } from './run-command.ts';

const asked = process.argv.slice(2);
const args = asked.filter((arg) => arg !== '--browser' && arg !== '--desktop');

/** undefined: it ran, and has ended. */
async function desktop(): Promise<string | undefined> {
  const why = whyNoDesktop({ args: asked, env: process.env, platform: process.platform, uid: process.getuid?.() });
  if (why !== undefined) return why;
  const found = await findElectron();
  if (!found.ok) return found.error;
  const built = await buildDesktop();
  return built ?? run(found.value);
}

/** Whether it opens is known when it says so, or when it ends before. */
function run(electron: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(electron, [ROOT, ...args], { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: false });
    let open = false;
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      open ||= text.includes('the workbench is open');
      process.stdout.write(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2_000);
      if (open) process.stderr.write(text);
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
    const end = (how: string): void => resolve(open ? undefined : `Electron does not start here: ${how}`);
    child.on('error', (error) => end(error.message));
    child.on('close', (code, signal) => {
      const last = said.trim().split('\n').at(-1) ?? '';
      // Another instance has shown its window.
      if (code === 0) open = true;
      end(last === '' ? `it ended with ${signal ?? `code ${code}`}` : last);
    });
  });
}

const why = await desktop();
if (why !== undefined) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(signal);
  if (asked.includes('--desktop')) {
    console.error(`the desktop program cannot be opened: ${why}`);
    process.exitCode = 2;
  } else {
    console.error(`in a browser, not on the desktop: ${why}`);
    const failed = await buildRenderer();
    if (failed !== undefined) {
      console.error(failed);
      process.exit(1);
    }
    process.argv.splice(2, Infinity, 'serve', ...args);
    await import('../runtimes/cli/main.ts');
  }
}
