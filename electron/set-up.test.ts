/** How main sets Electron up: what comes before what, and what no page may do. */
import { join } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testWorkspaces } from '../runtimes/compiling/workspace.testkit.ts';
import type { PageMenus } from '../runtimes/service/contract/page-menus.ts';
import { createProgramHost } from '../runtimes/service/host/program-host.ts';
import { FakeElectron, type FakeWindow } from './fake-electron.testkit.ts';
import { menuTemplate } from './menu.ts';
import { startDesktop } from './start-desktop.ts';
import { placeWindow } from './window-state.ts';

const workspaces = testWorkspaces();
const until = async (done: () => boolean): Promise<void> => {
  while (!done()) await new Promise(setImmediate);
};
let press = 0;
let [root, state] = ['', ''];
let fake: FakeElectron;
let window: FakeWindow;

beforeAll(async () => {
  root = await workspaces.create({
    'dist/index.html': '<p>page</p>',
    'dist/assets/a-1.js': 'export {}',
    'secret.js': 's',
  });
  state = await workspaces.create({});
  fake = new FakeElectron({ userData: state, press: () => press });
  await startDesktop(fake.api, {
    env: { INTERLEAVE_STATE: state },
    args: [],
    platform: 'linux',
    page: join(root, 'dist'),
    preload: '/built/preload.cjs',
    loadHost: () => Promise.resolve(createProgramHost),
    onOpen: () => fake.order.push('open'),
  });
  window = fake.windows[0] as FakeWindow;
});
afterAll(() => workspaces.removeAll());

it('comes in its order: the lock, the scheme, the sandbox and the guards before Electron is ready; the page before the window', () => {
  const steps = [
    `setPath userData ${join(state, 'desktop')}`,
    'requestSingleInstanceLock',
    'registerSchemesAsPrivileged',
    'enableSandbox',
    'app.on web-contents-created',
    'whenReady',
    'protocol.handle interleave',
    'setPermissionRequestHandler',
    'app.on second-instance',
    'BrowserWindow',
    'setApplicationMenu',
    'open',
  ];
  expect(fake.order.filter((step) => steps.includes(step))).toEqual(steps);
});

