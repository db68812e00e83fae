/** What of Electron is used, and no more: main hands it in, tests hand in a fake of the same type. */
import type * as Electron from 'electron';

export type DesktopContents = Pick<Electron.WebContents, 'on' | 'send' | 'setWindowOpenHandler' | 'reload'>;
export type DesktopWindow = Pick<
  Electron.BrowserWindow,
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
export type DesktopPort = Pick<Electron.MessagePortMain, 'on' | 'start' | 'postMessage' | 'close'>;
export type DesktopUtility = Pick<
  Electron.UtilityProcess,
  'pid' | 'on' | 'once' | 'postMessage' | 'kill' | 'stdout' | 'stderr'
>;
export type SentEvent = Pick<Electron.IpcMainEvent, 'sender' | 'senderFrame'>;

export interface ElectronApi {
  readonly app: Pick<
    Electron.App,
    | 'addRecentDocument'
    | 'enableSandbox'
    | 'exit'
    | 'getPath'
    | 'getVersion'
    | 'isPackaged'
    | 'on'
    | 'once'
    | 'quit'
    | 'requestSingleInstanceLock'
    | 'setPath'
    | 'whenReady'
  >;
  readonly BrowserWindow: new (options: Electron.BrowserWindowConstructorOptions) => DesktopWindow;
  readonly Menu: {
    setApplicationMenu(menu: never): void;
    buildFromTemplate(template: Electron.MenuItemConstructorOptions[]): unknown;
  };
  readonly MessageChannelMain: new () => { readonly port1: DesktopPort; readonly port2: DesktopPort };
  readonly dialog: Pick<Electron.Dialog, 'showMessageBox' | 'showOpenDialog' | 'showErrorBox'>;
  readonly ipcMain: Pick<Electron.IpcMain, 'on' | 'handle'>;
  readonly protocol: Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>;
  readonly screen: Pick<Electron.Screen, 'getDisplayMatching' | 'getPrimaryDisplay'>;
  readonly session: {
    readonly defaultSession: Pick<
      Electron.Session,
      | 'setPermissionRequestHandler'
      | 'setPermissionCheckHandler'
      | 'setDevicePermissionHandler'
      | 'on'
      | 'flushStorageData'
    >;
  };
  readonly shell: Pick<Electron.Shell, 'openExternal' | 'openPath'>;
  readonly utilityProcess: { fork(entry: string, args?: string[], options?: Electron.ForkOptions): DesktopUtility };
}
