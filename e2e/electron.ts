/** The desktop program itself, on machines that have Electron: the journeys for browsers walk through it as they are. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { electronProgram, whyNoDesktop } from '../.ci/desktop-target.ts';

const ROOT = join(import.meta.dirname, '..');

/** Why they cannot; undefined: they can. */
export const whyNoElectron = (): string | undefined =>
  electronProgram() === undefined
    ? 'there is no Electron program here (npx install-electron fetches it)'
    : whyNoDesktop({ args: [], env: process.env, platform: process.platform, uid: process.getuid?.() });

export class Desktop {
  readonly #app: ElectronApplication;
  readonly #env: NodeJS.ProcessEnv;

  private constructor(app: ElectronApplication, env: NodeJS.ProcessEnv) {
    this.#app = app;
    this.#env = env;
  }

  /** @param state folder where it remembers things: programs with folders of their own do not know of each other. */
  static async start(state: string): Promise<Desktop> {
    const env = { ...process.env, INTERLEAVE_STATE: state, INTERLEAVE_TRUST: join(state, 'trusted') };
    const executablePath = electronProgram() ?? '';
    return new Desktop(
      await _electron.launch({ executablePath, args: [ROOT], env: env as Record<string, string> }),
      env,
    );
  }

  window(): Promise<Page> {
    return this.#app.firstWindow();
  }

  /** A second start hands its folder over to the first. */
  async open(folder: string): Promise<void> {
    await promisify(execFile)(electronProgram() ?? '', [ROOT, '--workspace', folder], { env: this.#env });
  }

  close(): Promise<void> {
    return this.#app.close();
  }
}
