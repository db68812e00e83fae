/** `interleave://app/`: the built renderer, and nothing else, under the same policy as in a browser. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pageFile, pageHeaders } from '../runtimes/service/host/page-files.ts';
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
    const answer = (status: number, type: string, cache: string, body: Uint8Array<ArrayBuffer> | string): Response =>
      new Response(method === 'HEAD' ? null : body, {
        status,
        headers: { 'content-type': type, 'cache-control': cache, ...pageHeaders('') },
      });
    if (method !== 'GET' && method !== 'HEAD') return answer(405, 'text/plain', 'no-store', 'only GET and HEAD');
    const file = host === HOST ? pageFile(pathname) : undefined;
    const body = file && (await readFile(join(folder, ...file.path.split('/'))).catch(() => undefined));
    return file && body
      ? answer(200, file.type, file.cache, new Uint8Array(body))
      : answer(404, 'text/plain', 'no-store', 'there is no such file');
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
