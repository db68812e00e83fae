/** The windows, and the service behind each: windows on the same workspace share one, and so the same live state. */
import { realpath } from 'node:fs/promises';
import { IPC } from '../renderer/client/desktop-bridge.ts';
import type { WorkspaceInfo } from '../runtimes/service/contract/workspace.ts';
import type { ServiceHost } from '../runtimes/service/host/service-host.ts';
import type { DesktopContents, DesktopWindow, ElectronApi } from './electron-api.ts';
import { PAGE_ADDRESS } from './page-scheme.ts';
import { portChannel } from './port-channel.ts';
import { watchWindow } from './crashes.ts';
import { placeWindow, readWindowState, SMALLEST, writeWindowState } from './window-state.ts';

export interface WindowsOptions {
  /** A service of its own; what it is given is told which workspace is open. */
  readonly createHost: (onWorkspace: (workspace: WorkspaceInfo) => void) => ServiceHost;
  readonly preload: string;
  readonly stateFile: string;
  /** The menu lists recent workspaces, and so has to be made again. */
  readonly onWorkspace: (workspace: WorkspaceInfo) => void;
}

export class Windows {
  readonly #electron: ElectronApi;
  readonly #options: WindowsOptions;
  readonly #hosts = new Map<DesktopWindow, ServiceHost>();
  /** The one used last is the last. */
  readonly #order: DesktopWindow[] = [];
  readonly #closing = new Set<Promise<void>>();

  constructor(electron: ElectronApi, options: WindowsOptions) {
    this.#electron = electron;
    this.#options = options;
  }

  get current(): DesktopWindow | undefined {
    return this.#order.at(-1);
  }

  /** Of a window, or of the one used last. */
  hostOf(window: DesktopWindow | undefined = this.current): ServiceHost | undefined {
    return window && this.#hosts.get(window);
  }

  /** A new window on what the current one shows; or, where there is none, on no workspace yet. */
  openSame(): DesktopWindow {
    return this.#create(this.hostOf() ?? this.#createHost());
  }

  /** Shows a workspace: in the window that has it open, in the current one while that is empty, else in a new one. */
  async openWorkspace(path: string): Promise<void> {
    const real = await realpath(path).catch(() => path);
    for (const [window, { workspace }] of this.#hosts) if (workspace?.path === real) return this.show(window);
    const free = this.current !== undefined && this.hostOf()?.workspace === undefined ? this.current : undefined;
    const window = free ?? this.#create(this.#createHost());
    const opened = await this.hostOf(window)?.open(path);
    if (opened?.ok === false)
      await this.#electron.dialog.showMessageBox({
        type: 'error',
        message: 'The folder was not opened',
        detail: `${opened.error.message}. Open another folder, or try again.`,
      });
  }

  show(window: DesktopWindow | undefined = this.current): void {
    if (window === undefined) return void this.openSame();
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  /** A window's page asks for the service: whatever way it had before ends with it. */
  connect(contents: unknown, hand: (port: never) => void): void {
    const found = [...this.#hosts].find(([window]) => window.webContents === (contents as DesktopContents));
    if (found === undefined) return;
    const { port1, port2 } = new this.#electron.MessageChannelMain();
    found[1].connect(portChannel(port1));
    hand(port2 as never);
  }

  command(id: string): void {
    this.current?.webContents.send(IPC.command, id);
  }

  /** Ends every service. */
  async close(): Promise<void> {
    for (const host of new Set(this.#hosts.values())) this.#closing.add(host.close());
    await Promise.allSettled(this.#closing);
  }

  #createHost(): ServiceHost {
    return this.#options.createHost((workspace) => this.#options.onWorkspace(workspace));
  }

  #create(host: ServiceHost): DesktopWindow {
    const { BrowserWindow, screen } = this.#electron;
    const kept = readWindowState(this.#options.stateFile);
    const place = placeWindow(this.#order.length === 0 ? kept?.bounds : undefined, screen.getAllDisplays());
    const window = new BrowserWindow({
      ...place,
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      title: 'Interleave',
      show: false,
      backgroundColor: '#101014',
      webPreferences: {
        preload: this.#options.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        webviewTag: false,
        navigateOnDragDrop: false,
        spellcheck: false,
      },
    });
    if (this.#order.length === 0 && kept?.maximized) window.maximize();
    this.#hosts.set(window, host);
    this.#order.push(window);
    window.on('focus', () => {
      this.#order.splice(this.#order.indexOf(window), 1);
      this.#order.push(window);
    });
    window.once('ready-to-show', () => window.show());
    window.on('close', () => this.#remember(window));
    window.on('closed', () => this.#closed(window));
    watchWindow(this.#electron, window);
    // It fails where the page is not built, and its own error page then says so.
    void window.loadURL(PAGE_ADDRESS).catch(() => window.show());
    return window;
  }

  #remember(window: DesktopWindow): void {
    this.#electron.session.defaultSession.flushStorageData();
    writeWindowState(this.#options.stateFile, {
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
      workspace: this.hostOf(window)?.workspace?.path ?? null,
    });
  }

  /** The last window of a service takes it along. */
  #closed(window: DesktopWindow): void {
    const host = this.#hosts.get(window);
    this.#hosts.delete(window);
    this.#order.splice(this.#order.indexOf(window), 1);
    if (host === undefined || [...this.#hosts.values()].includes(host)) return;
    const closing = host.close();
    this.#closing.add(closing);
    void closing.finally(() => this.#closing.delete(closing)).catch(() => undefined);
  }
}
