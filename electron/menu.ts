/** The menu. What the page can do it does there: a menu item names the page's command. */
import type { MenuItemConstructorOptions } from 'electron';
import type { RecentWorkspace } from '../runtimes/service/contract/workspace.ts';

export interface MenuActions {
  readonly command: (id: string) => void;
  readonly newWindow: () => void;
  readonly openFolder: () => void;
  readonly openWorkspace: (path: string) => void;
  readonly showLog: () => void;
}

export interface MenuState {
  readonly mac: boolean;
  /** Not packaged: whoever works on it wants the tools. */
  readonly developer: boolean;
  readonly recent: readonly RecentWorkspace[];
}

type Items = MenuItemConstructorOptions[];

const LINE: MenuItemConstructorOptions = { type: 'separator' };

/** By id of the page's command, which has the key: here it is only shown. */
const COMMANDS = {
  file: [
    ['newFile', 'New File', 'CmdOrCtrl+Alt+N'],
    ['newFolder', 'New Folder', ''],
    ['save', 'Save', 'CmdOrCtrl+S'],
    ['closeEditor', 'Close Tab', 'CmdOrCtrl+Alt+W'],
  ],
  view: [
    ['palette', 'Command Palette…', 'CmdOrCtrl+Shift+P'],
    ['quickOpen', 'Go to File…', 'CmdOrCtrl+P'],
  ],
  panels: [
    ['show.explorer', 'Explorer', 'CmdOrCtrl+Shift+E'],
    ['show.contracts', 'Contracts', 'CmdOrCtrl+Shift+C'],
    ['show.accounts', 'Accounts', ''],
    ['show.transactions', 'Transactions', 'CmdOrCtrl+Shift+T'],
    ['show.problems', 'Problems', 'CmdOrCtrl+Shift+M'],
    ['show.toolchains', 'Toolchains', ''],
    ['resetLayout', 'Reset the Layout', ''],
  ],
  help: [['show.welcome', 'Welcome', '']],
} as const satisfies Readonly<Record<string, readonly (readonly [id: string, label: string, keys: string])[]>>;

export function menuTemplate({ mac, developer, recent }: MenuState, actions: MenuActions): Items {
  const commands = (of: keyof typeof COMMANDS): Items =>
    COMMANDS[of].map(([id, label, accelerator]) => ({
      id,
      label,
      click: () => actions.command(id),
      // The page has the key.
      ...(accelerator !== '' && { accelerator, registerAccelerator: false }),
    }));
  const recents: Items =
    recent.length === 0
      ? [{ label: 'None Yet', enabled: false }]
      : recent.map(({ name, path }) => ({
          label: `${name}  (${path})`,
          click: () => actions.openWorkspace(path),
        }));
  const tools: Items = developer ? [LINE, { role: 'toggleDevTools' }] : [];
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'File',
      submenu: [
        ...commands('file').slice(0, 2),
        { label: 'New Window', accelerator: 'CmdOrCtrl+Shift+N', click: actions.newWindow },
        LINE,
        { label: 'Open Folder…', accelerator: 'CmdOrCtrl+O', click: actions.openFolder },
        { label: 'Open Recent', submenu: recents },
        LINE,
        ...commands('file').slice(2),
        LINE,
        { role: mac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        ...commands('view'),
        LINE,
        ...commands('panels'),
        LINE,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        LINE,
        { role: 'reload', accelerator: '' },
        ...tools,
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        ...commands('help'),
        { label: 'Show the Log', click: actions.showLog },
        ...(mac ? [] : [{ role: 'about' } as const]),
      ],
    },
  ];
}
