/** The process of the command line: streams, signals and the exit code. Everything else is in `commandLine`. */
import { Console } from 'node:console';
import type { Answer } from './answer.ts';
import { commandLine, internalError } from './command-line.ts';
import { EXIT } from './exit-code.ts';
import type { Cancellation, Host, OutputStream } from './host.ts';
import { cancelled } from './run-failure.ts';
import { isJson, write } from './write-answer.ts';

/** How long a cancelled command may take to end its executors (ms). */
const GRACE = 5_000;

const SIGNALS = { SIGINT: EXIT.interrupted, SIGTERM: 128 + 15, SIGHUP: 128 + 1 } as const;

// Whatever a library says must not get between the bytes of a report.
globalThis.console = new Console(process.stderr, process.stderr);

/** Something that was to be written was not. */
let lost = false;
const args = process.argv.slice(2);
const cancel = new AbortController();
const host: Host = {
  out: outputStream(process.stdout),
  err: outputStream(process.stderr),
  env: process.env,
  base: process.env['INIT_CWD'] ?? process.cwd(),
  now: () => performance.now(),
  signal: cancel.signal,
};

for (const [signal, exitCode] of Object.entries(SIGNALS)) {
  process.on(signal, () => {
    // The second time, or when ending them takes too long: executors end by themselves when this process is gone.
    if (cancel.signal.aborted) return finish(cancelled(host));
    host.err.write(`${host.err.isTTY ? '\n' : ''}${signal}: ending the executors\n`);
    cancel.abort({ signal, exitCode } satisfies Cancellation);
    setTimeout(() => finish(cancelled(host)), GRACE).unref();
  });
}
const crash = (error: unknown): void => finish(internalError(error, process.env));
process.on('uncaughtException', crash);
// Nothing left to happen and no answer: a promise that nobody will keep. Silence must not pass for success.
process.on('beforeExit', () => crash(new Error('the command ended without an answer')));

let finished = false;
commandLine(args, host).then(finish, crash);

/** Once only: whatever comes later is no part of the answer. */
function finish(answer: Answer): void {
  if (finished) return;
  finished = true;
  let { exitCode } = answer;
  try {
    write(answer, isJson(args), host);
  } catch (error) {
    ({ exitCode } = internalError(error, process.env));
    write(internalError(error, process.env), isJson(args), host);
  }
  leave(exitCode);
}

/** Ends the process once what was written has left it; a handle that somebody forgot does not keep it. */
function leave(exitCode: number): void {
  let open = 1;
  const close = (): void => {
    // Errors of the streams are told a moment later.
    if (--open === 0) setImmediate(() => process.exit(exitCode === EXIT.ok && lost ? EXIT.failed : exitCode));
  };
  for (const stream of [process.stdout, process.stderr]) {
    if (!stream.writable) continue;
    open++;
    stream.write('', close);
  }
  close();
}

/** A reader that went away (`| head`) is no reason to fail: the exit code still says how it went. A full disk is one. */
function outputStream(stream: NodeJS.WriteStream): OutputStream {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    lost = true;
    if (stream !== process.stderr) host.err.write(`error: the answer could not be written: ${error.message}\n`);
  });
  return {
    write: (text) => void (stream.writable && stream.write(text)),
    isTTY: stream.isTTY === true,
    get columns() {
      return stream.columns as number | undefined;
    },
  };
}