it('a window has a sandbox, a world of its own for the preload, and no Node', () => {
  expect(window.options.webPreferences).toEqual({
    preload: '/built/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  });
  expect(window.options.show).toBe(false);
  expect(window.calls).toEqual(['load interleave://app/']);
  window.emit('ready-to-show');
  expect(window.calls).toEqual(['load interleave://app/', 'show']);
});

describe('the scheme', () => {
  const get = (url: string, method = 'GET'): Promise<Response> =>
    Promise.resolve((fake.page as NonNullable<typeof fake.page>)({ url, method } as Request));

  it('has the privileges of a page, and none that gets around the policy', () => {
    expect(fake.schemes).toEqual([
      {
        scheme: 'interleave',
        privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
      },
    ]);
  });

  it('serves the page under a policy that lets nothing in from elsewhere', async () => {
    const page = await get('interleave://app/');
    expect([page.status, await page.text()]).toEqual([200, '<p>page</p>']);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = page.headers.get('content-security-policy')?.split('; ');
    expect(policy).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "worker-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
      "font-src 'self' data:",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
    const script = await get('interleave://app/assets/a-1.js');
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect(await (await get('interleave://app/', 'HEAD')).text()).toBe('');
  });

  it.each([
    'interleave://app/../secret.js',
    'interleave://app/..%2fsecret.js',
    'interleave://app/%2e%2e/secret.js',
    'interleave://app/assets/..%5c..%5csecret.js',
    'interleave://app//etc/passwd.json',
    'interleave://app/assets',
    'interleave://other/index.html',
  ])('%s is not there', async (url) => expect((await get(url)).status).toBe(404));

  it('only gives', async () => expect((await get('interleave://app/', 'POST')).status).toBe(405));
});

describe('a page', () => {
  const asks = (permission: string, requestingUrl: string): boolean => {
    let answer = true;
    fake.mayAsk?.({} as never, permission as never, (given) => (answer = given), { requestingUrl } as never);
    return answer;
  };

  it('gets no permission but to write to the clipboard, and only ours', () => {
    for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'fileSystem'])
      expect([permission, asks(permission, 'interleave://app/')]).toEqual([permission, false]);
    expect(asks('clipboard-sanitized-write', 'interleave://app/')).toBe(true);
    expect(asks('clipboard-sanitized-write', 'https://app/')).toBe(false);
    expect(fake.mayCheck?.(null, 'media', 'interleave://app/', {} as never)).toBe(false);
  });

  it('goes nowhere, downloads nothing, holds no other page', () => {
    const prevented = (event: string, details: object): boolean => {
      let done = false;
      window.webContents.emit(event, { ...details, preventDefault: () => (done = true) });
      return done;
    };
    const navigation = (url: string, isMainFrame = true): boolean =>
      prevented('will-frame-navigate', { url, isMainFrame });
    expect(navigation('https://evil.example/')).toBe(true);
    expect(navigation('file:///etc/passwd')).toBe(true);
    expect(navigation('interleave://app/assets/a-1.js')).toBe(true);
    expect(navigation('interleave://app/', false)).toBe(true);
    expect(navigation('interleave://app/')).toBe(false);
    expect(prevented('will-redirect', {})).toBe(true);
    expect(prevented('will-attach-webview', {})).toBe(true);
    let download = true;
    fake.session.emit('will-download', { preventDefault: () => (download = false) });
    expect(download).toBe(false);
  });

  it.each([
    ['https://docs.soliditylang.org/', true],
    ['http://docs.soliditylang.org/', false],
    ['https://user:pass@host.example/', false],
    ['file:///etc/passwd', false],
    ['smb://host/share', false],
    ['javascript:alert(1)', false],
    ['interleave://app/', false],
    [`https://host.example/${'a'.repeat(3_000)}`, false],
    ['not an address', false],
  ])('opens %s outside: %s', (url, opens) => {
    fake.opened.length = 0;
    expect(window.webContents.openHandler?.({ url })).toEqual({ action: 'deny' });
    expect(fake.opened).toEqual(opens ? [url] : []);
  });

  it('is listened to only if it is ours, and the window itself', () => {
    expect(fake.connect(window, { url: 'https://evil.example/' })).toBeUndefined();
    expect(fake.connect(window, { url: 'interleave://evil/' })).toBeUndefined();
    expect(fake.connect(window, { url: 'interleave.evil://app/' })).toBeUndefined();
    expect(fake.connect(window, { parent: {} as never })).toBeUndefined();
    expect(fake.connect({ webContents: {} } as FakeWindow)).toBeUndefined();
    const port = fake.connect(window);
    expect(port).toBeDefined();
    port?.close();
    const choose = fake.handlers.get('interleave:choose-folder');
    const dialogs = fake.dialogs.length;
    expect(choose?.({ senderFrame: { url: 'https://evil.example/', parent: null } } as never)).toBeUndefined();
    expect(choose?.({ senderFrame: null } as never)).toBeUndefined();
    expect(fake.dialogs).toHaveLength(dialogs);
  });

  it('is cut off where it sends something else than texts', async () => {
    const port = fake.connect(window);
    const closed = new Promise((resolve) => port?.on('close', () => resolve('closed')));
    port?.postMessage({ kind: 'request' });
    expect(await closed).toBe('closed');
  });
});

