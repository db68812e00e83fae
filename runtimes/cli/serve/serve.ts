/** The workbench for browsers: the service behind a port of this machine, until somebody ends it. */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PAGE } from '../../service/host/page-files.ts';
import { bugText } from '../../service/host/program-log.ts';
import { createProgramHost } from '../../service/host/program-host.ts';
import { runningAddress } from '../../workspace/files/claim-folder.ts';
import { refusal, type Answer } from '../answer.ts';
import { EXIT } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { startWebServer } from './web-server.ts';

export interface ServeOptions {
  /** Absolute; undefined: the welcome page asks. */
  readonly workspace: string | undefined;
  readonly port: number;
  readonly version: string;
}

/**
 * The same for a workspace each time, while it is free: browsers keep what a page remembers by its address, and text that was typed when
 * the program died is there again.
 */
function usualPort(workspace: string): number {
  const [first, count] = [21_000, 20_000];
  return first + (createHash('sha256').update(workspace).digest().readUInt32BE() % count);
}

/** What is said when it can be used. */
export interface Serving {
  readonly address: string;
  readonly port: number;
  readonly workspace: string | null;
  /** Of the program that serves: not this one, where the workspace was open already. */
  readonly pid: number | null;
  readonly running: boolean;
}

export async function serve(options: ServeOptions, host: Host, tell: (serving: Serving) => void): Promise<Answer> {
  if (!existsSync(join(PAGE, 'index.html')))
    return refusal(EXIT.input, { message: 'the workbench is not built yet', advice: 'Build it: npm run build' });
  const service = createProgramHost({
    version: options.version,
    env: host.env,
    address: () => address,
    onBug: (error) => host.err.write(`${bugText(error)}\n`),
  });
  const token = randomBytes(24).toString('base64url');
  const start = (port: number): ReturnType<typeof startWebServer> =>
    startWebServer({ files: PAGE, port, token, onWindow: (channel) => service.connect(channel) });
  const usual = options.port === 0 ? await start(usualPort(options.workspace ?? '')) : undefined;
  const started = usual?.ok ? usual : await start(options.port);
  if (!started.ok) return refusal(EXIT.input, { message: started.error });
  const server = started.value;
  const { address, port } = server;
  const end = async (): Promise<void> => {
    await server.close();
    await service.close();
  };
  if (options.workspace !== undefined) {
    const opened = await service.open(options.workspace);
    if (!opened.ok) {
      await end();
      const running = opened.error.code === 'inUse' ? await runningAddress(options.workspace) : undefined;
      if (running === undefined) return refusal(EXIT.input, { message: opened.error.message });
      const at = Number(new URL(running).port);
      tell({ address: running, port: at, workspace: options.workspace, pid: null, running: true });
      return { kind: 'told', exitCode: EXIT.ok };
    }
  }
  tell({ address, port, workspace: service.workspace?.path ?? null, pid: process.pid, running: false });
  await new Promise<void>((resolve) => {
    if (host.signal.aborted) resolve();
    host.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await end();
  // Being told to stop is how it ends.
  return { kind: 'told', exitCode: EXIT.ok };
}
