/** Starts executors as child processes of Node, with frames over stdin and stdout. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { frame, FrameDecoder } from './framing.ts';
import { StderrTail } from './stderr-tail.ts';
import type { Launch } from './transport.ts';

export interface NodeChildOptions {
  /** Beside those of this process, and in their place. */
  readonly env?: Readonly<Record<string, string>>;
  /** Options of Node and V8, before the entry. */
  readonly execArgv?: readonly string[];
}

/** Launches with surroundings of one's own choice. */
export const nodeChildLauncher =
  ({ env = {}, execArgv = [] }: NodeChildOptions): Launch =>
  ({ entry, args }, events) => {
    const path = entry.startsWith('file:') ? fileURLToPath(entry) : entry;
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...execArgv, path, ...args], {
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const decoder = new FrameDecoder();
    const said = new StderrTail();
    let over = false;
    const exit = (reason: string, signalled = false): void => {
      if (over) return;
      over = true;
      events.exit(said.after(reason), signalled);
    };
    child.stdout.on('data', (chunk: Buffer) => {
      try {
        for (const message of decoder.push(chunk)) events.message(message);
      } catch (error) {
        said.add(`\n${error instanceof Error ? error.message : String(error)}`);
        child.kill('SIGKILL');
      }
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => said.add(text));
    // A write to a process that just died: its exit says so.
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => exit(`could not start: ${error.message}`));
    child.on('close', (code, signal) =>
      exit(signal === null ? `exit code ${code}` : `killed by ${signal}`, signal !== null),
    );
    return {
      pid: child.pid,
      send: (message) => {
        if (!over) child.stdin.write(frame(message));
      },
      kill: () => {
        child.kill('SIGKILL');
      },
    };
  };

export const launchNodeChild: Launch = nodeChildLauncher({});
