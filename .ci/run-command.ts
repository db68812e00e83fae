import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** The tree's root: every command runs there. */
export const ROOT = resolve(import.meta.dirname, '..');

export interface CommandResult {
  /** -1: it could not be started, or a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

/** Runs a command to its end. `live` lets it write straight to the terminal, and then nothing is captured. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: { readonly live?: boolean; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<CommandResult> {
  const started = performance.now();
  return new Promise((settle) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      // The command line's own paths are meant from here, whatever folder npm was called in.
      env: { ...process.env, ...options.env, INIT_CWD: ROOT },
      stdio: options.live ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      // npm is a .cmd file on Windows.
      shell: process.platform === 'win32',
    });
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const end = (code: number): void => settle({ code, stdout, stderr, seconds: (performance.now() - started) / 1000 });
    child.on('error', (error) => {
      stderr += error.message;
      end(-1);
    });
    child.on('close', (code) => end(code ?? -1));
  });
}
