/** The workbench for browsers: the service behind a port of this machine, until somebody ends it. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installed } from '../../registry.ts';
import { ServiceHost } from '../../service/host/service-host.ts';
import { refusal, type Answer } from '../answer.ts';
import { EXIT } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { claimWorkspace, runningAddress } from './claim.ts';
import { startWebServer } from './web-server.ts';

const FILES = fileURLToPath(new URL('../../../renderer/dist', import.meta.url));
const EXAMPLES = fileURLToPath(new URL('../../../resources/examples', import.meta.url));

export interface ServeOptions {
  /** Absolute; undefined: the welcome page asks. */
  readonly workspace: string | undefined;
  readonly port: number;
  readonly version: string;
}

/** What is said when it can be used. */
export interface Serving {
  readonly address: string;
  readonly port: number | null;
  readonly workspace: string | null;
  /** Of the program that serves: not this one, where the workspace was open already. */
  readonly pid: number | null;
  readonly running: boolean;
}

export async function serve(options: ServeOptions, host: Host, tell: (serving: Serving) => void): Promise<Answer> {
  if (!existsSync(join(FILES, 'index.html')))
    return refusal(EXIT.input, { message: 'the workbench is not built yet', advice: 'Build it: npm run build' });
  const state = stateFolder(host.env);
  const service = new ServiceHost({
    version: options.version,
    registry: installed,
    examples: EXAMPLES,
    home: join(homedir(), 'interleave'),
    recent: join(state, 'recent.json'),
    claim: (folder) => claimWorkspace(folder, address),
    now: () => Date.now(),
    onBug: (error) =>
      host.err.write(`internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`),
  });
  const token = randomBytes(24).toString('base64url');
  const started = await startWebServer({
    files: FILES,
    port: options.port,
    token,
    onWindow: (channel) => service.connect(channel),
  });
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
      tell({ address: running, port: null, workspace: options.workspace, pid: null, running: true });
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

/** Where programs of this user remember things. */
function stateFolder(env: Host['env']): string {
  const own = env['INTERLEAVE_STATE'] ?? '';
  if (own !== '') return own;
  const named = env['XDG_STATE_HOME'] ?? '';
  if (named !== '') return join(named, 'interleave');
  if (process.platform === 'win32')
    return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'interleave');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'interleave');
  return join(homedir(), '.local', 'state', 'interleave');
}
