/** The process of the command line: streams, signals and the exit code. Everything else is in `cli`. */
import { Console } from 'node:console';
import { internalError, cli, isJson, write } from './cli.ts';
import { EXIT } from './exit-code.ts';
import type { Cancellation, Host, OutputStream } from './host.ts';

/** How long a cancelled command may take to end its executors (ms). */
const GRACE = 5_000;

const SIGNALS = { SIGINT: EXIT.interrupted, SIGTERM: 128 + 15, SIGHUP: 128 + 1 } as const;

// Whatever a library says must not get between the bytes of a report.
globalThis.console = new Console(process.stderr, process.stderr);

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
    // The second time, or when ending them takes too long: they end by themselves when this process is gone.
    if (cancel.signal.aborted) process.exit(exitCode);
    host.err.write(`${signal}: ending the executors\n`);
    setTimeout(() => process.exit(exitCode), GRACE).unref();
    cancel.abort({ signal, exitCode } satisfies Cancellation);
  });
}
process.on('uncaughtException', fail);

cli(args, host).then(leave, fail);

function fail(error: unknown): void {
  write(internalError(error, process.env), isJson(args), host);
  leave(EXIT.internal);
}

/** Ends the process once what was written has left it; a handle that somebody forgot does not keep it. */
function leave(exitCode: number): void {
  process.exitCode = exitCode;
  const streams = [process.stdout, process.stderr];
  let open = streams.length;
  for (const stream of streams) {
    if (stream.destroyed) open--;
    else stream.write('', () => --open === 0 && process.exit());
  }
  if (open === 0) process.exit();
}

/** A reader that went away (`| head`) is no reason to fail: the exit code still says how it went. */
function outputStream(stream: NodeJS.WriteStream): OutputStream {
  stream.on('error', () => undefined);
  return {
    write: (text) => void (stream.writable && stream.write(text)),
    isTTY: stream.isTTY === true,
    get columns() {
      return stream.columns as number | undefined;
    },
  };
}
