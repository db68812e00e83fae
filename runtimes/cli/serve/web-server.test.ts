import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { testWorkspaces } from '../../compiling/workspace.testkit.ts';
import { startWebServer, type WebServer } from './web-server.ts';

const TOKEN = 'a-token-of-this-start';
const workspaces = testWorkspaces();
let root = '';
let server: WebServer;

beforeAll(async () => {
  root = await workspaces.create({ 'dist/index.html': '<p>page</p>', 'dist/assets/a-1.js': 'export {}', secret: 's' });
  const started = await startWebServer({
    files: join(root, 'dist'),
    port: 0,
    token: TOKEN,
    onWindow: (channel) => channel.onMessage((text) => channel.send(`heard ${text}`)),
  });
  if (!started.ok) throw new Error(started.error);
  server = started.value;
});
afterAll(async () => {
  await server.close();
  await workspaces.removeAll();
});

interface Got {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Paths go out as they stand, which fetch would not let them. */
const get = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Got> =>
  new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: server.port, path, headers, method }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
    sent.on('error', reject).end();
  });

/** What a window hears first, or why it is not let in. */
const say = (
  protocols: string[],
  { origin = `http://127.0.0.1:${server.port}`, host }: { origin?: string; host?: string } = {},
): Promise<string> =>
  new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/`, protocols, {
      ...(origin !== '' && { origin }),
      ...(host !== undefined && { headers: { host } }),
    });
    socket.on('open', () => socket.send('hello'));
    socket.on('message', (data: Buffer) => {
      resolve(data.toString());
      socket.close();
    });
    socket.on('error', (error) => resolve(error.message));
  });

describe('the page', () => {
  it('is served with a policy that lets nothing in from elsewhere', async () => {
    const { status, headers, body } = await get('/');
    expect([status, body]).toEqual([200, '<p>page</p>']);
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
    expect((await get('/assets/a-1.js')).headers['cache-control']).toContain('immutable');
  });

  it.each(['/../secret', '/assets/../../secret', '/%2e%2e/secret', '/assets', '/missing.js', '//secret.html'])(
    '%s is not there',
    async (path) => expect(await get(path)).toMatchObject({ status: 404 }),
  );

  it('is not for pages that reached this port by another name', async () => {
    expect(await get('/', { host: `evil.example:${server.port}` })).toMatchObject({ status: 421 });
    expect(await get('/', {}, 'POST')).toMatchObject({ status: 405 });
  });
});

describe('a window', () => {
  it('gets in with the token of this start, from our own page', async () => {
    expect(await say(['interleave', `token.${TOKEN}`])).toBe('heard hello');
  });

  it('else stays outside', async () => {
    expect(await say(['interleave', 'token.wrong'])).toContain('401');
    expect(await say(['interleave'])).toContain('401');
    expect(await say([`token.${TOKEN}`])).toContain('401');
    expect(await say(['interleave', `token.${TOKEN}`], { origin: 'http://evil.example' })).toContain('403');
    expect(await say(['interleave', `token.${TOKEN}`], { origin: '' })).toContain('403');
    expect(await say(['interleave', `token.${TOKEN}`], { host: 'evil.example' })).toContain('421');
  });
});

it('a port that is taken is said to be', async () => {
  const second = await startWebServer({ files: root, port: server.port, token: TOKEN, onWindow: () => undefined });
  expect(second).toEqual({ ok: false, error: expect.stringContaining(`port ${server.port} is taken`) as string });
});
