/** All that the page gets of Electron: a few calls, and the port to the service. */
import { contextBridge, ipcRenderer } from 'electron';
import { IPC, type DesktopBridge } from '../renderer/client/desktop-bridge.ts';

declare const window: { postMessage(message: unknown, to: string, ports: readonly unknown[]): void };

const bridge: DesktopBridge = {
  connect: () => ipcRenderer.send(IPC.connect),
  chooseFolder: async () => {
    const chosen: unknown = await ipcRenderer.invoke(IPC.chooseFolder);
    return typeof chosen === 'string' ? chosen : undefined;
  },
  setMenus: (menus) => ipcRenderer.send(IPC.menus, menus),
  onCommand: (listener) => {
    ipcRenderer.removeAllListeners(IPC.command);
    ipcRenderer.on(IPC.command, (_event, id: unknown) => {
      if (typeof id === 'string') listener(id);
    });
  },
};

// Ports do not pass through the bridge; they pass with a message to the window itself.
ipcRenderer.on(IPC.port, ({ ports }) => window.postMessage(IPC.port, '*', ports));
contextBridge.exposeInMainWorld('interleave', bridge);
