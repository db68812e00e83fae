/** The built renderer over HTTP: nothing but the files of one folder, with headers that let the page do no more than it must. */
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/**
 * No script but ours, nothing from elsewhere, in nobody's frame. Styles may be inline: the editor writes its theme and its measures
 * into style elements.
 */
const contentPolicy = (host: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    `connect-src 'self' ws://${host}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

export function serveFile(folder: string, request: IncomingMessage, response: ServerResponse, host: string): void {
  const answer = (status: number, type: string, body: string | Buffer, cache = 'no-store'): void => {
    response.writeHead(status, {
      'content-type': type,
      'cache-control': cache,
      'content-security-policy': contentPolicy(host),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, 'text/plain', 'only GET and HEAD');
  const path = pathOf(request.url ?? '/');
  const type = path && TYPES[extname(path)];
  if (path === undefined || type === undefined) return answer(404, 'text/plain', 'there is no such file');
  void readFile(join(folder, ...path.split('/'))).then(
    // What the build names by its content never changes.
    (body) => answer(200, type, body, path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-store'),
    () => answer(404, 'text/plain', 'there is no such file'),
  );
}

/** From the folder, with `/`; undefined for what names no file in there. */
function pathOf(url: string): string | undefined {
  const path = url.split(/[?#]/, 1)[0] ?? '';
  if (path === '/') return 'index.html';
  return /^(?:\/[\w.-]+)+$/.test(path) && !path.split('/').includes('..') ? path.slice(1) : undefined;
}
