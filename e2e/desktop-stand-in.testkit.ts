/** The desktop window's page in Chromium: its own preload runs before it, with an `ipcRenderer` that leads to main's wiring (electron/). */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

const ROOT = join(import.meta.dirname, '..');
/** Takes the place of `interleave://app`: Chromium lets schemes of one's own be registered from inside alone. */
const ORIGIN = 'https://interleave.test';

/** What electron/stand-in.testkit.ts gives; it is typed for Node alone. */
interface StandIn {
  file(path: string): Promise<{ status: number; headers: Record<string, string>; body: Buffer }>;
  connect(hear: (text: string) => void): boolean;
  send(text: string): void;
  invoke(channel: string): Promise<unknown>;
  tell(channel: string, message: unknown): void;
  click(label: string): readonly unknown[];
  stop(): Promise<void>;
}

/** What stands in for Electron's side of the preload, in the page. */
interface PageSide {
  toMain(channel: string, message: unknown): Promise<boolean>;
  invoke(channel: string): Promise<unknown>;
  say(text: string): Promise<void>;
  hear(text: string): void;
  emit(channel: string, ...args: unknown[]): void;
}
type Desk = typeof globalThis & { desk: PageSide };

const STUB = `
  const listeners = new Map();
  let port;
  globalThis.desk = {
    toMain: globalThis.deskToMain, invoke: globalThis.deskInvoke, say: globalThis.deskSay,
    hear: (text) => port?.postMessage(text),
    emit: (channel, ...args) => { for (const listener of listeners.get(channel) ?? []) listener({}, ...args); },
  };
  const require = () => ({
    contextBridge: { exposeInMainWorld: (name, api) => {
      for (const [key, value] of Object.entries(api)) if (typeof value !== 'function') throw new Error(key + ' does not pass the bridge');
      Object.defineProperty(globalThis, name, { value: Object.freeze(api) });
    } },
    ipcRenderer: {
      on: (channel, listener) => void listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
      removeAllListeners: (channel) => void listeners.delete(channel),
      invoke: (channel) => globalThis.deskInvoke(channel),
      send: async (channel, message) => {
        if (!(await globalThis.deskToMain(channel, message))) return;
        const { port1, port2 } = new MessageChannel();
        port?.close();
        port = port1;
        port1.onmessage = ({ data }) => void globalThis.deskSay(data);
        for (const listener of listeners.get('interleave:port') ?? []) listener({ ports: [port2] });
      },
    },
  });`;

export interface DesktopStandIn {
  /** Clicks on an item of the menu, as main made it. */
  click(label: string): Promise<void>;
  stop(): Promise<void>;
}

export async function openStandIn(
  page: Page,
  options: { readonly workspace: string; readonly state: string; readonly choose?: () => string[] },
): Promise<DesktopStandIn> {
  const kit = new URL('../electron/stand-in.testkit.ts', import.meta.url).href;
  const { StandIn } = (await import(kit)) as {
    StandIn: { start(given: object): Promise<StandIn> };
  };
  const main = await StandIn.start({ choose: () => [], ...options, page: join(ROOT, 'renderer/dist') });
  const tell = (text: string): void =>
    void page.evaluate((said) => (globalThis as Desk).desk.hear(said), text).catch(() => undefined);
  // Early texts wait for the page's end of the port.
  let early: string[] | undefined;
  await page.exposeFunction('deskToMain', (channel: string, message: unknown) => {
    if (channel !== 'interleave:connect') {
      main.tell(channel, message);
      return false;
    }
    early = [];
    return main.connect((text) => (early ? early.push(text) : tell(text)));
  });
  await page.exposeFunction('deskInvoke', (channel: string) => main.invoke(channel));
  await page.exposeFunction('deskSay', (text: string) => {
    for (const one of early ?? []) tell(one);
    early = undefined;
    main.send(text);
  });
  const preload = await readFile(join(ROOT, 'electron/dist/preload/preload.cjs'), 'utf8');
  await page.addInitScript(`{${STUB}\n${preload}\n}`);
  await page.route(`${ORIGIN}/**`, async (route) =>
    route.fulfill(await main.file(new URL(route.request().url()).pathname)),
  );
  await page.goto(`${ORIGIN}/`);
  return {
    click: async (label) => {
      const [channel, ...args] = main.click(label);
      await page.evaluate(([to, given]) => (globalThis as Desk).desk.emit(to, ...given), [
        String(channel),
        args,
      ] as const);
    },
    stop: async () => {
      await main.stop();
      await page.unroute(`${ORIGIN}/**`);
    },
  };
}
