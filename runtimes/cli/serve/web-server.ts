/** The browser target's transport: one port of this machine, for whoever has the token and comes from our own page. */
import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { err, ok, type Result } from '../../core/result.ts';
import { MAX_MESSAGE, type Channel } from '../../service/contract/message.ts';
import { answerPage } from '../../service/host/page-files.ts';

/** Name of the protocol, and what the token is offered behind: a browser can send no header of its own with a WebSocket. */
export const PROTOCOL = 'interleave';
const TOKEN = 'token.';

export interface WebServerOptions {
  /** Of the built renderer. */
  readonly files: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly token: string;
  readonly onWindow: (channel: Channel) => void;
}

export interface WebServer {
  readonly port: number;
  /** With the token, which a browser keeps to itself. */
  readonly address: string;
  close(): Promise<void>;
}

export async function startWebServer(options: WebServerOptions): Promise<Result<WebServer, string>> {
  const { files, token, onWindow } = options;
  const server = createServer((request, response) => {
    const host = ownHost(request, port());
    // Another name that leads here is how a page from elsewhere would get in (DNS rebinding).
    if (host === undefined) return void response.writeHead(421).end();
    void answerPage(files, { method: request.method ?? '', address: request.url ?? '/' }, `ws://${host}`).then(
      ({ status, headers, body }) => response.writeHead(status, headers).end(body ?? undefined),
    );
  });
  const port = (): number => (server.address() as AddressInfo).port;
  const windows = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE, handleProtocols: () => PROTOCOL });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refusal = refuse(request, port(), token);
    if (refusal !== undefined) return void socket.end(`HTTP/1.1 ${refusal}\r\nconnection: close\r\n\r\n`);
    windows.handleUpgrade(request, socket, head, (window) => onWindow(channelOf(window)));
  });
  const failed = await new Promise<Error | undefined>((resolve) => {
    server.once('error', resolve);
    server.listen(options.port, '127.0.0.1', () => resolve(undefined));
  });
  if (failed) return err(listenMessage(failed, options.port));
  return ok({
    port: port(),
    address: `http://127.0.0.1:${port()}/#token=${token}`,
    close: async () => {
      for (const window of windows.clients) window.close(1001, 'the program ends');
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}

/** `127.0.0.1:port`, as the browser was told; undefined where the request names somebody else. */
function ownHost({ headers }: IncomingMessage, port: number): string | undefined {
  const { host } = headers;
  return host === `127.0.0.1:${port}` || host === `localhost:${port}` ? host : undefined;
}

/** The status line for who may not come in. */
function refuse(request: IncomingMessage, port: number, token: string): string | undefined {
  const host = ownHost(request, port);
  if (host === undefined) return '421 Misdirected Request';
  if (request.headers.origin !== `http://${host}`) return '403 Forbidden';
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((one) => one.trim());
  const given = offered.find((one) => one.startsWith(TOKEN))?.slice(TOKEN.length) ?? '';
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  if (!offered.includes(PROTOCOL) || a.length !== b.length || !timingSafeEqual(a, b)) return '401 Unauthorized';
  return undefined;
}

function channelOf(window: WebSocket): Channel {
  // A broken connection also closes.
  window.on('error', () => undefined);
  return {
    send: (text) => {
      if (window.readyState === window.OPEN) window.send(text);
    },
    onMessage: (listener) => void window.on('message', (data: Buffer) => listener(data.toString('utf8'))),
    onClose: (listener) => void window.on('close', listener),
    close: () => window.close(1008),
  };
}

function listenMessage(error: NodeJS.ErrnoException, port: number): string {
  if (error.code === 'EADDRINUSE') return `port ${port} is taken: name another with --port, or leave it out for any`;
  if (error.code === 'EACCES') return `port ${port} may not be used: name one above 1023 with --port`;
  return `port ${port}: ${error.message}`;
}
