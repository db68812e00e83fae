/** The built renderer over HTTP: nothing but the files of one folder. */
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pageFile, pageHeaders } from '../../service/host/page-files.ts';

export function serveFile(folder: string, request: IncomingMessage, response: ServerResponse, host: string): void {
  const answer = (status: number, type: string, body: string | Buffer, cache = 'no-store'): void => {
    response.writeHead(status, { 'content-type': type, 'cache-control': cache, ...pageHeaders(`ws://${host}`) });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, 'text/plain', 'only GET and HEAD');
  const file = pageFile(request.url ?? '/');
  if (file === undefined) return answer(404, 'text/plain', 'there is no such file');
  void readFile(join(folder, ...file.path.split('/'))).then(
    (body) => answer(200, file.type, body, file.cache),
    () => answer(404, 'text/plain', 'there is no such file'),
  );
}
