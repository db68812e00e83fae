import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { commandLine } from './command-line.ts';
import type { Host } from './host.ts';
import { isJson, write } from './write-answer.ts';

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

/** Runs the real command line as the user would, standing in `folder`. `onError` sees stderr as it comes. `cache`: a folder to keep things in. */
export function runCli(
  args: readonly string[],
  folder: string,
  onError: (text: string, interrupt: () => void) => void = () => undefined,
  cache = '',
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    // Without one, what is compiled here is not kept, and nothing kept is taken.
    const env = { ...process.env, INTERLEAVE_CACHE: cache, INIT_CWD: folder };
    const child = spawn(process.execPath, [MAIN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      onError(stderr, () => void child.kill('SIGINT'));
    });
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}

/** In this process, which is enough where no kernel is needed. */
export async function runInProcess(
  args: readonly string[],
  base: string,
  signal = new AbortController().signal,
): Promise<{ exitCode: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({
    write: (text: string) => void (said[name] += text),
    isTTY: false,
    columns: undefined,
  });
  const host: Host = {
    out: stream('out'),
    err: stream('err'),
    env: {},
    base,
    now: () => 0,
    signal,
  };
  const answer = await commandLine(args, host);
  write(answer, isJson(args), host);
  return { exitCode: answer.exitCode, ...said };
}

/** stdout, which must be exactly one JSON object on one line. */
export function oneObject({ stdout }: Ended): Record<string, unknown> {
  if (!/^\{.*\}\n$/.test(stdout))
    throw new Error(`stdout is not one object on one line: ${JSON.stringify(stdout.slice(0, 500))}`);
  return JSON.parse(stdout) as Record<string, unknown>;
}
