import type { Channel } from '../../runtimes/service/contract/message.ts';
import { PORT_MESSAGE, type DesktopBridge } from './desktop-bridge.ts';
import { portChannel } from './port-channel.ts';

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
      resolve(
        portChannel(port, {
          message: (hear) => port.addEventListener('message', ({ data }) => hear(data)),
          close: (hear) => port.addEventListener('close', hear),
        }),
      );
    };
    addEventListener('message', onMessage);
    bridge.connect();
  });
}
