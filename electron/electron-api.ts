/** What of Electron is used, and no more: main hands it in, tests hand in a fake of the same type. */
import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Dialog,
  IpcMain,
  IpcMainEvent,
  MenuItemConstructorOptions,
  MessagePortMain,
  Protocol,
  Screen,
  Session,
  Shell,
  UtilityProcess,
  ForkOptions,
  WebContents,
  WebFrameMain,
} from 'electron';

export type DesktopFrame = Pick<WebFrameMain, 'url' | 'parent' | 'postMessage'>;
export type DesktopContents = Pick<WebContents, 'on' | 'send' | 'setWindowOpenHandler' | 'reload'>;
export type DesktopWindow = Pick<
  BrowserWindow,
  | 'on'
  | 'once'
  | 'show'
  | 'focus'
  | 'isMinimized'
  | 'restore'
  | 'loadURL'
  | 'getNormalBounds'
  | 'isMaximized'
  | 'maximize'
  | 'isDestroyed'
  | 'destroy'
> & { readonly webContents: DesktopContents };
export type DesktopPort = Pick<MessagePortMain, 'on' | 'start' | 'postMessage' | 'close'>;
export type DesktopUtility = Pick<UtilityProcess, 'pid' | 'on' | 'once' | 'postMessage' | 'kill' | 'stdout' | 'stderr'>;
export type SentEvent = Pick<IpcMainEvent, 'sender' | 'senderFrame'>;

export interface ElectronApi {
  readonly app: Pick<
    App,
    | 'addRecentDocument'
    | 'enableSandbox'
    | 'exit'
    | 'getPath'
    | 'getVersion'
    | 'isPackaged'
    | 'on'
    | 'quit'
    | 'requestSingleInstanceLock'
    | 'setPath'
    | 'whenReady'
  >;
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => DesktopWindow;
  readonly Menu: {
    setApplicationMenu(menu: never): void;
    buildFromTemplate(template: MenuItemConstructorOptions[]): unknown;
  };
  readonly MessageChannelMain: new () => { readonly port1: DesktopPort; readonly port2: DesktopPort };
  readonly dialog: Pick<Dialog, 'showMessageBox' | 'showOpenDialog' | 'showErrorBox'>;
  readonly ipcMain: Pick<IpcMain, 'on' | 'handle'>;
  readonly protocol: Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>;
  readonly screen: Pick<Screen, 'getAllDisplays'>;
  readonly session: {
    readonly defaultSession: Pick<
      Session,
      | 'setPermissionRequestHandler'
      | 'setPermissionCheckHandler'
      | 'setDevicePermissionHandler'
      | 'on'
      | 'flushStorageData'
    >;
  };
  readonly shell: Pick<Shell, 'openExternal' | 'openPath'>;
  readonly utilityProcess: { fork(entry: string, args?: string[], options?: ForkOptions): DesktopUtility };
}
