/** Starts executors as Electron's utility processes, with messages over the port that each has to its parent. */
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Launch } from '../runtimes/process/transport.ts';
import type { ElectronApi } from './electron-api.ts';

/** What is kept of a process's stderr, to say why it died. */
const STDERR_TAIL = 2_000;

export const utilityLauncher =
  (utilityProcess: ElectronApi['utilityProcess'], env: Readonly<Record<string, string | undefined>>): Launch =>
  ({ entry, args }, events) => {
    const path = entry.startsWith('file:') ? fileURLToPath(entry) : entry;
    const child = utilityProcess.fork(path, [...args], {
      serviceName: `Interleave ${args.length > 2 ? `executor: ${args[2]}` : basename(path)}`,
      stdio: 'pipe',
      // What Node warns of is no reason for an end.
      env: { ...env, NODE_NO_WARNINGS: '1' },
    });
    let said = '';
    let killed = false;
    let over = false;
    const end = (): void => {
      killed = true;
      // Before it has started there is nothing to end yet: see below.
      if (child.pid === undefined) return;
      child.kill();
      // That asks; this does not.
      try {
        process.kill(child.pid, 'SIGKILL');
      } catch {
        // It is gone.
      }
    };
    child.stdout?.resume();
    child.stderr?.setEncoding?.('utf8').on('data', (text: string) => {
      said = (said + text).slice(-STDERR_TAIL);
    });
    child.on('spawn', () => killed && end());
    child.on('message', (message: unknown) => {
      if (over) return;
      if (message instanceof Uint8Array) return events.message(message);
      said += '\nit sent a message that is no bytes';
      end();
    });
    child.on('error', (type, location) => {
      said += `\n${type} at ${location}`;
    });
    child.on('exit', (code) => {
      if (over) return;
      over = true;
      // 128 and more: ended by a signal, as shells and waitpid's readers have it.
      const signalled = killed || code < 0 || code > 127;
      const how = killed ? 'killed' : `exit code ${code}`;
      events.exit(said.trim() === '' ? how : `${how}: ${said.trim()}`, signalled);
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
  };
