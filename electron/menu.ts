/** The system's menu bar: the page's own menus, and what only the program can do. */
import type { MenuItemConstructorOptions } from 'electron';
import type { PageMenus } from '../runtimes/service/contract/page-menus.ts';
import type { RecentWorkspace } from '../runtimes/service/contract/workspace.ts';

export interface MenuActions {
  /** Runs a command of the page. */
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
  /** Empty until a page is there. */
  readonly page: PageMenus;
}

type Items = MenuItemConstructorOptions[];

const LINE: MenuItemConstructorOptions = { type: 'separator' };
const roles = (...names: NonNullable<MenuItemConstructorOptions['role']>[]): Items => names.map((role) => ({ role }));

export function menuTemplate({ mac, developer, recent, page }: MenuState, actions: MenuActions): Items {
  const of = (title: string): Items =>
    (page.find((menu) => menu.title === title)?.entries ?? []).map((entry) =>
      entry === '-'
        ? LINE
        : {
            id: entry.id,
            label: entry.title,
            click: () => actions.command(entry.id),
            // The page has the key: here it is only shown.
            ...(entry.keys !== '' && {
              accelerator: entry.keys.replace('Ctrl', 'CmdOrCtrl'),
              registerAccelerator: false,
            }),
          },
    );
  const recents: Items = recent.map(({ name, path }) => ({
    label: `${name}  (${path})`,
    click: () => actions.openWorkspace(path),
  }));
  return [
    ...roles(...(mac ? (['appMenu'] as const) : [])),
    {
      label: 'File',
      submenu: [
        { label: 'New Window', accelerator: 'CmdOrCtrl+Shift+N', click: actions.newWindow },
        { label: 'Open Folder…', accelerator: 'CmdOrCtrl+O', click: actions.openFolder },
        { label: 'Open Recent', submenu: recents.length > 0 ? recents : [{ label: 'None Yet', enabled: false }] },
        LINE,
        ...of('File'),
        LINE,
        { role: mac ? 'close' : 'quit' },
      ],
    },
    {
      label: 'Edit',
      submenu: [
        // These work in every field, the page's own in its editor alone.
        ...roles('undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'),
        ...of('Edit').filter(({ id }) => id !== 'undo' && id !== 'redo'),
      ],
    },
    {
      label: 'View',
      submenu: [
        ...of('View'),
        LINE,
        ...roles('resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen'),
        LINE,
        { role: 'reload', accelerator: '' },
        ...roles(...(developer ? (['toggleDevTools'] as const) : [])),
      ],
    },
    ...page
      .filter(({ title }) => !['File', 'Edit', 'View', 'Help'].includes(title))
      .map(({ title }) => ({ label: title, submenu: of(title) })),
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        ...of('Help'),
        { label: 'Show the Log', click: actions.showLog },
        ...roles(...(mac ? [] : (['about'] as const))),
      ],
    },
  ];
}
