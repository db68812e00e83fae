/** The built renderer as a page, however it travels: what each address gets, and the headers that let the page do no more than it must. */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the built renderer. */
export const PAGE = fileURLToPath(new URL('../../../renderer/dist', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

interface PageFile {
  /** From the folder, with `/`. */
  readonly path: string;
  readonly type: string;
  /** What the build names by its content never changes. */
  readonly cache: string;
}

/** @param address path of the request, as it came. undefined for what names no file in the folder. */
function pageFile(address: string): PageFile | undefined {
  const given = address.split(/[?#]/, 1)[0] ?? '';
  const path = given === '/' ? '/index.html' : given;
  const type = TYPES[extname(path)];
  if (type === undefined || !/^(?:\/[\w.-]+)+$/.test(path) || path.split('/').includes('..')) return undefined;
  const cache = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store';
  return { path: path.slice(1), type, cache };
}

/**
 * No script but ours, nothing from elsewhere, in nobody's frame. Styles may be inline: the editor writes its theme and its measures
 * into style elements.
 * @param connect whom the page may speak to beside its own address.
 */
const pageHeaders = (connect: string): Readonly<Record<string, string>> => ({
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    `connect-src 'self'${connect === '' ? '' : ` ${connect}`}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
});

export interface PageRequest {
  readonly method: string;
  /** Path of the request, as it came; undefined: it is not for the page. */
  readonly address: string | undefined;
}

export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** null: only the headers were asked for. */
  readonly body: Uint8Array<ArrayBuffer> | string | null;
}

/**
 * Files of one folder, and nothing else.
 * @param folder of the built renderer.
 * @param connect whom the page may speak to beside its own address.
 */
export async function answerPage(folder: string, { method, address }: PageRequest, connect = ''): Promise<PageAnswer> {
  const answer = (status: number, type: string, cache: string, body: PageAnswer['body']): PageAnswer => ({
    status,
    headers: { 'content-type': type, 'cache-control': cache, ...pageHeaders(connect) },
    body: method === 'HEAD' ? null : body,
  });
  if (method !== 'GET' && method !== 'HEAD') return answer(405, 'text/plain', 'no-store', 'only GET and HEAD');
  const file = address === undefined ? undefined : pageFile(address);
  const body = file && (await readFile(join(folder, ...file.path.split('/'))).catch(() => undefined));
  return file && body
    ? answer(200, file.type, file.cache, new Uint8Array(body))
    : answer(404, 'text/plain', 'no-store', 'there is no such file');
}
