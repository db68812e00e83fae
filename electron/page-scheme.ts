/** `interleave://app/`: the built renderer, and nothing else, under the same policy as in a browser. */
import { answerPage } from '../runtimes/service/host/page-files.ts';
import type { ElectronApi, SentEvent } from './electron-api.ts';

const SCHEME = 'interleave';
const HOST = 'app';
export const PAGE_ADDRESS = `${SCHEME}://${HOST}/`;

/** Before Electron is ready, or not at all. */
export function registerScheme({ protocol }: Pick<ElectronApi, 'protocol'>): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }]);
}

/** @param folder of the built renderer. */
export function servePage({ protocol }: Pick<ElectronApi, 'protocol'>, folder: string): void {
  protocol.handle(SCHEME, async ({ url, method }) => {
    const { host, pathname } = new URL(url);
    const { body, ...init } = await answerPage(folder, { method, address: host === HOST ? pathname : undefined });
    return new Response(body, init);
  });
}

/** Node knows no origin of schemes that are not the web's own: its parts are compared. */
export function isPage(address: string): boolean {
  try {
    const { protocol, host } = new URL(address);
    return protocol === `${SCHEME}:` && host === HOST;
  } catch {
    return false;
  }
}

/** Whether a message comes from our page itself, and not from a frame in it or from what a window has been led to. */
export const isFromPage = ({ senderFrame }: Pick<SentEvent, 'senderFrame'>): boolean =>
  senderFrame !== null && senderFrame.parent === null && isPage(senderFrame.url);
