/**
 * Electron as far as main uses it, typed by Electron's own declarations. Utility processes are real processes, ports are real ports; windows,
 * dialogs and menus note what was asked of them.
 */
import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type {
  BrowserWindowConstructorOptions,
  CustomScheme,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  OpenDialogOptions,
  Rectangle,
  Session,
  WebFrameMain,
  WindowOpenHandlerResponse,
} from 'electron';
import type { DesktopPort, DesktopUtility, DesktopWindow, ElectronApi } from './electron-api.ts';

const SCREEN = { workArea: { x: 0, y: 0, width: 1920, height: 1040 } };
const SHIM = new URL('./parent-port.testchild.ts', import.meta.url).href;

type Handler<T extends (...args: never[]) => unknown> = Parameters<T>[0];
type DesktopFrame = Pick<WebFrameMain, 'url' | 'parent' | 'postMessage'>;
type PermissionRequest = NonNullable<Handler<Session['setPermissionRequestHandler']>>;
type PermissionCheck = NonNullable<Handler<Session['setPermissionCheckHandler']>>;

export class FakeContents extends EventEmitter {
  readonly sent: unknown[][] = [];
  reloads = 0;
  openHandler: ((details: { url: string }) => WindowOpenHandlerResponse) | undefined;
  send(...args: unknown[]): void {
    this.sent.push(args);
  }
  reload(): void {
    this.reloads++;
  }
  setWindowOpenHandler(handler: (details: never) => WindowOpenHandlerResponse): void {
    this.openHandler = handler as typeof this.openHandler;
  }
}

export class FakeWindow extends EventEmitter implements Omit<DesktopWindow, 'on' | 'once' | 'webContents'> {
  readonly webContents = new FakeContents();
  readonly options: BrowserWindowConstructorOptions;
  readonly calls: string[] = [];
  maximized = false;
  destroyed = false;

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
  }
  show = (): void => void this.calls.push('show');
  focus = (): void => {
    this.calls.push('focus');
    this.emit('focus');
  };
  isMinimized = (): boolean => false;
  restore = (): void => undefined;
  loadURL = (url: string): Promise<void> => {
    this.calls.push(`load ${url}`);
    return Promise.resolve();
  };
  getNormalBounds = (): Rectangle => ({ x: 10, y: 20, width: 1000, height: 700 });
  isMaximized = (): boolean => this.maximized;
  maximize = (): void => void (this.maximized = true);
  isDestroyed = (): boolean => this.destroyed;
  destroy = (): void => {
    this.destroyed = true;
    this.emit('closed');
  };
  /** As when the user closes it. */
  close(): void {
    this.emit('close', { preventDefault: () => undefined });
    this.destroy();
  }
}

class FakePort implements Omit<DesktopPort, 'on'> {
  readonly port: MessagePort;
  readonly on: never;
  constructor(port: MessagePort) {
    this.port = port;
    const events = new EventEmitter();
    port.on('close', () => events.emit('close'));
    this.on = ((event: string, listener: (event: unknown) => void) => {
      events.on(event, listener);
      if (event === 'message') port.on('message', (data: unknown) => events.emit('message', { data }));
    }) as never;
  }
  start = (): void => this.port.start();
  postMessage = (message: unknown): void => this.port.postMessage(message);
  close = (): void => this.port.close();
}

export interface FakeOptions {
  readonly userData: string;
  /** What the user answers: the paths chosen, and the number of the button. */
  readonly choose?: () => string[];
  readonly press?: () => number;
  readonly first?: boolean;
  readonly packaged?: boolean;
}

export class FakeElectron {
  /** What was set up, in its order. */
  readonly order: string[] = [];
  readonly windows: FakeWindow[] = [];
  readonly schemes: CustomScheme[] = [];
  readonly boxes: (MessageBoxOptions | { readonly message: string })[] = [];
  readonly opened: string[] = [];
  readonly dialogs: OpenDialogOptions[] = [];
  readonly processes: { readonly serviceName: string | undefined; readonly child: DesktopUtility }[] = [];
  readonly app = new EventEmitter();
  readonly ipc = new EventEmitter();
  readonly handlers = new Map<string, (event: never, ...args: unknown[]) => unknown>();
  readonly session = new EventEmitter();
  menu: readonly MenuItemConstructorOptions[] = [];
  lockData: unknown;
  quits = 0;
  exitCode: number | undefined;
  page: ((request: Request) => Promise<Response> | Response) | undefined;
  mayAsk: PermissionRequest | undefined;
  mayCheck: PermissionCheck | undefined;
  readonly #options: FakeOptions;

  constructor(options: FakeOptions) {
    this.#options = options;
  }