describe('the menu', () => {
  const labels = (items: readonly MenuItemConstructorOptions[]): string[] =>
    items.map(({ label, role }) => label ?? role ?? '');
  const actions = {
    command: () => undefined,
    newWindow: () => undefined,
    openFolder: () => undefined,
    openWorkspace: () => undefined,
    showLog: () => undefined,
  };
  const state = { mac: false, developer: false, recent: [], page: [] };
  const submenu = (label: string): readonly MenuItemConstructorOptions[] => {
    const found = fake.menu.find((one) => one.label === label || one.role === label)?.submenu;
    return Array.isArray(found) ? found : [];
  };
  let page: PageMenus;

  beforeAll(async () => {
    // Typed for browsers: it is checked there.
    const { systemMenus } = (await import(
      /* @vite-ignore */ new URL('../renderer/shell/menu-commands.ts', import.meta.url).href
    )) as { systemMenus: (hasWorkspace: boolean, own: object) => PageMenus };
    page = systemMenus(true, {});
  });

  it('has what each system expects, before a page is there', () => {
    const on = (mac: boolean): string[] => labels(menuTemplate({ ...state, mac }, actions));
    expect(on(false)).toEqual(['File', 'Edit', 'View', 'windowMenu', 'help']);
    expect(on(true)[0]).toBe('appMenu');
    const tools = (developer: boolean): boolean =>
      JSON.stringify(menuTemplate({ ...state, developer }, actions)).includes('toggleDevTools');
    expect([tools(false), tools(true)]).toEqual([false, true]);
  });

  it('holds the menus of the page, with their keys, which it leaves to the page', async () => {
    fake.tell(window, 'interleave:menus', page);
    await until(() => labels(fake.menu).includes('Run'));
    expect(labels(fake.menu)).toEqual(['File', 'Edit', 'View', 'Run', 'Debug', 'Ledger', 'windowMenu', 'help']);
    expect(labels(submenu('Run'))).toContain('Compile the file');
    const find = submenu('Edit').find(({ id }) => id === 'goToSymbol');
    expect(find).toMatchObject({ accelerator: 'CmdOrCtrl+Shift+O', registerAccelerator: false });
    // The system's undo works in every field, the page's in its editor alone.
    expect(labels(submenu('Edit')).filter((label) => /undo/i.test(label))).toEqual(['undo']);
    expect(labels(submenu('help')).slice(-2)).toEqual(['Show the Log', 'about']);
  });

  it('takes menus from our page alone, and nothing that is none', () => {
    const before = fake.menu;
    fake.tell(window, 'interleave:menus', [], { url: 'https://evil.example/' });
    fake.tell(window, 'interleave:menus', 'no menus');
    fake.tell(window, 'interleave:menus', [{ title: 'Run', entries: [{ id: 'x', title: 'X', keys: 'Evil+Key' }] }]);
    expect(fake.menu).toBe(before);
  });

  it('sends what is clicked to the window in front', () => {
    fake.click('Show Problems');
    expect(window.webContents.sent).toEqual([['interleave:command', 'show.problems']]);
  });
});

describe('what stops working', () => {
  it('is said, and loaded anew if the user wants', async () => {
    press = 0;
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    await Promise.resolve();
    expect(fake.boxes.at(-1)).toMatchObject({
      message: 'The window stopped working',
      buttons: ['Reload the window', 'Close it'],
    });
    await new Promise(setImmediate);
    expect(window.webContents.reloads).toBe(1);
    press = 1;
    window.emit('unresponsive');
    await new Promise(setImmediate);
    expect(fake.boxes.at(-1)).toMatchObject({ message: 'The window does not answer' });
    expect(window.webContents.reloads).toBe(1);
  });
});

describe('where a window goes', () => {
  const second = { x: 1920, y: 0, width: 1280, height: 1000 };
  it('where it was, as far as there is a screen', () => {
    const kept = { x: 2000, y: 100, width: 1000, height: 800 };
    expect(placeWindow(kept, second)).toEqual(kept);
    // The screen that it was on is gone.
    expect(placeWindow(kept, { x: 0, y: 0, width: 1280, height: 760 })).toEqual({
      x: 280,
      y: 0,
      width: 1000,
      height: 760,
    });
    expect(placeWindow(undefined, { x: 0, y: 0, width: 1280, height: 760 })).toEqual({ width: 1280, height: 760 });
    expect(placeWindow({ x: 0, y: 0, width: 10, height: 10 }, second)).toEqual({
      x: 1920,
      y: 0,
      width: 800,
      height: 560,
    });
  });
});
