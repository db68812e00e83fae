/** What no page may do here, ours included: ask for permissions, go elsewhere, open windows, download. Links of the web open in the browser. */
import { webLink } from '../renderer/client/web-link.ts';
import type { ElectronApi } from './electron-api.ts';
import { isPage, PAGE_ADDRESS } from './page-scheme.ts';

/** The buttons that copy an address or a command need this one. */
const GRANTED = 'clipboard-sanitized-write';

export function refusePermissions({ session }: Pick<ElectronApi, 'session'>): void {
  const { defaultSession } = session;
  const granted = (permission: string, from: string): boolean => permission === GRANTED && isPage(from);
  defaultSession.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(granted(permission, requestingUrl)),
  );
  defaultSession.setPermissionCheckHandler((_contents, permission, origin) => granted(permission, origin));
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.on('will-download', (event) => event.preventDefault());
}

/** Holds for every page of every window, whoever makes it. */
export function guardPages({ app, shell }: Pick<ElectronApi, 'app' | 'shell'>): void {
  app.on('web-contents-created', (_created, contents) => {
    contents.on('will-frame-navigate', (event) => {
      // A reload, and no more.
      if (!event.isMainFrame || event.url !== PAGE_ADDRESS) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      const link = webLink(url);
      if (link !== undefined) void shell.openExternal(link).catch(() => undefined);
      return { action: 'deny' };
    });
  });
}
