/** The desktop program: an ordered list of set-up calls. Everything of Electron is handed in. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { IPC } from '../renderer/client/desktop-bridge.ts';
import { portProcesses } from '../runtimes/process/port-process.ts';
import { pageMenus, type PageMenus } from '../runtimes/service/contract/page-menus.ts';
import type { ProgramOptions } from '../runtimes/service/host/program-host.ts';
import type { ServiceHost } from '../runtimes/service/host/service-host.ts';
import { watchProgram } from './crashes.ts';
import type { ElectronApi } from './electron-api.ts';
import { guardPages, refusePermissions } from './guards.ts';
import { menuTemplate } from './menu.ts';
import { isFromPage, registerScheme, servePage } from './page-scheme.ts';
import { startUtilityProcess } from './utility-processes.ts';
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

/** Closing down takes no longer than this (ms). */
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
  const processes = portProcesses(startUtilityProcess(electron.utilityProcess, env));
  const stateFile = join(userData, 'window.json');
  const windows = new Windows(electron, {
    preload: surroundings.preload,
    stateFile,
    createHost: () =>
      createProgramHost({
        ...processes,
        version: app.getVersion(),
        env,
        address: () => undefined,
        onBug,
        onWorkspace: ({ path }) => {
          app.addRecentDocument(path);
          void setMenu();
        },
      }),
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
  let page: PageMenus = [];
  const setMenu = async (): Promise<void> => {
    const recent = (await windows.hosts.shown?.recent()) ?? [];
    const template = menuTemplate(
      { mac: platform === 'darwin', developer: !app.isPackaged, recent, page },
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
  ipcMain.on(IPC.menus, (event, given: unknown) => {
    const menus = isFromPage(event) ? pageMenus.safeParse(given).data : undefined;
    if (menus === undefined) return;
    page = menus;
    void setMenu();
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
  app.once('will-quit', (event) => {
    event.preventDefault();
    void windows.hosts.close(GRACE).then(() => app.quit());
  });

  windows.openSame();
  await setMenu();
  surroundings.onOpen();
  const workspace = asked ?? readWindowState(stateFile)?.workspace ?? undefined;
  if (workspace !== undefined) open(workspace);
}

/** `--workspace DIR`; relative to where the user stands. */
function workspaceArgument({ args, env }: Pick<Surroundings, 'args' | 'env'>): string | undefined {
  const { workspace } = parseArgs({
    args: [...args],
    options: { workspace: { type: 'string' } },
    strict: false,
  }).values;
  return typeof workspace === 'string' && workspace !== ''
    ? resolve(env['INIT_CWD'] ?? process.cwd(), workspace)
    : undefined;
}
