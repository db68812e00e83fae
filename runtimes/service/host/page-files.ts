/** The built renderer as a page, however it travels: which addresses name a file of it, and the headers that let it do no more than it must. */
import { extname } from 'node:path';
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

export interface PageFile {
  /** From the folder, with `/`. */
  readonly path: string;
  readonly type: string;
  /** What the build names by its content never changes. */
  readonly cache: string;
}

/** @param address path of the request, as it came. undefined for what names no file in the folder. */
export function pageFile(address: string): PageFile | undefined {
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
export const pageHeaders = (connect: string): Readonly<Record<string, string>> => ({
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
