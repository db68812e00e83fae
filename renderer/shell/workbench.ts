/** What views and commands work with: the store, the service, and the dock that shows panels. */
import { createContext, useContext } from 'react';
import type { DesktopBridge } from '../client/desktop-bridge.ts';
import type { Service } from '../store/service.ts';
import type { Store } from '../store/store.ts';
import type { Dock } from './dock.ts';

export interface Workbench {
  readonly store: Store;
  readonly service: Service;
  readonly dock: Dock;
  /** Of the desktop window; undefined in a browser. */
  readonly desktop: DesktopBridge | undefined;
}

export const WorkbenchContext = createContext<Workbench | undefined>(undefined);

export function useWorkbench(): Workbench {
  const workbench = useContext(WorkbenchContext);
  if (workbench === undefined) throw new Error('outside of the workbench');
  return workbench;
}
