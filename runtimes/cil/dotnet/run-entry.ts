/**
 * Runs a module of ours to its end: in a process of Node, or in a thread where there is no Node to start, as in a desktop program, whose own
 * program is none. A thread is ended like a process, but shares its memory with whoever started it.
 */
import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import {
  isMainThread,
  MessageChannel,
  receiveMessageOnPort,
  Worker,
  workerData,
  type MessagePort,
} from 'node:worker_threads';
import { err, ok, type Result } from '../../core/result.ts';

const IN_THREADS = process.versions['electron'] !== undefined;
const MOST_BYTES = 64 << 20;
const SAID = 2_000;

export interface RunOptions {
  readonly deadlineMs: number;
  /** Hears what it writes to standard output. */
  readonly onText?: (text: string) => void;
  readonly inThread?: boolean;
}

/** What it wrote to standard error, where it ended with another code than 0. */
export function runEntry(
  entry: string,
  args: readonly string[],
  { deadlineMs, onText, inThread = IN_THREADS }: RunOptions,
): Promise<Result<void, string>> {
  const problem = (said: string, otherwise: string): Result<void, string> =>
    err(said.trim() === '' ? otherwise : said.trim());
  return new Promise((resolve) => {
    if (!inThread) {
      const limits = { timeout: deadlineMs, killSignal: 'SIGKILL', windowsHide: true } as const;
      const child = execFile(process.execPath, [entry, ...args], limits, (error, _, stderr) =>
        resolve(error ? problem(stderr, error.message) : ok(undefined)),
      );
      child.stdout?.on('data', (text: string) => onText?.(text));
      return;
    }
    const worker = new Worker(entry, { argv: [...args], stdout: true, stderr: true });
    let said = '';
    worker.stdout.setEncoding('utf8').on('data', (text: string) => onText?.(text));
    worker.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-SAID)));
    const timer = setTimeout(() => void worker.terminate(), deadlineMs);
    worker.on('error', (error) => (said += error instanceof Error ? error.message : String(error)));
    worker.on('exit', (code) => {
      clearTimeout(timer);
      resolve(code === 0 ? ok(undefined) : problem(said, `it ended with code ${code}`));
    });
  });
}

interface Once {
  readonly input: string;
  readonly port: MessagePort;
  readonly answered: Int32Array;
}

/** Asks a module that calls `answerOnce`, and waits without coming back to the event loop. */
export function askEntry(
  entry: string,
  input: string,
  deadlineMs: number,
  inThread = IN_THREADS,
): Result<string, string> {
  if (!inThread) {
    const limits = { input, maxBuffer: MOST_BYTES, timeout: deadlineMs, encoding: 'utf8' } as const;
    const { stdout, stderr, status, error } = spawnSync(process.execPath, [entry, '--once'], limits);
    if (error === undefined && status === 0) return ok(stdout);
    return err(error?.message ?? (stderr.trim().slice(-500) || `ended with code ${String(status)}`));
  }
  const { port1, port2 } = new MessageChannel();
  const answered = new Int32Array(new SharedArrayBuffer(4));
  const data: Once = { input, port: port2, answered };
  const worker = new Worker(entry, {
    argv: ['--once'],
    workerData: data,
    transferList: [port2],
    stdout: true,
    stderr: true,
  });
  // Told later, if ever: whoever waits here hears of it by the deadline.
  worker.on('error', () => undefined);
  Atomics.wait(answered, 0, 0, deadlineMs);
  const message = receiveMessageOnPort(port1)?.message as Result<string, string> | undefined;
  port1.close();
  void worker.terminate();
  return message ?? err(`no answer within ${deadlineMs / 1000} s`);
}

/** Whether the module was asked by `askEntry`. */
export const isAsked = (): boolean => process.argv.includes('--once');

/** The other side of `askEntry`; ends the process or the thread. */
export async function answerOnce(answer: (input: string) => Promise<string>): Promise<void> {
  if (isMainThread) {
    // A lane that is ended while it waits takes nobody with it, and whoever answers looks at nothing else until it is done.
    const watch = `const { workerData: parent } = require('node:worker_threads');
      setInterval(() => process.ppid !== parent && process.kill(process.pid, 'SIGKILL'), 1000);`;
    new Worker(watch, { eval: true, workerData: process.ppid }).unref();
    const text = await answer(readFileSync(0, 'utf8'));
    // A pipe may be full, and take the rest later.
    await new Promise((written) => process.stdout.write(text, written));
    process.exit(0);
  }
  const { input, port, answered } = workerData as Once;
  const end = (result: Result<string, string>): void => {
    port.postMessage(result);
    Atomics.store(answered, 0, 1);
    Atomics.notify(answered, 0);
  };
  await answer(input).then(
    (text) => end(ok(text)),
    (error: unknown) => end(err(error instanceof Error ? error.message : String(error))),
  );
  process.exit(0);
}
