/** Starts executors and compilers as Electron's utility processes, with messages over the port that each has to its parent. */
import type { StartPortProcess } from '../runtimes/process/port-process.ts';
import type { ElectronApi } from './electron-api.ts';

export const startUtilityProcess =
  (
    utilityProcess: ElectronApi['utilityProcess'],
    env: Readonly<Record<string, string | undefined>>,
  ): StartPortProcess =>
  (path, args, name, events) => {
    const child = utilityProcess.fork(path, [...args], {
      serviceName: `Interleave ${name}`,
      stdio: 'pipe',
      // What Node warns of is no reason for an end.
      env: { ...env, NODE_NO_WARNINGS: '1' },
    });
    child.stdout?.on('data', () => undefined);
    child.stderr?.on('data', (chunk: Buffer) => events.stderr(chunk.toString('utf8')));
    child.on('spawn', () => events.started());
    child.on('message', (message: unknown) => events.message(message));
    child.on('error', (type, location) => events.stderr(`\n${type} at ${location}`));
    child.once('exit', (code) => events.exit(code));
    return child;
  };
