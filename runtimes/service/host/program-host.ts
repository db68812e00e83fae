/** The service as a program on this machine has it, whichever windows it has: what is installed, its examples, what it remembers, and where. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startJsonChildrenBy, type StartJsonChild } from '../../process/json-child.ts';
import { launchProcessesBy } from '../../process/launch.ts';
import type { Launch } from '../../process/transport.ts';
import { installed } from '../../registry.ts';
import { claimFolder } from '../../workspace/files/claim-folder.ts';
import type { WorkspaceInfo } from '../contract/workspace.ts';
import { ServiceHost } from './service-host.ts';

const TEMPLATES = fileURLToPath(new URL('../../../resources/templates', import.meta.url));
const EXAMPLES = fileURLToPath(new URL('../../../resources/examples', import.meta.url));

type Environment = Readonly<Record<string, string | undefined>>;

export interface ProgramOptions {
  readonly version: string;
  readonly env: Environment;
  /** Where its windows are, for whoever finds a workspace taken; undefined: they are its own. */
  readonly address: () => string | undefined;
  readonly onBug: (error: unknown) => void;
  /** How executors are started, and compilers, if not as children of Node. */
  readonly launch?: Launch;
  readonly startJsonChild?: StartJsonChild;
  readonly onWorkspace?: (workspace: WorkspaceInfo) => void;
}

export function createProgramHost({
  version,
  env,
  address,
  launch,
  startJsonChild,
  ...rest
}: ProgramOptions): ServiceHost {
  if (launch) launchProcessesBy(launch);
  if (startJsonChild) startJsonChildrenBy(startJsonChild);
  return new ServiceHost({
    ...rest,
    version,
    registry: installed,
    examples: EXAMPLES,
    templates: TEMPLATES,
    home: join(homedir(), 'interleave'),
    recent: join(stateFolder(env), 'recent.json'),
    memory: stateFolder(env),
    claim: (folder) => claimFolder(folder, address()),
    now: () => Date.now(),
  });
}

/** Where programs of this user remember things. */
export function stateFolder(env: Environment): string {
  const own = env['INTERLEAVE_STATE'] ?? '';
  if (own !== '') return own;
  const named = env['XDG_STATE_HOME'] ?? '';
  if (named !== '') return join(named, 'interleave');
  if (process.platform === 'win32')
    return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'interleave');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'interleave');
  return join(homedir(), '.local', 'state', 'interleave');
}
