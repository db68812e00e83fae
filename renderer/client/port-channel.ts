import type { Channel } from '../../runtimes/service/contract/message.ts';
import { PORT_MESSAGE, type DesktopBridge } from './desktop-bridge.ts';

/** The desktop window's way in; undefined in a browser. */
export const desktopBridge = (): DesktopBridge | undefined =>
  (globalThis as { readonly interleave?: DesktopBridge }).interleave;

/** The way to the program of this window: a port that its preload hands over. */
export function openPort(bridge: Pick<DesktopBridge, 'connect'>): Promise<Channel> {
  return new Promise((resolve) => {
    const onMessage = ({ source, data, ports }: MessageEvent): void => {
      const [port] = ports;
      if (source !== window || data !== PORT_MESSAGE || port === undefined) return;
      removeEventListener('message', onMessage);
      resolve(channelOf(port));
    };
    addEventListener('message', onMessage);
    bridge.connect();
  });
}

function channelOf(port: MessagePort): Channel {
  return {
    send: (text) => port.postMessage(text),
    onMessage: (listener) => {
      port.addEventListener('message', ({ data }) => listener(String(data)));
      port.start();
    },
    onClose: (listener) => port.addEventListener('close', listener),
    close: () => port.close(),
  };
}
