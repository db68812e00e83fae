/** Starts executors and compilers as Electron's utility processes, with messages over the port that each has to its parent. */
import { fileURLToPath } from 'node:url';
import type { StartJsonChild } from '../runtimes/process/json-child.ts';
import type { Launch, ProcessSpec } from '../runtimes/process/transport.ts';
import type { DesktopUtility, ElectronApi } from './electron-api.ts';

/** What is kept of a process's stderr, to say why it died. */
const STDERR_TAIL = 2_000;

interface Started {
  readonly child: DesktopUtility;
  end(): void;
}

interface UtilityEvents {
  message(message: unknown): void;
  stderr(text: string): void;
  exit(how: string, signalled: boolean): void;
}

export interface UtilityProcesses {
  readonly launch: Launch;
  readonly startJsonChild: StartJsonChild;
}

export function utilityProcesses(
  utilityProcess: ElectronApi['utilityProcess'],
  env: Readonly<Record<string, string | undefined>>,
): UtilityProcesses {
  const start = ({ entry, args }: ProcessSpec, name: string, events: UtilityEvents): Started => {
    const path = entry.startsWith('file:') ? fileURLToPath(entry) : entry;
    const child = utilityProcess.fork(path, [...args], {
      serviceName: `Interleave ${name}`,
      stdio: 'pipe',
      // What Node warns of is no reason for an end.
      env: { ...env, NODE_NO_WARNINGS: '1' },
    });
    let killed = false;
    const end = (): void => {
      killed = true;
      // Before it has started there is nothing to end yet: see below.
      if (child.pid === undefined) return;
      const { pid } = child;
      child.kill();
      // That asks; this does not.
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It is gone.
      }
    };
    child.stdout?.on('data', () => undefined);
    child.stderr?.on('data', (chunk: Buffer) => events.stderr(chunk.toString('utf8')));
    child.on('spawn', () => killed && end());
    child.on('message', (message: unknown) => events.message(message));
    child.on('error', (type, location) => events.stderr(`\n${type} at ${location}`));
    // 128 and more, or less than 0: a signal has ended it, whose ever it was.
    child.once('exit', (code) =>
      events.exit(killed ? 'killed' : `exit code ${code}`, killed || code < 0 || code > 127),
    );
    return { child, end };
  };

  return {
    launch: (spec, events) => {
      let said = '';
      let over = false;
      const { child, end } = start(spec, `executor: ${spec.args[2] ?? spec.entry}`, {
        message: (message) => {
          if (message instanceof Uint8Array) return events.message(message);
          said += '\nit sent a message that is no bytes';
          end();
        },
        stderr: (text) => {
          said = (said + text).slice(-STDERR_TAIL);
        },
        exit: (how, signalled) => {
          over = true;
          events.exit(said.trim() === '' ? how : `${how}: ${said.trim()}`, signalled);
        },
      });
      return {
        get pid() {
          return child.pid;
        },
        send: (message) => {
          if (!over) child.postMessage(message);
        },
        kill: end,
      };
    },
    startJsonChild: (spec, events) => {
      let over = false;
      const { child, end } = start(spec, `compiler: ${spec.name}`, {
        message: (message) => events.message(message),
        stderr: (text) => events.stderr(text),
        exit: (how) => {
          over = true;
          events.ended(how === 'killed' ? 'was ended' : `ended with ${how.replace('exit ', '')}`);
          events.gone();
        },
      });
      return {
        get pid() {
          return child.pid;
        },
        send: (message) => {
          if (!over) child.postMessage(message);
        },
        kill: end,
        // Windows keep the program running, and nothing else does.
        hold: () => undefined,
      };
    },
  };
}