  get api(): ElectronApi {
    const { order, windows, app, ipc } = this;
    const options = this.#options;
    const note = (what: string): void => void order.push(what);
    // eslint-disable-next-line @typescript-eslint/no-this-alias
    const fake = this;
    app.on('newListener', (event: string) => note(`app.on ${event}`));
    const api: ElectronApi = {
      app: {
        on: listening(app),
        once: listening(app, 'once'),
        addRecentDocument: (path: string) => note(`recent ${path}`),
        enableSandbox: () => note('enableSandbox'),
        exit: (code?: number) => void (fake.exitCode = code ?? 0),
        getPath: () => options.userData,
        getVersion: () => '1.2.3',
        isPackaged: options.packaged ?? false,
        quit: () => void fake.quits++,
        requestSingleInstanceLock: (data?: Record<string, unknown>) => {
          note('requestSingleInstanceLock');
          fake.lockData = data;
          return options.first ?? true;
        },
        setPath: (name: string, path: string) => note(`setPath ${name} ${path}`),
        whenReady: () => {
          note('whenReady');
          return Promise.resolve();
        },
      },
      BrowserWindow: class extends FakeWindow {
        constructor(given: BrowserWindowConstructorOptions) {
          super(given);
          note('BrowserWindow');
          windows.push(this);
          app.emit('web-contents-created', {}, this.webContents);
        }
      } as unknown as new (given: BrowserWindowConstructorOptions) => DesktopWindow,
      Menu: {
        buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
        setApplicationMenu: (menu: never) => {
          note('setApplicationMenu');
          fake.menu = menu;
        },
      },
      MessageChannelMain: class {
        readonly port1: DesktopPort;
        readonly port2: DesktopPort;
        constructor() {
          const { port1, port2 } = new MessageChannel();
          [this.port1, this.port2] = [new FakePort(port1), new FakePort(port2)];
        }
      },
      dialog: {
        showMessageBox: (box: unknown) => {
          fake.boxes.push(box as MessageBoxOptions);
          return Promise.resolve({ response: options.press?.() ?? 0, checkboxChecked: false });
        },
        showErrorBox: (title: string, content: string) => void fake.boxes.push({ message: title, detail: content }),
        showOpenDialog: (box: unknown) => {
          fake.dialogs.push(box as OpenDialogOptions);
          const filePaths = options.choose?.() ?? [];
          return Promise.resolve({ canceled: filePaths.length === 0, filePaths });
        },
      },
      ipcMain: {
        on: listening(ipc),
        handle: (channel: string, handler: (event: never, ...args: unknown[]) => unknown) =>
          void fake.handlers.set(channel, handler),
      },
      protocol: {
        registerSchemesAsPrivileged: (schemes: CustomScheme[]) => {
          note('registerSchemesAsPrivileged');
          fake.schemes.push(...schemes);
        },
        handle: (scheme: string, handler: (request: never) => Promise<Response> | Response) => {
          note(`protocol.handle ${scheme}`);
          fake.page = handler as typeof fake.page;
        },
      },
      screen: { getDisplayMatching: () => SCREEN as never, getPrimaryDisplay: () => SCREEN as never },
      session: {
        defaultSession: {
          on: listening(fake.session),
          setPermissionRequestHandler: (handler: PermissionRequest | null) => {
            note('setPermissionRequestHandler');
            fake.mayAsk = handler ?? undefined;
          },
          setPermissionCheckHandler: (handler: PermissionCheck | null) => void (fake.mayCheck = handler ?? undefined),
          setDevicePermissionHandler: () => undefined,
          flushStorageData: () => note('flushStorageData'),
        },
      },
      shell: {
        openExternal: (url: string) => {
          fake.opened.push(url);
          return Promise.resolve();
        },
        openPath: (path: string) => {
          fake.opened.push(path);
          return Promise.resolve('');
        },
      },
      utilityProcess: {
        fork: (
          entry: string,
          args: string[] = [],
          { env, serviceName }: Parameters<ElectronApi['utilityProcess']['fork']>[2] = {},
        ) => {
          const child = utility(entry, args, env as NodeJS.ProcessEnv);
          fake.processes.push({ serviceName, child });
          return child;
        },
      },
    };
    return api;
  }

  /** The page of a window says something to main. */
  tell(window: FakeWindow, channel: string, message?: unknown, frame: Partial<DesktopFrame> = {}): void {
    const senderFrame = { url: 'interleave://app/', parent: null, ...frame };
    this.ipc.emit(channel, { sender: window.webContents, senderFrame }, message);
  }

  /** The page of a window asks for the service. Gives the port that the page gets; undefined: it gets none. */
  connect(window: FakeWindow, frame: Partial<DesktopFrame> = {}): MessagePort | undefined {
    let given: MessagePort | undefined;
    this.tell(window, 'interleave:connect', undefined, {
      postMessage: (_channel, _message, [port] = []) => void (given = (port as unknown as FakePort | undefined)?.port),
      ...frame,
    });
    return given;
  }

  /** What a click on a menu item does. */
  click(label: string): void {
    const find = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions | undefined => {
      for (const item of items) {
        if (item.label === label) return item;
        const inside = Array.isArray(item.submenu) ? find(item.submenu) : undefined;
        if (inside) return inside;
      }
      return undefined;
    };
    const item = find(this.menu);
    if (item?.click === undefined) throw new Error(`no menu item "${label}"`);
    (item.click as () => void)();
  }
}

/** A utility process by means of Node: it knows its number only once it has started, and speaks through `process.parentPort`. */
function utility(entry: string, args: readonly string[], env: NodeJS.ProcessEnv): DesktopUtility {
  const child = fork(entry, args, {
    env,
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: ['--disable-warning=ExperimentalWarning', '--import', SHIM],
  });
  let pid: number | undefined;
  const events = new EventEmitter();
  child.once('spawn', () => {
    pid = child.pid;
    events.emit('spawn');
  });
  child.on('message', (message) => events.emit('message', message));
  child.once('close', (code, signal) => {
    pid = undefined;
    events.emit('exit', code ?? (signal === 'SIGKILL' ? 137 : 143));
  });
  return {
    get pid() {
      return pid;
    },
    on: listening(events),
    once: listening(events),
    stdout: child.stdout,
    stderr: child.stderr,
    // To a process that has just died nothing is sent, and nobody is told: its exit says so.
    postMessage: (message: unknown) => void (child.connected && child.send(message as never, () => undefined)),
    kill: () => child.kill('SIGTERM'),
  };
}

/** Electron's overloads of `on` and its results are an emitter's, but no compiler sees that. */
const listening = (emitter: EventEmitter, how: 'on' | 'once' = 'on'): never =>
  ((event: string, listener: (...args: unknown[]) => void) => emitter[how](event, listener)) as never;
