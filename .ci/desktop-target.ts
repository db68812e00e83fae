/** Whether the desktop program can be opened on this machine. Never imports `electron`: that would download it at once. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../runtimes/core/result.ts';
import { ROOT, runCommand } from './run-command.ts';

const PACKAGE = join(ROOT, 'node_modules/electron');

export interface Machine {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** undefined where users have no numbers. */
  readonly uid: number | undefined;
}

/** One line, or undefined where nothing stands against it. */
export function whyNoDesktop({ args, env, platform, uid }: Machine): string | undefined {
  const given = (name: string): boolean => (env[name] ?? '') !== '';
  if (args.includes('--browser')) return 'as asked for';
  const flag = args.find((arg) => /^--(port|json)(=|$)/.test(arg));
  if (flag !== undefined) return `${flag} is for browsers`;
  if (platform === 'linux' && !given('DISPLAY') && !given('WAYLAND_DISPLAY')) return 'there is no display';
  if (given('SSH_CONNECTION') && platform !== 'linux') return 'you are here over SSH';
  if (uid === 0 && platform === 'linux') return "Chromium's sandbox does not run as root";
  return undefined;
}

/** Where Electron's program is, if it is there. */
export function electronProgram(env: Machine['env'] = process.env): string | undefined {
  const name =
    process.platform === 'darwin'
      ? 'Electron.app/Contents/MacOS/Electron'
      : process.platform === 'win32'
        ? 'electron.exe'
        : 'electron';
  const own = env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '';
  const program = join(own === '' ? join(PACKAGE, 'dist') : own, name);
  return existsSync(program) ? program : undefined;
}

/** Fetches it where it is not there yet: no part of `npm ci`, which has to work without. */
export async function findElectron(): Promise<Result<string, string>> {
  const there = electronProgram();
  if (there !== undefined) return ok(there);
  if (!existsSync(join(PACKAGE, 'package.json'))) return err('Electron is not installed: npm ci');
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { version: string };
  console.error(`fetching Electron ${version}, once (about 110 MB)`);
  const { code, stderr } = await runCommand('node', [join(PACKAGE, 'install.js')]);
  const program = electronProgram();
  if (code === 0 && program !== undefined) return ok(program);
  const reason = /^.*(?:Error|ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN).*$/m.exec(stderr)?.[0].trim();
  return err(`Electron ${version} could not be fetched${reason === undefined ? '' : ` (${reason.slice(0, 160)})`}`);
}
