/** The service's side of a window: a port whose other end the window gets. */
import type { Channel } from '../runtimes/service/contract/message.ts';
import type { DesktopPort } from './electron-api.ts';

export function portChannel(port: DesktopPort): Channel {
  let open = true;
  const closes: (() => void)[] = [];
  const close = (): void => {
    if (!open) return;
    open = false;
    port.close();
    for (const listener of closes) listener();
  };
  port.on('close', close);
  return {
    send: (text) => {
      if (open) port.postMessage(text);
    },
    onMessage: (listener) => {
      port.on('message', ({ data }: { data: unknown }) => (typeof data === 'string' ? listener(data) : close()));
      port.start();
    },
    onClose: (listener) => void closes.push(listener),
    close,
  };
}
