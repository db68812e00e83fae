import type { Channel } from '../../runtimes/service/contract/message.ts';

/** What the ports of browsers and of Electron's main have in common; they differ in how one listens. */
interface Port {
  postMessage(message: string): void;
  start(): void;
  close(): void;
}
interface Listening {
  message(listener: (data: unknown) => void): void;
  close(listener: () => void): void;
}

/** One end of the desktop window's way to its service: the page's, and main's. Who sends something else than texts is cut off. */
export function portChannel(port: Port, on: Listening): Channel {
  let open = true;
  const closes: (() => void)[] = [];
  const close = (): void => {
    if (!open) return;
    open = false;
    port.close();
    for (const listener of closes) listener();
  };
  on.close(close);
  return {
    send: (text) => {
      if (open) port.postMessage(text);
    },
    onMessage: (listener) => {
      on.message((data) => (typeof data === 'string' ? listener(data) : close()));
      port.start();
    },
    onClose: (listener) => void closes.push(listener),
    close,
  };
}
