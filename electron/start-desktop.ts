/** The desktop program: an ordered list of set-up calls. Everything of Electron is handed in. */
import { join, resolve } from 'node:path';
import { IPC } from '../renderer/client/desktop-bridge.ts';
import type { ProgramOptions } from '../runtimes/service/host/program-host.ts';
import type { ServiceHost } from '../runtimes/service/host/service-host.ts';
import { watchProgram } from './crashes.ts';
import type { ElectronApi } from './electron-api.ts';
import { guardPages, refusePermissions } from './guards.ts';
import { menuTemplate } from './menu.ts';
import { isFromPage, registerScheme, servePage } from './page-scheme.ts';
import { utilityProcesses } from './utility-processes.ts';
import { Windows } from './windows.ts';
import { readWindowState } from './window-state.ts';

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Without Electron's own. */
  readonly args: readonly string[];
  readonly platform: NodeJS.Platform;
  /** Folder of the built renderer, and the built preload. */
  readonly page: string;
  readonly preload: string;
  /** Of the runtimes' side, which is loaded when it is needed. */
  readonly loadHost: () => Promise<(options: ProgramOptions) => ServiceHost>;
  /** Says so to whoever started the program. */
  readonly onOpen: () => void;
}

/** Closing down takes no longer than this (ms): the ledger needs nobody to close it. */
const GRACE = 8_000;

/** Resolves when the first window is open, and at once where another instance has taken over. */
export async function startDesktop(electron: ElectronApi, surroundings: Surroundings): Promise<void> {
  const { app, dialog, ipcMain, Menu, shell } = electron;
  const { env, platform } = surroundings;
  // Programs with memories of their own do not know of each other.
  if (env['INTERLEAVE_STATE']) app.setPath('userData', join(env['INTERLEAVE_STATE'], 'desktop'));
  const asked = workspaceArgument(surroundings);
  if (!app.requestSingleInstanceLock({ workspace: asked ?? null })) return app.quit();
  const userData = app.getPath('userData');
  const logFile = join(userData, 'log.txt');
  const onBug = watchProgram(electron, logFile);
  registerScheme(electron);
  app.enableSandbox();
  guardPages(electron);

  await app.whenReady();
  servePage(electron, surroundings.page);
  refusePermissions(electron);
  const createProgramHost = await surroundings.loadHost();
  const { launch, startJsonChild } = utilityProcesses(electron.utilityProcess, env);
  const stateFile = join(userData, 'window.json');
  const windows = new Windows(electron, {
    preload: surroundings.preload,
    stateFile,
    createHost: (onWorkspace) =>
      createProgramHost({
        version: app.getVersion(),
        env,
        address: () => undefined,
        onBug,
        launch,
        startJsonChild,
        onWorkspace,
      }),
    onWorkspace: ({ path }) => {
      app.addRecentDocument(path);
      void setMenu();
    },
  });
  const open = (path: string): void => void windows.openWorkspace(path).catch(onBug);
  const chooseFolder = async (): Promise<string | undefined> => {
    const { filePaths } = await dialog.showOpenDialog({
      title: 'Open a folder as a workspace',
      buttonLabel: 'Open',
      properties: ['openDirectory', 'createDirectory'],
    });
    return filePaths[0];
  };
  const setMenu = async (): Promise<void> => {
    const recent = (await windows.hostOf()?.recent()) ?? [];
    const template = menuTemplate(
      { mac: platform === 'darwin', developer: !app.isPackaged, recent },
      {
        command: (id) => windows.command(id),
        newWindow: () => void windows.openSame(),
        openFolder: () => void chooseFolder().then((path) => path !== undefined && open(path)),
        openWorkspace: open,
        showLog: () => void shell.openPath(logFile),
      },
    );
    Menu.setApplicationMenu(Menu.buildFromTemplate(template) as never);
  };
  ipcMain.on(IPC.connect, (event) => {
    if (isFromPage(event))
      windows.connect(event.sender, (port) => event.senderFrame?.postMessage(IPC.port, null, [port]));
  });
  ipcMain.handle(IPC.chooseFolder, (event) => (isFromPage(event) ? chooseFolder() : undefined));
  app.on('second-instance', (_event, _args, _folder, data) => {
    const { workspace } = (data ?? {}) as { workspace?: unknown };
    if (typeof workspace === 'string') open(workspace);
    else windows.show();
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    open(path);
  });
  app.on('activate', () => windows.show());
  app.on('window-all-closed', () => {
    // On a Mac programs stay.
    if (platform !== 'darwin') app.quit();
  });
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    closed = true;
    event.preventDefault();
    const late = new Promise<void>((done) => setTimeout(done, GRACE).unref());
    void Promise.race([windows.close(), late]).finally(() => app.quit());
  });

  windows.openSame();
  await setMenu();
  surroundings.onOpen();
  const workspace = asked ?? readWindowState(stateFile)?.workspace ?? undefined;
  if (workspace !== undefined) open(workspace);
}

/** `--workspace DIR`, `--workspace=DIR`; relative to where the user stands. */
function workspaceArgument({ args, env }: Pick<Surroundings, 'args' | 'env'>): string | undefined {
  const at = args.findIndex((arg) => arg === '--workspace' || arg.startsWith('--workspace='));
  const given = args[at]?.includes('=') ? args[at].slice('--workspace='.length) : args[at + 1];
  return at < 0 || !given ? undefined : resolve(env['INIT_CWD'] ?? process.cwd(), given);
}
