/**
 * What the user trusts on this machine: folders, and the code that was taken in while they were trusted, by its hash. It stands among the user's
 * own settings and never in a workspace or a ledger: those come from anybody.
 */
import { existsSync, mkdirSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { err, ok, type Result } from '../core/result.ts';
import { hashOf } from './hash.ts';
import { writeWholeSync } from './write-whole.ts';

/** Names the folder that is trusted, in the record of it. */
const NAME = 'folder';

/** Whether the user trusts the folder or one that it is in. */
export const isTrusted = (folder: string, env: NodeJS.ProcessEnv = process.env): boolean =>
  trustedOne(folder, env) !== undefined;

function trustedOne(folder: string, env: NodeJS.ProcessEnv): string | undefined {
  for (let at = real(folder); ; at = dirname(at)) {
    if (existsSync(join(recordOf(at, env), NAME))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** Remembers it, or forgets the folder and all that was taken in for it. The error says where that failed. */
export function setTrusted(
  folder: string,
  trusted: boolean,
  env: NodeJS.ProcessEnv = process.env,
): Result<void, string> {
  const record = recordOf(real(folder), env);
  try {
    if (!trusted) rmSync(record, { recursive: true, force: true });
    else {
      mkdirSync(record, { recursive: true, mode: 0o700 });
      if (!writeWholeSync(record, NAME, real(folder))) return err(`${record} cannot be written`);
    }
    return ok(undefined);
  } catch (error) {
    return err(`${record} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Notes code that may run from now on, wherever it is met: until the folder is no longer trusted. `hash`: of its bytes. */
export function allowCode(folder: string, hash: string, env: NodeJS.ProcessEnv = process.env): void {
  const record = recordOf(trustedOne(folder, env) ?? real(folder), env);
  writeWholeSync(record, `code-${hash}`, '');
}

export function isCodeAllowed(hash: string, env: NodeJS.ProcessEnv = process.env): boolean {
  const root = rootOf(env);
  try {
    return readdirSync(root).some((record) => existsSync(join(root, record, `code-${hash}`)));
  } catch {
    return false;
  }
}

const recordOf = (folder: string, env: NodeJS.ProcessEnv): string => join(rootOf(env), hashOf(folder).slice(0, 32));

function real(folder: string): string {
  try {
    return realpathSync(resolve(folder));
  } catch {
    return resolve(folder);
  }
}

/** `INTERLEAVE_TRUST`, else the user's folder for settings. */
function rootOf(env: NodeJS.ProcessEnv): string {
  const own = env['INTERLEAVE_TRUST'];
  if (own !== undefined && own !== '') return own;
  return join(userSettings(env), 'interleave', 'trusted');
}

function userSettings(env: NodeJS.ProcessEnv): string {
  const named = env['XDG_CONFIG_HOME'];
  if (named !== undefined && named !== '') return named;
  if (process.platform === 'win32') return env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming');
  return join(homedir(), ...(process.platform === 'darwin' ? ['Library', 'Application Support'] : ['.config']));
}
