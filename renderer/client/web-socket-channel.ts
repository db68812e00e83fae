import type { Channel } from '../../runtimes/service/contract/message.ts';

/** The way to `cli serve`: a WebSocket of the page's own address, which takes the token that stands behind the # of it. */
export function openWebSocket(token: string): Promise<Channel> {
  const url = new URL('/', location.href);
  url.protocol = 'ws:';
  url.hash = '';
  const socket = new WebSocket(url, ['interleave', `token.${token}`]);
  const channel: Channel = {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    onMessage: (listener) => socket.addEventListener('message', ({ data }) => listener(String(data))),
    onClose: (listener) => socket.addEventListener('close', listener),
    close: () => socket.close(),
  };
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(channel));
    socket.addEventListener('error', () => reject(new Error('no connection')));
  });
}

const KEY = 'interleave.token';

/** From the address, or from earlier in this tab: the address then need not keep it. */
export function takeToken(): string {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given !== null) sessionStorage.setItem(KEY, given);
  return given ?? sessionStorage.getItem(KEY) ?? '';
}
