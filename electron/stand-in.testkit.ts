/** Main's own wiring without Electron, for a page in a real browser: what the page's preload would say to main is said here, as texts. */
import type { MessagePort } from 'node:worker_threads';
import { createProgramHost } from '../runtimes/service/host/program-host.ts';
import { FakeElectron, type FakeWindow } from './fake-electron.testkit.ts';
import { startDesktop } from './start-desktop.ts';

export interface StandInOptions {
  readonly workspace: string;
  /** Folder where it remembers things. */
  readonly state: string;
  /** Of the built page. */
  readonly page: string;
  /** What the user chooses in the dialog for folders. */
  readonly choose: () => string[];
}

export class StandIn {
  readonly #electron: FakeElectron;
  #port: MessagePort | undefined;

  private constructor(electron: FakeElectron) {
    this.#electron = electron;
  }

  static async start({ workspace, state, page, choose }: StandInOptions): Promise<StandIn> {
    const electron = new FakeElectron({ userData: state, choose });
    await startDesktop(electron.api, {
      env: { ...process.env, INTERLEAVE_STATE: state },
      args: ['--workspace', workspace],
      platform: 'linux',
      page,
      preload: '/preload.cjs',
      loadHost: () => Promise.resolve(createProgramHost),
      onOpen: () => undefined,
    });
    return new StandIn(electron);
  }

  /** What the scheme answers. */
  async file(path: string): Promise<{ status: number; headers: Record<string, string>; body: Buffer }> {
    const answer = await this.#electron.page?.({ url: `interleave://app${path}`, method: 'GET' } as Request);
    if (answer === undefined) throw new Error('main serves no page');
    const headers = Object.fromEntries(answer.headers);
    return { status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) };
  }

  /** The page asks for a port. @returns whether it gets one. */
  connect(hear: (text: string) => void): boolean {
    this.#port?.close();
    this.#port = this.#electron.connect(this.#window);
    this.#port?.on('message', hear);
    return this.#port !== undefined;
  }

  send(text: string): void {
    this.#port?.postMessage(text);
  }

  async invoke(channel: string): Promise<unknown> {
    return this.#electron.handlers.get(channel)?.({ senderFrame: { url: 'interleave://app/', parent: null } } as never);
  }

  /** What the page says without waiting for an answer. */
  tell(channel: string, message: unknown): void {
    this.#electron.tell(this.#window, channel, message);
  }

  /** Clicks on the menu; what main then sends to the page: channel and arguments. */
  click(label: string): readonly unknown[] {
    this.#electron.click(label);
    return this.#window.webContents.sent.at(-1) ?? [];
  }

  /** As when the user closes the window. */
  async stop(): Promise<void> {
    this.#window.close();
    const { quits } = this.#electron;
    this.#electron.app.emit('will-quit', { preventDefault: () => undefined });
    while (this.#electron.quits === quits) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  get #window(): FakeWindow {
    return this.#electron.windows[0] as FakeWindow;
  }
}
