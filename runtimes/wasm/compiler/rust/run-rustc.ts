/** Runs the Rust compiler once: with little environment, a limit on memory, and an end when cancelled. */
import { spawn, type ChildProcess } from 'node:child_process';

export interface RustcRun {
  /** Null: ended by a signal. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** It could not be started, or was ended. */
  readonly problem?: string;
}

/** Contracts take some hundred megabytes; this is for what tries to take everything. Not everywhere can it be set. */
const MEMORY_KIB = 4 * 2 ** 20;
const MAX_OUTPUT = 8 * 2 ** 20;
/** What the compiler and its linker need; nothing else can be read by `env!`. */
const KEPT =
  /^(PATH|HOME|USERPROFILE|RUSTUP_HOME|RUSTUP_TOOLCHAIN|CARGO_HOME|TMPDIR|TEMP|TMP|SYSTEMROOT|PATHEXT|LD_LIBRARY_PATH)$/i;

/** Never rejects. */
export function runRustc(
  rustc: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly signal: AbortSignal; readonly env?: Readonly<Record<string, string>> },
): Promise<RustcRun> {
  return new Promise((resolve) => {
    if (options.signal.aborted) {
      resolve({ code: null, stdout: '', stderr: '', problem: 'was cancelled' });
      return;
    }
    const kept = Object.entries(process.env).filter(([name]) => KEPT.test(name));
    const limited = process.platform === 'linux';
    const child = spawn(
      limited ? '/bin/sh' : rustc,
      limited ? ['-c', `ulimit -v ${String(MEMORY_KIB)} 2>/dev/null; exec "$0" "$@"`, rustc, ...args] : [...args],
      {
        cwd: options.cwd,
        env: { ...Object.fromEntries(kept), ...options.env },
        stdio: ['ignore', 'pipe', 'pipe'],
        windowsHide: true,
        // A process group of its own, so that its linker ends with it.
        detached: process.platform !== 'win32',
      },
    );
    const output = { stdout: '', stderr: '' };
    let problem: string | undefined;
    const end = (why: string): void => {
      problem ??= why;
      kill(child);
    };
    const abort = (): void => {
      end('was cancelled');
    };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (chunk: string) => {
        output[name] += chunk;
        if (output[name].length > MAX_OUTPUT) end('printed too much');
      });
    }
    child.on('error', (error) => {
      problem ??= `could not be started: ${error.message}`;
      options.signal.removeEventListener('abort', abort);
      resolve({ code: null, ...output, problem });
    });
    child.on('close', (code) => {
      options.signal.removeEventListener('abort', abort);
      resolve({ code, ...output, ...(problem === undefined ? {} : { problem }) });
    });
    options.signal.addEventListener('abort', abort, { once: true });
  });
}

function kill(child: ChildProcess): void {
  try {
    if (process.platform === 'win32' || child.pid === undefined) child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
