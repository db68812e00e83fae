/** Executors and compilers as processes that speak by whole messages through a port to their parent, as Electron's utility processes do. */
import { fileURLToPath } from 'node:url';
import { StderrTail } from './stderr-tail.ts';
import type { StartJsonChild } from './json-child.ts';
import type { Launch } from './transport.ts';

/** A process as whoever starts it gives it. */
export interface PortProcess {
  /** undefined: it has not started, or is gone. */
  readonly pid: number | undefined;
  postMessage(message: unknown): void;
  /** Asks it to end. */
  kill(): void;
}

export interface PortProcessEvents {
  started(): void;
  message(message: unknown): void;
  stderr(text: string): void;
  /** Once, and last. */
  exit(code: number): void;
}

/** @param path of the module to run. @param name for people. */
export type StartPortProcess = (
  path: string,
  args: readonly string[],
  name: string,
  events: PortProcessEvents,
) => PortProcess;

interface Started {
  readonly pid: number | undefined;
  send(message: unknown): void;
  kill(): void;
}

interface Events extends Pick<PortProcessEvents, 'message' | 'stderr'> {
  exit(how: string, signalled: boolean): void;
}

/** What the kernel and the compilers start processes by, where all of them are such. */
export function portProcesses(startProcess: StartPortProcess): {
  readonly launch: Launch;
  readonly startJsonChild: StartJsonChild;
} {
  const start = (entry: string, args: readonly string[], name: string, { exit, ...events }: Events): Started => {
    let killed = false;
    let over = false;
    const kill = (): void => {
      killed = true;
      const { pid } = child;
      // Before it has started there is nothing to end yet.
      if (pid === undefined) return;
      child.kill();
      // That asks; this does not.
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It is gone.
      }
    };
    const child = startProcess(entry.startsWith('file:') ? fileURLToPath(entry) : entry, args, name, {
      ...events,
      started: () => killed && kill(),
      // 128 and more, or less than 0: a signal has ended it, whose ever it was.
      exit: (code) => {
        over = true;
        exit(killed ? 'killed' : `exit code ${code}`, killed || code < 0 || code > 127);
      },
    });
    return {
      get pid() {
        return child.pid;
      },
      send: (message) => {
        if (!over) child.postMessage(message);
      },
      kill,
    };
  };

  return {
    launch: ({ entry, args }, events) => {
      const said = new StderrTail();
      const child = start(entry, args, `executor: ${args[2] ?? entry}`, {
        message: (message) => {
          if (message instanceof Uint8Array) return events.message(message);
          said.add('\nit sent a message that is no bytes');
          child.kill();
        },
        stderr: (text) => said.add(text),
        exit: (how, signalled) => events.exit(said.after(how), signalled),
      });
      return child;
    },
    startJsonChild: ({ entry, args, name }, events) => {
      const child = start(entry, args, `compiler: ${name}`, {
        message: (message) => events.message(message),
        stderr: (text) => events.stderr(text),
        exit: (how) => {
          events.ended(how === 'killed' ? 'was ended' : `ended with ${how.replace('exit ', '')}`);
          events.gone();
        },
      });
      // Windows keep such a program running, and nothing else does.
      return Object.assign(child, { hold: () => undefined });
    },
  };
}
