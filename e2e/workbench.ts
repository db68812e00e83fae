/** The program as a user starts it, and a page on it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base, type Page } from '@playwright/test';
import { Desktop, whyNoElectron } from './electron.ts';

const MAIN = join(import.meta.dirname, '../runtimes/cli/main.ts');

export interface Served {
  readonly address: string;
  readonly port: number;
  /** Its page goes with it. */
  readonly ownWindow: boolean;
  /** Ends it as Ctrl+C would, or as a crash would. @returns its exit code. */
  stop(signal?: 'SIGINT' | 'SIGKILL'): Promise<number | null>;
}

/** Those that a journey that failed has left. */
const running = new Set<ChildProcess>();
/** In the project `electron`: the program that the page belongs to. */
let desktop: Desktop | undefined;

/** What a page still asks for then, it does not get. */
let hasStopped = false;
const ofTheEnd = (text: string): boolean =>
  // A worker that cannot be loaded any more says nothing but that something has happened.
  hasStopped && (text.includes('net::ERR_CONNECTION_REFUSED') || text === 'Event');

/** Starts `cli serve` and waits for its address. */
export async function serve(folder: string, more: readonly string[] = []): Promise<Served> {
  if (desktop !== undefined) {
    const program = desktop;
    await program.open(folder);
    return { address: 'interleave://app/', port: 0, ownWindow: true, stop: () => program.close().then(() => 0) };
  }
  // What journeys open is nobody's recent workspace, and what they trust nobody else does.
  const state = join(folder, '..', 'state');
  const env = { ...process.env, INTERLEAVE_STATE: state, INTERLEAVE_TRUST: join(state, 'trusted') };
  const child = spawn(process.execPath, [MAIN, 'serve', '--workspace', folder, '--json', ...more], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  const ended = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => {
      running.delete(child);
      resolve(code);
    }),
  );
  const { address, port } = await firstObject(child);
  return {
    address,
    port,
    ownWindow: false,
    stop: (signal = 'SIGINT') => {
      hasStopped = true;
      child.kill(signal);
      return ended;
    },
  };
}

function firstObject(child: ChildProcess): Promise<{ address: string; port: number }> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (text.includes('\n')) resolve(JSON.parse(text) as { address: string; port: number });
    });
    child.once('exit', (code) => reject(new Error(`cli serve ended with ${code}: ${text}`)));
  });
}

/** `folder`: a workspace of its own; whatever a page says in its console as an error fails the journey. */
export const test = base.extend<{ folder: string; quiet: undefined }>({
  page: async ({ context, folder }, use, info) => {
    if (info.project.name !== 'electron') return use(await context.newPage());
    const why = whyNoElectron();
    info.skip(why !== undefined, why);
    desktop = await Desktop.start(join(folder, '..', 'state'));
    await use(await desktop.window());
    await desktop.close().catch(() => undefined);
    desktop = undefined;
  },
  folder: async ({}, use) => {
    const parent = await realpath(await mkdtemp(join(tmpdir(), 'interleave-e2e-')));
    await use(join(parent, 'my-contracts'));
    for (const child of running) child.kill('SIGKILL');
    await rm(parent, { recursive: true, force: true });
  },
  quiet: [
    async ({ page }, use) => {
      hasStopped = false;
      const errors: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' && !ofTheEnd(message.text())) errors.push(message.text());
      });
      page.on('pageerror', ({ message }) => {
        if (!ofTheEnd(message)) errors.push(message);
      });
      await use(undefined);
      if (errors.length > 0) throw new Error(`the page reported errors:\n${errors.join('\n')}`);
    },
    { auto: true },
  ],
});

/** A copy of an example (folder of resources/examples), served and shown. */
export async function openExample(page: Page, folder: string, example: string): Promise<Served> {
  await cp(join(import.meta.dirname, '../resources/examples', example), folder, { recursive: true });
  const served = await serve(folder);
  await page.goto(served.address);
  await expect(page.getByRole('treeitem', { name: /scenario\.yaml/ })).toBeVisible();
  return served;
}

/** Types a whole new text into the editor that is shown. */
export async function replaceText(page: Page, path: string, text: string): Promise<void> {
  const editor = page.getByRole('textbox', { name: path });
  await editor.focus();
  await page.keyboard.press('ControlOrMeta+A');
  // Pasted: what is typed, the editor indents by itself.
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
  await page.keyboard.press('ControlOrMeta+V');
}

/** By the palette. */
export async function runCommand(page: Page, command: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+Shift+P');
  await page.getByRole('searchbox').fill(`>${command}`);
  await page.keyboard.press('Enter');
}
