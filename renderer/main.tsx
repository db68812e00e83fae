/** The window: connects to the service, then shows the workbench. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ServiceClient } from '../runtimes/service/client/service-client.ts';
import { desktopBridge, openPort } from './client/open-port.ts';
import { openWebSocket, takeToken } from './client/web-socket-channel.ts';
import { App } from './shell/app.tsx';
import { Dock } from './shell/dock.ts';
import { NoConnection } from './shell/no-connection.tsx';
import { Memory } from './store/memory.ts';
import { createAppStore } from './store/store.ts';
import type { Page } from './store/service.ts';
import './theme/tokens.css';
import './theme/base.css';

const dark = matchMedia('(prefers-color-scheme: dark)');
const contrast = matchMedia('(prefers-contrast: more)');

const page: Page = {
  storage: localStorage,
  now: () => Date.now(),
  later: (work, ms) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
  get prefersDark() {
    return dark.matches;
  },
  get prefersContrast() {
    return contrast.matches;
  },
};

async function start(): Promise<void> {
  const place = document.getElementById('root');
  if (place === null) return;
  const root = createRoot(place);
  try {
    const desktop = desktopBridge();
    const channel = await (desktop ? openPort(desktop) : openWebSocket(takeToken()));
    const service = new ServiceClient(channel, (fault) => console.error(fault));
    const memory = new Memory(service, page);
    const store = createAppStore(service, page, memory);
    channel.onClose(() => store.getState().connectionLost());
    for (const query of [dark, contrast]) query.addEventListener('change', () => store.getState().systemThemeChanged());
    // What is typed but not yet saved is in the browser's storage; to save it now spares the next start that.
    addEventListener('pagehide', () => {
      void store.getState().settle();
      void memory.flush();
    });
    root.render(
      <StrictMode>
        <App workbench={{ store, service, dock: new Dock(memory), desktop }} />
      </StrictMode>,
    );
    await store.getState().start();
  } catch {
    root.render(<NoConnection />);
  }
}

// The address that a new start prints, opened in the same tab, differs in nothing but the token: the browser would stay on this page.
addEventListener('hashchange', () => location.reload());

void start();
