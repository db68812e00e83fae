/** The windows. */
import { IPC } from '../renderer/client/desktop-bridge.ts';
import { portChannel } from '../renderer/client/port-channel.ts';
import type { ServiceHost } from '../runtimes/service/host/service-host.ts';
import { WindowHosts } from '../runtimes/service/host/window-hosts.ts';
import type { DesktopWindow, ElectronApi } from './electron-api.ts';
import { PAGE_ADDRESS } from './page-scheme.ts';
import { watchWindow } from './crashes.ts';
import { placeWindow, readWindowState, SMALLEST, writeWindowState } from './window-state.ts';

export interface WindowsOptions {
  readonly createHost: () => ServiceHost;
  readonly preload: string;
  readonly stateFile: string;
}

export class Windows {
  readonly #electron: ElectronApi;
  readonly #options: WindowsOptions;
  readonly hosts = new WindowHosts<DesktopWindow>();

  constructor(electron: ElectronApi, options: WindowsOptions) {
    this.#electron = electron;
    this.#options = options;
  }

  /** A new window on what the current one shows; or, where there is none, on no workspace yet. */
  openSame(): DesktopWindow {
    return this.#create(this.hosts.shown ?? this.#options.createHost());
  }

  /** Shows a workspace: in the window that has it open, in the current one while that is empty, else in a new one. */
  async openWorkspace(path: string): Promise<void> {
    const { hosts } = this;
    const there = await hosts.showing(path);
    if (there) return this.show(there);
    const free = hosts.shown?.workspace === undefined ? hosts.current : undefined;
    const opened = await hosts.of(free ?? this.#create(this.#options.createHost()))?.open(path);
    if (opened?.ok === false)
      await this.#electron.dialog.showMessageBox({
        type: 'error',
        message: 'The folder was not opened',
        detail: `${opened.error.message}. Open another folder, or try again.`,
      });
  }

  show(window: DesktopWindow | undefined = this.hosts.current): void {
    if (window === undefined) return void this.openSame();
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  /** A window's page asks for the service: whatever way it had before ends with it. */
  connect(contents: unknown, hand: (port: never) => void): void {
    const host = this.hosts.of(this.hosts.find(({ webContents }) => webContents === contents));
    if (host === undefined) return;
    const { port1, port2 } = new this.#electron.MessageChannelMain();
    host.connect(
      portChannel(port1, {
        message: (hear) => port1.on('message', ({ data }: { data: unknown }) => hear(data)),
        close: (hear) => port1.on('close', hear),
      }),
    );
    hand(port2 as never);
  }

  command(id: string): void {
    this.hosts.current?.webContents.send(IPC.command, id);
  }

  #create(host: ServiceHost): DesktopWindow {
    const { BrowserWindow, screen } = this.#electron;
    const kept = readWindowState(this.#options.stateFile);
    const first = this.hosts.current === undefined;
    const bounds = first ? kept?.bounds : undefined;
    const display = bounds ? screen.getDisplayMatching(bounds) : screen.getPrimaryDisplay();
    const window = new BrowserWindow({
      ...placeWindow(bounds, display.workArea),
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
    if (first && kept?.maximized) window.maximize();
    this.hosts.use(window, host);
    window.on('focus', () => this.hosts.use(window));
    window.once('ready-to-show', () => window.show());
    window.on('close', () => this.#remember(window));
    window.on('closed', () => this.hosts.drop(window));
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
      workspace: this.hosts.of(window)?.workspace?.path ?? null,
    });
  }
}
