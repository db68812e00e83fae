import type { PageMenus } from '../../runtimes/service/contract/page-menus.ts';

/** What the desktop window's preload gives to the page, and what passes between them. The page has nothing else of Electron. */
export interface DesktopBridge {
  /** Asks for a port to the service, which then comes as a message to the window: PORT_MESSAGE. */
  connect(): void;
  /** Lets the user choose a folder, and gives its path; undefined: none. */
  chooseFolder(): Promise<string | undefined>;
  /** Runs when a menu asks for a command, with its id. */
  onCommand(listener: (id: string) => void): void;
  /** What the system's menu bar shows of the page. */
  setMenus(menus: PageMenus): void;
}

/** `data` of the message that brings the port. */
export const PORT_MESSAGE = 'interleave:port';

/** The names of what passes between preload and main. */
export const IPC = {
  connect: 'interleave:connect',
  port: PORT_MESSAGE,
  chooseFolder: 'interleave:choose-folder',
  command: 'interleave:command',
  menus: 'interleave:menus',
} as const;
